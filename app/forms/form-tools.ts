import { createContext, useContext, type ReactNode } from "react";
import type { FoundOptions, PageForm, RawInput } from "#app/domain/page-form.ts";
import type { Binding } from "#app/ui/controls/control-props.ts";
import type { Say } from "./error-text.ts";

/** What the components of one page share, so that it is looked up once and not per control. */
export interface FormTools {
  /** A text of the namespace `forms`. */
  readonly say: Say;
  readonly language: string;
  /** What stands in the controls at first. */
  readonly raw: RawInput;
  readonly files: PageForm["files"];
  /** Address below which they can be fetched. */
  readonly filesAt: string | undefined;
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
