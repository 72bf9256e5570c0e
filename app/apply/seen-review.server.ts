import { createHash } from "node:crypto";
import { filedFees } from "../domain/fees/filed-fees.ts";
import { itemsOf, type Journey, type Step } from "../domain/journey.ts";

/** The mark of the fees among those of the pages; no page can be called so. */
export const feesMark = "#kosten";

/** Digests are the same whatever language the review is read in. */
const anyWords = { yes: "1", no: "0", declared: "1" };

/**
 * What a citizen has before their eyes on the review, one mark a page: `<address>=<digest>`. Sent along when filing, it tells
 * whether something was changed in between, in another tab or by the municipality. Independent of the language.
 */
export function reviewMarks(journey: Journey): readonly string[] {
  const pages = journey.steps.map((step) => mark(step.address, contentOf(journey, step)));
  const fees = filedFees(journey, "de", anyWords);
  return fees ? [...pages, mark(feesMark, fees)] : pages;
}

/** Addresses of the pages that are not as they were seen; none where nothing was sent along. */
export function changedSince(journey: Journey, seen: readonly string[]): readonly string[] {
  if (seen.length === 0) return [];
  const now = reviewMarks(journey);
  const differing = [
    ...now.filter((one) => !seen.includes(one)),
    ...seen.filter((one) => !now.includes(one)),
  ];
  return [...new Set(differing.map((one) => one.slice(0, one.lastIndexOf("="))))];
}

function contentOf({ offering, answers, values }: Journey, step: Step): unknown {
  const { page } = step.placed;
  return page.kind === "items"
    ? itemsOf(offering, answers, page.group, step.items)
    : step.fields.map(({ name }) => [name, values[name] ?? null]);
}

function mark(address: string, content: unknown): string {
  const digest = createHash("sha256").update(JSON.stringify(content)).digest("base64url");
  return `${address}=${digest.slice(0, 16)}`;
}
