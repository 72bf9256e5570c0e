import * as z from "zod";
import { formatNames } from "./formats.server.ts";

/** Options that several adapters have. */

/** In which forms the submission goes. */
export const formatsOption = z
  .array(z.enum(formatNames))
  .min(1)
  .default(["submission-json.v1", "summary-pdf.v1"]);

const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** An address that is spoken to encrypted, or does not leave this machine. Without user, query and fragment. */
export const urlOption = z
  .url({ protocol: /^https?$/ })
  .refine((text) => {
    const { protocol, hostname } = new URL(text);
    return protocol === "https:" || loopback.test(hostname);
  }, "must begin with https://")
  .refine((text) => {
    const { username, password, search, hash } = new URL(text);
    return username + password + search + hash === "";
  }, "must be without user, query and fragment")
  .transform((text) => text.replace(/\/+$/, ""));

/** A folder at the receiver, e.g. `eingang/hund`; no way up, no empty names. */
export const folderOption = z
  .string()
  .trim()
  .refine(
    // eslint-disable-next-line no-control-regex -- control characters are what is refused
    (path) => !/[\u0000-\u001f\\]/.test(path) && !/(^|\/)\.{1,2}(\/|$)/.test(path),
    "must be a plain path",
  )
  .transform((path) => path.replace(/\/{2,}/g, "/").replace(/\/$/, ""));
