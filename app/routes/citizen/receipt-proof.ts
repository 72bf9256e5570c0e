import type { LoaderFunctionArgs } from "@remix-run/node";
import { downloadProof } from "#app/apply/download-receipt.server.ts";
import { fileResponse } from "../file-response.server.ts";
import { notFoundBelow } from "../not-found-below.server.ts";
import { visitOf } from "./draft-cookie.server.ts";

/** What proves the receipt, for whoever wants to show it without showing what was filed. */
export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const visit = await visitOf(request, params);
  const proof = await downloadProof(portal, visit, params["reference"] ?? "");
  if (!proof) throw await notFoundBelow(portal, visit.municipality, "receipt");
  return fileResponse(proof);
}
