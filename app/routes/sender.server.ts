import { data } from "@remix-run/node";
import type { HeldUp } from "#app/apply/pass-limit.server.ts";
import type { Sender } from "#app/apply/sender.ts";
import type { RawInput } from "#app/domain/page-form.ts";
import { negotiateLanguage } from "#app/i18n/negotiate-language.ts";
import type { FormInput } from "#app/platform/http-form.server.ts";
import { proofControl, ticketControl, type LimitedPost } from "./limit-controls.ts";
import { noStore } from "./responses.server.ts";

/** Where a request comes from, and what it brings along to pass a limit. */
export function senderOf(request: Request, address: string, raw: RawInput = {}): Sender {
  // Scripts take any answer, a browser that is about to show one asks for a page.
  const scripts = request.headers.get("accept")?.includes("text/html") !== true;
  const pass = { proof: last(raw[proofControl]), ticket: last(raw[ticketControl]) };
  return { language: negotiateLanguage(request), scripts, address, pass };
}

/** What was posted, without what belongs to a limit. */
export function withoutPass(raw: RawInput): RawInput {
  const { [proofControl]: _proof, [ticketControl]: _ticket, ...rest } = raw;
  return rest;
}

/** A post that was held up, with everything that has to be sent again. */
export function heldUp(held: HeldUp, { raw, files }: Pick<FormInput, "raw" | "files">) {
  const post: LimitedPost = { ...held, raw: withoutPass(raw), files: files.length > 0 };
  const headers = { ...noStore, "Retry-After": String(held.wait) };
  return data(post, { status: 429, headers });
}

function last(value: string | readonly string[] | undefined): string {
  return [value ?? ""].flat().at(-1) ?? "";
}
