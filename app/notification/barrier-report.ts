import * as z from "zod";

/** What somebody tells of a barrier; "" where nothing was said. */
export const barrierReportSchema = z.strictObject({
  what: z.string(),
  /** Address or name of a page, without anything secret. */
  page: z.string(),
  /** Where to answer. */
  reply: z.string(),
});
export type BarrierReport = z.infer<typeof barrierReportSchema>;

/** The context to which a report is sealed. */
export function barrierContext(id: string): string {
  return `barrier:${id}`;
}

/** Throws `DecryptionError`. */
export function openBarrierReport(
  keys: { readonly open: (sealed: Buffer, context: string) => Buffer },
  id: string,
  sealed: Buffer,
): BarrierReport {
  return barrierReportSchema.parse(JSON.parse(keys.open(sealed, barrierContext(id)).toString()));
}
