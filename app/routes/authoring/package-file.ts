import type { LoaderFunctionArgs } from "@remix-run/node";
import { noStore } from "../responses.server.ts";
import { workpiecePage } from "./authoring-page.server.ts";

/** The package of a workpiece as a file, for the command line and for other portals. */
export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const { found } = await workpiecePage(request, params["service"], portal);
  return new Response(`${JSON.stringify(found.package, undefined, 2)}\n`, {
    headers: {
      ...noStore,
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": 'attachment; filename="service.json"',
    },
  });
}
