import type { LoaderFunctionArgs } from "@remix-run/node";
import { downloadReceipt } from "#app/apply/download-receipt.server.ts";
import { fileResponse } from "../file-response.server.ts";
import { notFoundBelow } from "../not-found-below.server.ts";
import { townOriginOf } from "../origin.server.ts";
import { visitOf } from "./draft-cookie.server.ts";

/** The receipt to keep: a PDF with everything that was filed. */
export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const visit = await visitOf(request, params);
  const receipt = await downloadReceipt(
    portal,
    visit,
    params["reference"] ?? "",
    townOriginOf(request, portal, visit.municipality),
  );
  if (!receipt) throw await notFoundBelow(portal, visit.municipality, "receipt");
  return fileResponse(receipt);
}
