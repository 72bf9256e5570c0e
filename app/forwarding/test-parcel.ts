import * as z from "zod";
import { submissionDocumentSchema } from "../domain/submission.ts";

/** What a test delivery carries: an invented document, and the content of its attachments in base64 by id. */
export const testParcelSchema = z.strictObject({
  document: submissionDocumentSchema,
  files: z.record(z.string(), z.string()),
});
export type TestParcel = z.infer<typeof testParcelSchema>;

/** What it is sealed for. */
export function testContext(forwardingId: string): string {
  return `test-parcel:${forwardingId}`;
}
