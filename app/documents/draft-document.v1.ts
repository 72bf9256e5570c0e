import type { Answers } from "../domain/answers.ts";
import type { AssuranceLevel } from "../domain/assurance.ts";
import type { RawInput } from "../domain/page-form.ts";
import type { SummarySection } from "../domain/submission.ts";

/** Everything that stands in a draft, for the citizen whose it is. */
export interface DraftDocument {
  readonly schemaVersion: 1;
  readonly service: { readonly id: string; readonly version: string; readonly name: string };
  readonly municipality: { readonly ars: string; readonly name: string };
  readonly language: string;
  /** ISO 8601 instants. */
  readonly changedAt: string;
  readonly deletedAt: string;
  /** Of all questions that were answered, also where they are not asked any more. */
  readonly answers: Answers;
  /** Of the last sign-in with an identity provider, of which nothing else is kept. */
  readonly assuranceLevel?: AssuranceLevel;
  /** What was typed and not sent yet, by page and control. */
  readonly typed: Readonly<Record<string, RawInput>>;
  /** The same for people, page by page. */
  readonly summary: readonly SummarySection[];
}
