import * as z from "zod";

const barrierSchema = z.strictObject({
  /** Address of the page below the service, without items; `""`: the service itself. */
  page: z.string(),
  language: z.string(),
  scripts: z.boolean(),
  /** Rule of axe. */
  rule: z.string(),
  /** Selector of what is at fault. */
  at: z.string(),
  what: z.string(),
});

/**
 * What a browser run over a service has found (`accessibility.json` of its package). It holds only for the definition of
 * which it names the hash.
 */
export const accessibilityCheckSchema = z.strictObject({
  schemaVersion: z.literal(1),
  service: z.string(),
  version: z.string(),
  /** SHA-256 of the definition's canonical JSON, hexadecimal. */
  contentHash: z.string().regex(/^[0-9a-f]{64}$/),
  checkedAt: z.iso.datetime({ offset: true }),
  /** Version of axe, and the groups of its rules. */
  axe: z.string(),
  rules: z.array(z.string()),
  languages: z.array(z.string()).min(1),
  persons: z.int(),
  /** Different pages, from the service's own to the receipt. */
  pages: z.int().min(1),
  /** Pages in all states, languages, with and without scripts, as opened and with errors. */
  views: z.int().min(1),
  barriers: z.array(barrierSchema),
});
export type AccessibilityCheck = z.infer<typeof accessibilityCheckSchema>;
export type Barrier = AccessibilityCheck["barriers"][number];

/** What of it is stored with a version. */
export const accessibilityResultSchema = accessibilityCheckSchema
  .pick({ axe: true, checkedAt: true, languages: true, pages: true, views: true })
  .extend({ barriers: z.int() });
export type AccessibilityResult = z.infer<typeof accessibilityResultSchema>;

/** The result of a check in short. */
export function accessibilityResult(check: AccessibilityCheck): AccessibilityResult {
  const { axe, checkedAt, languages, pages, views, barriers } = check;
  return { axe, checkedAt, languages, pages, views, barriers: barriers.length };
}

/** How a version stands: `earlier`: only one before it was checked. */
export type AccessibilityState =
  | ({ readonly kind: "checked" } & Pick<AccessibilityResult, "pages" | "barriers" | "checkedAt">)
  | { readonly kind: "unchecked" }
  | { readonly kind: "earlier" };

/** `earlierChecked`: whether some other version of the service was checked. */
export function accessibilityState(
  result: AccessibilityResult | undefined,
  earlierChecked: boolean,
): AccessibilityState {
  if (!result) return { kind: earlierChecked ? "earlier" : "unchecked" };
  const { pages, barriers, checkedAt } = result;
  return { kind: "checked", pages, barriers, checkedAt };
}
