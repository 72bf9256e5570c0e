import type { LoaderFunctionArgs } from "@remix-run/node";
import { downloadKey, keyFiles } from "#app/administration/pickup-keys.server.ts";
import { plainPage } from "#app/http/plain-page.server.ts";
import { fileResponse } from "../file-response.server.ts";
import { arsOf } from "../forwarding/query.ts";
import { requireStaff } from "../staff/staff-session.server.ts";

/** The public half of a key, or a request for its certificate, by the last part of the address. */
export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const session = await requireStaff(request, portal);
  const ars = arsOf(request, session, "pickup.manage");
  const { id = "", kid = "" } = params;
  const file = keyFiles.find((one) => one === params["file"]);
  if (ars === undefined || file === undefined) return plainPage(404);
  const content = await downloadKey(portal, session, ars, { id, kid, file });
  if (content === undefined) return plainPage(404);
  const mediaType = file === "anforderung.pem" ? "application/pkcs10" : "application/json";
  return fileResponse({ name: file, mediaType, content });
}
