import type { LoaderFunctionArgs } from "@remix-run/node";
import { downloadSetup } from "#app/administration/municipality-setup.server.ts";
import { arsOf } from "../forwarding/query.ts";
import { noStore, notFound } from "../responses.server.ts";
import { requireStaff } from "../staff/staff-session.server.ts";

/** Everything that a municipality has set up, as a file. */
export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const session = await requireStaff(request, portal);
  const ars = arsOf(request, session);
  const setup = ars === undefined ? undefined : await downloadSetup(portal, session, ars);
  if (!setup) throw notFound({ reason: "municipality" });
  return new Response(`${JSON.stringify(setup, undefined, 2)}\n`, {
    headers: {
      ...noStore,
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": `attachment; filename="einrichtung-${setup.from.ars}.json"`,
    },
  });
}
