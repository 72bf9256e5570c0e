import { data, redirect } from "@remix-run/node";
import type { Place } from "#app/administration/find-place.server.ts";
import type { Language } from "#app/i18n/languages.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import type { StaffSession } from "#app/identity/session.server.ts";
import { noStore, notFound } from "../responses.server.ts";
import { staffFrame } from "./staff-frame.server.ts";

/** The ARS that an address names; anything else names no municipality. */
export function askedPlace(request: Request): string | undefined {
  const ars = new URL(request.url).searchParams.get("gemeinde");
  if (ars === null || ars === "") return undefined;
  return /^\d{12}$/.test(ars) ? ars : "none";
}

/** What a page of a municipality answers where there is none to be shown: who has not chosen goes where they can. */
export function withoutPlace(
  kind: Exclude<Place["kind"], "place">,
  session: StaffSession,
  language: Language,
) {
  if (kind === "unknown") throw notFound({ reason: "municipality" });
  if (kind === "choose") throw toChoice();
  const t = serverI18n(language).getFixedT(language, "portal");
  const frame = staffFrame(session, language, {
    title: t("error.forbidden.title"),
    area: "catalogue",
  });
  return data({ frame, kind: "forbidden" as const }, { status: 403, headers: noStore });
}

/** To where a municipality is chosen. */
function toChoice(): Response {
  return redirect("/verwaltung", { status: 303, headers: noStore });
}
