import { createContext, useContext, type ReactNode } from "react";
import type { Origin } from "#app/domain/answers.ts";
import type { Value } from "#app/domain/fields/kinds.ts";
import type { FoundOptions, PageForm, RawInput } from "#app/domain/page-form.ts";
import type { Binding } from "#app/ui/controls/control-props.ts";
import type { QrSquares } from "#app/ui/qr-code.tsx";
import type { Say } from "./error-text.ts";
import type { Uploads } from "./use-uploads.ts";

/** A phone that may send photos for a question. */
export interface ShownCapture {
  readonly id: string;
  /** What the phone has to open. */
  readonly link: string;
  readonly qr: QrSquares;
  /** Time of day until which the link works. */
  readonly until: string;
  /** Ids of what has come. */
  readonly photos: readonly string[];
  /** The document is finished, but there is no room for it. */
  readonly waits: boolean;
}
/** By the name of the question. */
export type Captures = Readonly<Record<string, ShownCapture>>;

/** What the components of one page share, so that it is looked up once and not per control. */
export interface FormTools {
  /** A text of the namespace `forms`. */
  readonly say: Say;
  readonly language: string;
  /** What stands in the controls at first. */
  readonly raw: RawInput;
  /** Where the answer came from, if nobody typed it. */
  readonly originOf: (name: string) => Origin | undefined;
  /** The answer, where its source has verified it. */
  readonly lockedAs: (name: string) => Value | undefined;
  readonly files: PageForm["files"];
  /** Address below which they can be fetched. */
  readonly filesAt: string | undefined;
  /** Undefined where files are sent with the page: without scripts. */
  readonly uploads: Uploads | undefined;
  readonly captures: Captures;
  /** Choices and results of searches in long lists, by the name of the control. */
  readonly found: Readonly<Record<string, FoundOptions>>;
  /** The sentence for a control that is wrong. */
  readonly errorOf: (name: string) => ReactNode;
  readonly bind: (name: string) => Binding;
}

const Context = createContext<FormTools | undefined>(undefined);
export const FormToolsProvider = Context.Provider;

export function useFormTools(): FormTools {
  const tools = useContext(Context);
  if (!tools) throw new Error("a field stands outside a form");
  return tools;
}
