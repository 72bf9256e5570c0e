import * as z from "zod";
import { staffLanguages } from "../i18n/languages.ts";

/** Where and of what an applicant wants to hear. */
export const contactSchema = z.strictObject({
  email: z.string(),
  language: z.enum(staffLanguages),
  /** Also of every status, not only that it was filed. */
  everyStatus: z.boolean(),
  /** Of the portal, as the applicant knows it: `https://antrag.example.de`. */
  origin: z.string(),
});
export type Contact = z.infer<typeof contactSchema>;

/** The context to which a contact is sealed. */
export function contactContext(submissionId: string): string {
  return `contact:${submissionId}`;
}

/** Throws `DecryptionError`. */
export function openContact(
  keys: { readonly open: (sealed: Buffer, context: string) => Buffer },
  submissionId: string,
  sealed: Buffer,
): Contact {
  return contactSchema.parse(
    JSON.parse(keys.open(sealed, contactContext(submissionId)).toString()),
  );
}
