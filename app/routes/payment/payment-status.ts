import type { LoaderFunctionArgs } from "@remix-run/node";
import { peekPayment } from "#app/apply/pay.server.ts";
import { visitOf } from "../citizen/draft-cookie.server.ts";
import { noStore } from "../responses.server.ts";

/** How the visitor's payment stands; asked again and again by the page's script. */
export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const status = await peekPayment(portal, await visitOf(request, params));
  return Response.json({ status }, { headers: noStore });
}
