import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { endedSessionCookie } from "#app/identity/session-cookie.server.ts";
import { signOut } from "#app/identity/session.server.ts";
import { noStore } from "../responses.server.ts";
import { isSecure, staffSession } from "./staff-session.server.ts";

/** Only a press of the button signs out; whoever comes by the address may sign in. */
export function loader() {
  return redirect("/anmelden", { status: 303, headers: noStore });
}

export async function action({ request, context: { portal } }: ActionFunctionArgs) {
  const { token } = await staffSession(request, portal);
  if (token !== undefined) await signOut(portal, token);
  return redirect("/anmelden?grund=abgemeldet", {
    status: 303,
    headers: { ...noStore, "Set-Cookie": endedSessionCookie(isSecure(request)) },
  });
}
