import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { openPreview } from "#app/apply/open-preview.server.ts";
import { noStore, notFound } from "../responses.server.ts";
import { serviceUrl } from "./addresses.ts";
import { previewHeader } from "./preview-cookie.server.ts";

/** A preview link: lets this browser look at the one service that it is for, and leads there. */
export async function loader({
  request,
  params,
  context: { portal, clientAddress },
}: LoaderFunctionArgs) {
  const token = params["token"] ?? "";
  const outcome = await openPreview(portal, token, clientAddress);
  if (outcome.kind === "limited") {
    const headers = { ...noStore, "Retry-After": String(outcome.retryAfter) };
    throw new Response(null, { status: 429, headers });
  }
  if (outcome.kind === "unknown") throw notFound({ reason: "preview" });
  const cookie = previewHeader(request, outcome, { token, seconds: outcome.seconds });
  return redirect(serviceUrl(outcome), {
    status: 303,
    headers: { ...noStore, "Set-Cookie": cookie },
  });
}

/** Makes Remix answer with a page, namely that of the error. */
export default function NoPage() {
  return null;
}
