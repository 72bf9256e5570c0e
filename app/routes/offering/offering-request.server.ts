import { redirect } from "@remix-run/node";
import type { Portal } from "#app/catalogue/portal.server.ts";
import { shortName, type Municipality } from "#app/domain/municipality.ts";
import type { Text } from "#app/domain/text.ts";
import { textIn } from "#app/domain/text.ts";
import { staffLanguages, type Language } from "#app/i18n/languages.ts";
import { negotiateLanguage } from "#app/i18n/negotiate-language.ts";
import { municipalitiesFor } from "#app/identity/permissions.ts";
import type { StaffSession } from "#app/identity/session.server.ts";
import type { Frame } from "../frame.ts";
import { noStore, notFound } from "../responses.server.ts";
import { staffFrame } from "../staff/staff-frame.server.ts";
import { requireStaff } from "../staff/staff-session.server.ts";
import type { OfferingKey } from "#app/domain/revision.ts";

/** Who asks for which offering, in which language. */
export interface OfferingRequest {
  readonly session: StaffSession;
  readonly language: Language;
  readonly key: OfferingKey;
}

/** Reads it from session and address; the first of one's own municipalities where the address names none. Throws 404. */
export async function offeringRequest(
  request: Request,
  serviceId: string | undefined,
  portal: Portal,
): Promise<OfferingRequest> {
  const session = await requireStaff(request, portal);
  const asked = new URL(request.url).searchParams.get("gemeinde");
  const ars = asked ?? municipalitiesFor(session, "overlay.read")[0] ?? "";
  if (!/^\d{12}$/.test(ars) || serviceId === undefined) throw notFound();
  const language = negotiateLanguage(request, staffLanguages);
  return { session, language, key: { ars, serviceId } };
}

/** The address of a page of an offering. */
export function offeringHref({ ars, serviceId }: OfferingKey, page = "", query = ""): string {
  const more = query === "" ? "" : `&${query}`;
  return `/verwaltung/leistungen/${serviceId}${page === "" ? "" : `/${page}`}?gemeinde=${ars}${more}`;
}

/** Goes there once something was done. */
export function done(key: OfferingKey, page: string, news: string): Response {
  return redirect(offeringHref(key, page, `getan=${news}`), { status: 303, headers: noStore });
}

/** Ends the request where the person may not, or where there is nothing. */
export function refuse(kind: "unknown" | "forbidden"): never {
  if (kind === "unknown") throw notFound();
  throw new Response(null, { status: 403 });
}

export function offeringFrame(
  { session, language }: OfferingRequest,
  municipality: Municipality,
  title: string,
): Frame {
  return staffFrame(session, language, {
    title,
    area: "catalogue",
    municipality: { name: shortName(municipality), href: `/${municipality.slug}` },
  });
}

/** A text of a service for a page of staff. */
export function inLanguage(text: Text, language: Language): string {
  return textIn(text, language);
}
