import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { formOf, noStore, notFound } from "../responses.server.ts";
import { endPreviewHeaders } from "./preview-cookie.server.ts";

/** Ends a preview in this browser; the link stays good. */
export async function action({ request }: ActionFunctionArgs) {
  await formOf(request);
  const place = new URL(request.url).searchParams.get("angebot") ?? "";
  const [, municipality, service] = /^\/([a-z0-9-]+)\/([a-z0-9-]+)$/.exec(place) ?? [];
  if (municipality === undefined || service === undefined) throw notFound();
  const headers = endPreviewHeaders(request, { municipality, service });
  headers.set("Cache-Control", noStore["Cache-Control"]);
  return redirect(`/${municipality}`, { status: 303, headers });
}

/** Nothing to look at. */
export function loader() {
  throw notFound();
}

/** Makes Remix answer with a page, namely that of the error. */
export default function NoPage() {
  return null;
}
