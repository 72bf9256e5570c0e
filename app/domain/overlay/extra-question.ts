import * as z from "zod";
import { fieldSchema, type CodeList, type Field } from "../service.ts";
import { textSchema } from "../text-schema.ts";
import { extraNodeId } from "./place.ts";

/** Kinds of questions that a municipality may ask of its own. */
export const extraKinds = [
  "text",
  "multiline",
  "integer",
  "money",
  "date",
  "yesNo",
  "choice",
  "multipleChoice",
  "email",
  "phone",
  "file",
  "declaration",
] as const;

/**
 * A question of the municipality's own, at the end of a page. Purpose and legal basis are needed: what is asked without them must
 * not be asked (Art. 5 Abs. 1 lit. b and c GDPR).
 */
export const extraQuestionSchema = z
  .strictObject({
    /** Id of a page that stands once. */
    page: z.string(),
    kind: z.enum(extraKinds),
    label: textSchema,
    hint: textSchema.optional(),
    required: z.boolean(),
    /** Of `choice` and `multipleChoice`: at least two. */
    options: z.array(textSchema).max(200).optional(),
    /** Of `declaration`: what is declared. */
    statement: textSchema.optional(),
    purpose: textSchema,
    legalBasis: textSchema,
  })
  .refine(({ kind, options }) => !isChoice(kind) || (options?.length ?? 0) > 1, {
    path: ["options"],
    message: "options",
  })
  .refine(({ kind, statement }) => kind !== "declaration" || statement !== undefined, {
    path: ["statement"],
    message: "statement",
  });
export type ExtraQuestion = z.infer<typeof extraQuestionSchema>;

function isChoice(kind: string): boolean {
  return kind === "choice" || kind === "multipleChoice";
}

/** The question as a field of a definition, and the list from which it is answered. */
export function fieldOfExtra(
  id: string,
  question: ExtraQuestion,
): { readonly field: Field; readonly list?: readonly [string, CodeList] } {
  const { kind, label, hint, required, statement, purpose, legalBasis } = question;
  const key = extraNodeId(id);
  const field = fieldSchema.parse({
    type: "field",
    id: key,
    kind,
    label,
    ...(hint && { hint }),
    required,
    legalBasis: [legalBasis],
    purpose,
    options: optionsOf(key, kind, statement),
    ...(kind === "file" && { repeat: { min: required ? 1 : 0, max: 5 } }),
  });
  if (!isChoice(kind)) return { field };
  const options = (question.options ?? []).map((text, index) => ({
    code: String(index + 1).padStart(2, "0"),
    label: text,
  }));
  return { field, list: [key, { options }] };
}

function optionsOf(key: string, kind: ExtraQuestion["kind"], statement: unknown): object {
  switch (kind) {
    case "text":
      return { maxLength: 200 };
    case "multiline":
      return { maxLength: 2000 };
    case "money":
      return { currency: "EUR" };
    case "choice":
    case "multipleChoice":
      return { list: key };
    case "declaration":
      return { statement };
    case "file":
      return { mediaTypes: [] };
    default:
      return {};
  }
}
