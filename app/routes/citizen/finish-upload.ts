import type { ActionFunctionArgs } from "@remix-run/node";
import { finishUpload } from "#app/apply/finish-upload.server.ts";
import { formOf, noStore } from "../responses.server.ts";
import { visitOf } from "./draft-cookie.server.ts";
import { noJourney } from "./journey-responses.server.ts";

/** Makes a file of an upload that has arrived whole; asked by the page's script, answered in JSON. */
export async function action({ request, params, context: { portal } }: ActionFunctionArgs) {
  const visit = await visitOf(request, params);
  const { raw } = await formOf(request);
  const outcome = await finishUpload(portal, visit, raw["upload"]?.at(-1) ?? "");
  switch (outcome.kind) {
    case "attached": {
      const { name, files } = outcome;
      return Response.json({ name, files }, { headers: noStore });
    }
    case "refused": {
      const { code, params: details } = outcome;
      return Response.json({ code, params: details }, { status: 422, headers: noStore });
    }
    case "unknown":
      return Response.json({}, { status: 404, headers: noStore });
    case "incomplete":
      return Response.json({}, { status: 409, headers: noStore });
    default:
      throw noJourney(outcome, visit);
  }
}
