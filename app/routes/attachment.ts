import type { LoaderFunctionArgs } from "@remix-run/node";
import { loadAttachment } from "#app/apply/load-attachment.server.ts";
import { visitOf } from "./draft-cookie.server.ts";
import { noJourney, noStore, notFound } from "./responses.server.ts";

/** A file that the citizen uploaded, as a download: never shown within the portal's own pages. */
export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const visit = await visitOf(request, params);
  const outcome = await loadAttachment(portal, visit, params["attachment"] ?? "");
  if (outcome.kind === "unknown") throw notFound();
  if (outcome.kind !== "attachment") throw noJourney(outcome, visit);
  const { name, mediaType } = outcome.file;
  return new Response(new Uint8Array(outcome.content), {
    headers: {
      ...noStore,
      "Content-Type": mediaType,
      "Content-Security-Policy": "default-src 'none'; sandbox",
      "Content-Disposition": `attachment; filename*=UTF-8''${encodeRfc5987(name)}`,
    },
  });
}

/** RFC 5987: like a URL, and without the characters that mean something in a header. */
function encodeRfc5987(text: string): string {
  return encodeURIComponent(text).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
