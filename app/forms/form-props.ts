import type { ReactNode } from "react";
import type { PageFees } from "#app/domain/fees/fee-plan.ts";
import type { FieldError, FoundOptions, PageForm, RawInput } from "#app/domain/page-form.ts";
import type { Captures } from "./form-tools.ts";
import type { Submitter } from "./use-page-form.ts";

export interface PageFormProps {
  readonly form: PageForm;
  /** What stands in the controls: what is stored, or what was posted and came back. */
  readonly raw: RawInput;
  /** What the server found wrong. */
  readonly errors: readonly FieldError[];
  /** Choices and results of searches in long lists, by the name of the control. */
  readonly found?: Readonly<Record<string, FoundOptions>>;
  /** What the answers of the page cost. */
  readonly fees?: PageFees;
  readonly submitLabel: ReactNode;
  /** The page's heading: a lone group of the same name is not announced twice. */
  readonly title?: string;
  /** Address below which the files that are stored already can be fetched by their id. */
  readonly filesAt?: string;
  /** Phones that may send photos. */
  readonly captures?: Captures;
  /** Called whenever the number of things that are wrong with the page changes, whoever found them. */
  readonly onProblems?: (count: number) => void;
  /** Further actions beside the submit button. */
  readonly children?: ReactNode;
}
export interface NativeFormProps extends PageFormProps {
  readonly send: (submitter: Submitter) => void;
  readonly sending: boolean;
}
