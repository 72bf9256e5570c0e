import type { LoaderFunctionArgs } from "@remix-run/node";
import { publicConsistency } from "#app/apply/public-log.server.ts";
import { plainPage } from "#app/http/plain-page.server.ts";
import { noStore } from "../responses.server.ts";

/** Proves that a log only grew between two sizes. */
export async function loader({ params, context: { portal } }: LoaderFunctionArgs) {
  const { ars = "", first = "", second = "" } = params;
  const proof = await publicConsistency(portal, ars, first, second);
  return proof ? Response.json(proof, { headers: noStore }) : plainPage(404);
}
