import {
  badForm,
  collectFields,
  decodeUtf8,
  formLimits,
  type BadForm,
  type FormInput,
} from "./http-form-input.server.ts";
import { readMultipart } from "./http-multipart.server.ts";

export type { BadForm, FormInput } from "./http-form-input.server.ts";

/** Reads a posted form, urlencoded or multipart. Whatever is sent, it does not throw. */
export async function readForm(request: Request): Promise<FormInput | BadForm> {
  const contentType = request.headers.get("content-type") ?? "";
  const mediaType = contentType.split(";", 1)[0]?.trim().toLowerCase();
  let body: Buffer;
  try {
    body = Buffer.from(await request.arrayBuffer());
  } catch {
    return badForm("malformed");
  }
  switch (mediaType) {
    case "application/x-www-form-urlencoded":
      return readUrlencoded(body);
    case "multipart/form-data":
      return readMultipart(body, contentType);
    default:
      return badForm("mediaType");
  }
}

/** Not with URLSearchParams, which silently replaces what is not UTF-8. */
function readUrlencoded(body: Buffer): FormInput | BadForm {
  const text = decodeUtf8(body);
  if (text === undefined) return badForm("encoding");
  const { raw, add } = collectFields();
  for (const pair of text.split("&", formLimits.fields + 1)) {
    if (pair === "") continue;
    const equals = pair.indexOf("=");
    const name = decodePart(equals === -1 ? pair : pair.slice(0, equals));
    const value = decodePart(equals === -1 ? "" : pair.slice(equals + 1));
    if (name === undefined || value === undefined) return badForm("encoding");
    const problem = add(name, value);
    if (problem !== undefined) return badForm(problem);
  }
  return { ok: true, raw, files: [] };
}

function decodePart(part: string): string | undefined {
  try {
    return decodeURIComponent(part.replaceAll("+", " "));
  } catch {
    return undefined;
  }
}
