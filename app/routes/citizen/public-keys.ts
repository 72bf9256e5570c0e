import type { LoaderFunctionArgs } from "@remix-run/node";
import { publicKeys } from "#app/apply/public-log.server.ts";

/** The keys of all municipalities, for whoever checks receipts. */
export async function loader({ context: { portal } }: LoaderFunctionArgs) {
  return Response.json(await publicKeys(portal), {
    headers: { "Cache-Control": "public, max-age=300" },
  });
}
