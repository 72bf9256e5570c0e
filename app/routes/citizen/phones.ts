import type { LoaderFunctionArgs } from "@remix-run/node";
import { lookAtCaptures } from "#app/apply/draft-captures.server.ts";
import { noStore } from "../responses.server.ts";
import { visitOf } from "./draft-cookie.server.ts";

/** What phones have sent to the visitor's draft; asked again and again by the page's script. */
export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const visit = await visitOf(request, params);
  const { captures, attached } = await lookAtCaptures(portal, visit);
  return Response.json(
    {
      captures: Object.fromEntries(
        captures.map(({ id, photos, waits }) => [id, { photos, waits }]),
      ),
      attached: attached.map(({ name, files }) => ({ name, files })),
    },
    { headers: noStore },
  );
}
