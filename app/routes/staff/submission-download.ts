import type { LoaderFunctionArgs } from "@remix-run/node";
import {
  downloadSubmission,
  type DownloadFormat,
} from "#app/casework/download-submission.server.ts";
import { plainPage } from "#app/http/plain-page.server.ts";
import { fileResponse } from "../file-response.server.ts";
import { requireStaff } from "./staff-session.server.ts";

const formats: ReadonlyMap<string, DownloadFormat> = new Map([
  ["antrag.pdf", "pdf"],
  ["antrag.json", "json"],
  ["antrag.xml", "xml"],
  ["alles.zip", "zip"],
]);

/** An application as a file, by the last part of the address. */
export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const session = await requireStaff(request, portal);
  const { id = "", file = "" } = params;
  const format = formats.get(file);
  const download = format && (await downloadSubmission(portal, session, id, format));
  return download ? fileResponse(download) : plainPage(404);
}
