import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { handleUpload } from "#app/apply/handle-upload.server.ts";
import { noStore } from "../responses.server.ts";
import { serviceUrl } from "./addresses.ts";
import { ticketHeaders, visitOf } from "./draft-cookie.server.ts";

/** A file on its way, piece by piece (tus protocol); the page's script speaks it. */
async function answer({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const visit = await visitOf(request, params);
  const address = `${serviceUrl(visit)}/anlagen/teile`;
  const { response, ticket } = await handleUpload(portal, visit, request, address);
  const headers = new Headers(response.headers);
  for (const added of [noStore, await ticketHeaders(request, visit, ticket)])
    new Headers(added).forEach((value, name) => {
      headers.append(name, value);
    });
  return new Response(response.body, { status: response.status, headers });
}

/** How much has arrived (HEAD). There is nothing to be seen of a file that is not complete. */
export function loader(args: LoaderFunctionArgs) {
  if (args.request.method === "HEAD") return answer(args);
  throw new Response(null, { status: 405, headers: { Allow: "HEAD, POST, PATCH, DELETE" } });
}

export function action(args: ActionFunctionArgs) {
  return answer(args);
}
