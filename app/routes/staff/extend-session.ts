import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { staffLanguages } from "#app/i18n/languages.ts";
import { negotiateLanguage } from "#app/i18n/negotiate-language.ts";
import { noStore } from "../responses.server.ts";
import { sessionEnd } from "./staff-frame.server.ts";
import { staffSession } from "./staff-session.server.ts";

/** Only the button of a page extends; every page that is loaded does so, too. */
export function loader() {
  return redirect("/anmelden", { status: 303, headers: noStore });
}

/** Makes the session longer and says until when it lasts; 401 where it has ended. */
export async function action({ request, context: { portal } }: ActionFunctionArgs) {
  const { session } = await staffSession(request, portal);
  if (!session) return new Response(null, { status: 401, headers: noStore });
  const end = sessionEnd(session, negotiateLanguage(request, staffLanguages));
  return Response.json(end, { headers: noStore });
}
