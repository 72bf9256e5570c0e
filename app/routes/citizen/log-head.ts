import type { LoaderFunctionArgs } from "@remix-run/node";
import { publicHead } from "#app/apply/public-log.server.ts";
import { plainPage } from "#app/http/plain-page.server.ts";
import { noStore } from "../responses.server.ts";

/** The newest signed tree head of a municipality's log, for whoever watches it. */
export async function loader({ params, context: { portal } }: LoaderFunctionArgs) {
  const head = await publicHead(portal, params["ars"] ?? "");
  return head ? Response.json(head, { headers: noStore }) : plainPage(404);
}
