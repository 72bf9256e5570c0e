import type { Portal } from "#app/catalogue/portal.server.ts";
import { originOf } from "../origin.server.ts";

/**
 * The address to which the provider returns people, whatever they apply for: it is registered there, for each host that the portal
 * answers at.
 */
export function returnAddress(request: Request, portal: Pick<Portal, "config" | "looks">): string {
  return `${originOf(request, portal)}/anmeldung/zurueck`;
}
