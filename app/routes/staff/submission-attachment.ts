import type { LoaderFunctionArgs } from "@remix-run/node";
import { downloadAttachment } from "#app/casework/download-attachment.server.ts";
import { plainPage } from "#app/http/plain-page.server.ts";
import { fileResponse } from "../file-response.server.ts";
import { requireStaff } from "./staff-session.server.ts";

/** A file that came with an application, to be saved. */
export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const session = await requireStaff(request, portal);
  const { id = "", attachment = "" } = params;
  const file = await downloadAttachment(portal, session, id, attachment);
  return file ? fileResponse({ ...file, content: file.read() }) : plainPage(404);
}
