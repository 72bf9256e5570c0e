import type { OfferingFacts } from "./facts.ts";
import type { OpenPoint, Say } from "./paper.ts";

/** What an offering does not say of its processing, or what a person has to look at, each with where to mend it. */
export function offeringOpenPoints(
  { id, purpose, legalBasis, retentionDays, recipients }: OfferingFacts,
  ars: string,
  say: Say,
): Readonly<Record<"purpose" | "legalBasis" | "retention" | "transfers", readonly OpenPoint[]>> {
  const missing = (value: unknown): readonly OpenPoint[] =>
    value === undefined ? [{ text: say("open.service", { service: id }) }] : [];
  return {
    purpose: missing(purpose),
    legalBasis: missing(legalBasis),
    retention: missing(retentionDays),
    transfers: recipients
      .filter(({ region }) => region === "check")
      .map(({ name }) => ({
        text: say("open.transfer", { name }),
        href: `/verwaltung/ziele?gemeinde=${ars}`,
      })),
  };
}
