import type { LoaderFunctionArgs } from "@remix-run/node";
import { findLookFile } from "#app/administration/look.server.ts";
import { plainPage } from "#app/http/plain-page.server.ts";

/** A municipality's coat of arms or colour. Its name holds a hash of the content, so that it may be kept for ever. */
export async function loader({ params, context: { portal } }: LoaderFunctionArgs) {
  const found = await findLookFile(portal, params["ars"] ?? "", params["file"] ?? "");
  if (!found) return plainPage(404);
  const { mediaType, content } = found;
  return new Response(typeof content === "string" ? content : new Uint8Array(content), {
    headers: {
      "Content-Type": mediaType,
      "Cache-Control": "public, max-age=31536000, immutable",
      "Content-Security-Policy": "default-src 'none'; sandbox",
    },
  });
}
