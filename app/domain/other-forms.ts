import * as z from "zod";
import { textSchema } from "./text-schema.ts";

/** A file or page: on the portal's own server ("/medien/…"), or anywhere (https). */
const ownPlaceSchema = z.string().regex(/^\/[^/\s\\][^\s\\]*$/);
const webPlaceSchema = z.string().regex(/^https:\/\/[A-Za-z0-9.-]+(:\d+)?(\/[^\s\\]*)?$/);

/** Whether a text is the address of a page that citizens may be sent to. */
export function isWebPage(text: string): boolean {
  return webPlaceSchema.safeParse(text).success && URL.canParse(text);
}
const placeSchema = z.union([ownPlaceSchema, webPlaceSchema]);

/** The page in plain German (Einfache or Leichte Sprache): its text, paragraphs at empty lines, or where it is. */
export const plainLanguageSchema = z
  .strictObject({ text: z.string().trim().min(1).optional(), page: placeSchema.optional() })
  .refine(({ text, page }) => text !== undefined || page !== undefined, "text or page is needed");

/**
 * A video in German Sign Language (DGS). One on the portal's own server is played on the page; one elsewhere is a link, so
 * that nobody else learns of a visit before it is opened.
 */
export const signLanguageSchema = z.strictObject({
  video: placeSchema,
  /** Captions (WebVTT) on the portal's own server. */
  captions: ownPlaceSchema.optional(),
  /** What is signed, as text; paragraphs at empty lines. */
  transcript: textSchema.optional(),
});
