import type { SignInState } from "#app/apply/sign-in-state.server.ts";
import type { AssuranceLevel } from "#app/domain/assurance.ts";
import type { ShownText } from "#app/domain/page-form.ts";
import { showText } from "#app/domain/shown-page.ts";
import type { Language, Text } from "#app/domain/text.ts";

/** How signing in stands, in one language. */
export interface SignInView {
  readonly provider: string | undefined;
  readonly needed: AssuranceLevel;
  readonly reached: AssuranceLevel | undefined;
  readonly isEnough: boolean;
  readonly hasMailbox: boolean;
  readonly asked: readonly ShownText[];
  readonly taken: readonly ShownText[];
  readonly kept: readonly ShownText[];
}

export function signInView(state: SignInState, language: Language): SignInView {
  const show = (texts: readonly Text[]) => texts.map((text) => showText(text, language));
  const { asked, taken, kept } = state;
  return { ...state, asked: show(asked), taken: show(taken), kept: show(kept) };
}
