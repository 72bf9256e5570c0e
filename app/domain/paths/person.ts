import type { Language } from "../text.ts";

type Typed = Readonly<Record<string, string | readonly string[]>>;

/** A file that somebody uploads; `size` in bytes, 1 where absent. */
export interface SampleUpload {
  readonly name: string;
  readonly mediaType: string;
  readonly size?: number;
}

/** What happens on one page; the same as a step of a worked example. */
export interface PersonStep {
  /** Address of the page below the service; `pruefen`: the review says that something is wrong between pages. */
  readonly page: string;
  readonly input?: Typed;
  /** All that shall lie there: what was sent before need not be sent again. */
  readonly files?: Readonly<Record<string, readonly SampleUpload[]>>;
  readonly intent?: string;
  /** What the page says to it; it is then shown again. */
  readonly errors?: readonly StepError[];
}
export interface StepError {
  readonly name: string;
  readonly code: string;
}

/** An invented person who goes one way through a service, with everything that is typed. */
export interface Person {
  readonly name: string;
  /** Two digits of the Land whose authority is asked; absent where it makes no difference. */
  readonly state?: string;
  readonly language: Language;
  /** The day for which dates were chosen. */
  readonly today: string;
  readonly steps: readonly PersonStep[];
  /** Addresses of the pages in the end. */
  readonly pages: readonly string[];
  /** Why the person did not get to the end; empty for those who did. */
  readonly trouble: readonly Trouble[];
}

/** A question for which no valid answer was found, or a page that would not let a person pass. */
export interface Trouble {
  readonly page: string;
  readonly name: string;
  readonly code: string;
}
