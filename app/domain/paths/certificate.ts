import * as z from "zod";
import type { Offering } from "../offering.ts";
import { accessibilityResultSchema } from "./accessibility.ts";
import { findPaths } from "./find-paths.ts";

const deadEndSchema = z.strictObject({
  kind: z.enum(["noOption", "brokenRule", "emptyGroup"]),
  /** Node path. */
  path: z.string(),
  page: z.string().optional(),
  /** Id of the rule. */
  rule: z.string().optional(),
});

/**
 * What was found out about a version of a service by trying out all its ways: stored with it, and valid only for the
 * content of which it names the hash.
 */
export const certificateSchema = z.strictObject({
  schemaVersion: z.literal(1),
  service: z.string(),
  version: z.string(),
  /** SHA-256 of the definition's canonical JSON, hexadecimal. */
  contentHash: z.string(),
  pages: z.int(),
  /** How many different forms it can become, in decimal digits. */
  paths: z.string().regex(/^\d+$/),
  /** False where the search was cut short: then there are at least so many. */
  complete: z.boolean(),
  /** How many people it takes to show all of it. */
  persons: z.int(),
  deadEnds: z.array(deadEndSchema),
  /** Pages, questions and options that nobody can reach. */
  unreachable: z.int(),
  /** Of pages seen in a browser; absent until they were. */
  accessibility: accessibilityResultSchema.optional(),
  computedAt: z.iso.datetime({ offset: true }),
});
export type Certificate = z.infer<typeof certificateSchema>;

export interface CertifyOptions {
  readonly contentHash: string;
  /** ISO date of today at the authority. */
  readonly today: string;
  /** ISO 8601 instant with offset. */
  readonly computedAt: string;
  /** Two digits of the Land, where the offering is that of one municipality. */
  readonly state?: string | undefined;
}

/** Certifies any offering, that of a municipality too. Bounded: a fraction of a second for every service. */
export function certify(
  offering: Offering,
  { contentHash, today, computedAt, state }: CertifyOptions,
): Certificate {
  const { id, version, pages } = offering.service;
  const found = findPaths(offering, { today, state });
  return {
    schemaVersion: 1,
    service: id,
    version,
    contentHash,
    pages: pages.length,
    paths: String(found.paths),
    complete: found.complete,
    persons: found.plans.length,
    deadEnds: found.deadEnds.map(({ kind, path, page, rule }) => ({
      kind,
      path,
      ...(page !== undefined && { page }),
      ...(rule && { rule: rule.id }),
    })),
    unreachable: found.unreachable.length,
    computedAt,
  };
}
