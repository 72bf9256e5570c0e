import * as z from "zod";
import { submissionDocumentSchema, type SubmissionDocument } from "../domain/submission.ts";
import { canonicalJson } from "./canonical-json.ts";

/** Relative, so that it is found wherever schema and document lie side by side. */
export const submissionSchemaName = "submission.v1.schema.json";

const submissionFileSchema = submissionDocumentSchema.extend({
  $schema: z.literal(submissionSchemaName),
});

/** The machine format of a submission: canonical JSON (RFC 8785), one line. See docs/formats/README.md. */
export function submissionJson(document: SubmissionDocument): string {
  return canonicalJson({ $schema: submissionSchemaName, ...document });
}

/** The JSON Schema (2020-12) of what `submissionJson` writes, as committed in docs/formats. */
export function submissionJsonSchema(): object {
  return {
    $id: submissionSchemaName,
    title: "Einmal: submission, version 1",
    ...z.toJSONSchema(submissionFileSchema),
  };
}
