import type { LoaderFunctionArgs } from "@remix-run/node";
import { readPhoto } from "#app/apply/capture-photos.server.ts";
import { fileResponse } from "../file-response.server.ts";
import { notFound } from "../responses.server.ts";

/** A photo for the phone that has sent it, and for the page that waits for it. Drawn anew by us, so it may be shown. */
export async function loader({ params, context: { portal } }: LoaderFunctionArgs) {
  const { token = "", photo = "" } = params;
  const found = await readPhoto(portal, token, photo);
  if (!found) throw notFound();
  const response = await fileResponse({ name: "foto", ...found });
  response.headers.delete("Content-Disposition");
  return response;
}
