import type { ActionFunctionArgs } from "@remix-run/node";
import { takeCallback } from "#app/jobs/take-callback.server.ts";

/** Where delivery services say that there is news. Their signature stands in for a session. */
export async function action({ request, params, context: { portal } }: ActionFunctionArgs) {
  if (request.method !== "POST")
    return new Response(null, { status: 405, headers: { Allow: "POST" } });
  const { headers } = request;
  const outcome = await takeCallback(portal, params["destination"] ?? "", {
    timestamp: headers.get("callback-timestamp"),
    authentication: headers.get("callback-authentication"),
    body: new Uint8Array(await request.arrayBuffer()),
  });
  switch (outcome.kind) {
    case "taken":
      return new Response(null, { status: 204 });
    case "unauthorized":
      return new Response(null, { status: 401 });
    case "malformed":
      return new Response(null, { status: 400 });
  }
}

export function loader() {
  return new Response(null, { status: 405, headers: { Allow: "POST" } });
}
