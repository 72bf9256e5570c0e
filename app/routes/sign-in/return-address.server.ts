import type { Portal } from "#app/catalogue/portal.server.ts";
import { originOf } from "../origin.server.ts";

/** The one address to which the provider returns people, whatever they apply for: it is registered there. */
export function returnAddress(request: Request, portal: Pick<Portal, "config">): string {
  return `${originOf(request, portal)}/anmeldung/zurueck`;
}
