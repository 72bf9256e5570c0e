import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { loadAuditLog } from "#app/administration/load-audit-log.server.ts";
import { shortName } from "#app/domain/municipality.ts";
import { staffLanguages } from "#app/i18n/languages.ts";
import { negotiateLanguage } from "#app/i18n/negotiate-language.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { BackLink } from "#app/ui/back-link.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { RouteHandle } from "../frame.ts";
import { useLoaded } from "../loaded.ts";
import { noStore } from "../responses.server.ts";
import { AuditEntries } from "./audit-entries.tsx";
import { AuditFilterForm } from "./audit-filter.tsx";
import { auditRequestOf, readAuditQuery } from "./audit-query.ts";
import { wordEntry } from "./audit-sentence.server.ts";
import { NoEntry } from "./no-entry.tsx";
import { askedPlace, withoutPlace } from "./place-page.server.ts";
import { PlaceLinks } from "./place-links.tsx";
import { staffFrame } from "./staff-frame.server.ts";
import { requireStaff } from "./staff-session.server.ts";

export { staffHeaders as headers } from "./staff-headers.ts";
export const handle: RouteHandle = {
  texts: ["portal", "casework", "administration", "people"],
  scripts: "atOnce",
};

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const session = await requireStaff(request, portal);
  const language = negotiateLanguage(request, staffLanguages);
  const asked = readAuditQuery(new URL(request.url).searchParams);
  const { request: wanted, problems } = auditRequestOf(asked, askedPlace(request));
  const log = await loadAuditLog(portal, session, wanted, language);
  if (log.kind !== "log") return withoutPlace(log.kind, session, language);
  const { municipality, municipalities, lines, older, people, doers, services } = log;
  const t = serverI18n(language).getFixedT(language, "people");
  const name = shortName(municipality);
  return data(
    {
      kind: "log" as const,
      frame: staffFrame(session, language, {
        title: t("log.title"),
        area: "catalogue",
        municipality: { name, href: `/${municipality.slug}` },
      }),
      place: { ars: municipality.ars, name },
      places: municipalities.map((own) => ({ ars: own.ars, name: shortName(own) })),
      asked,
      problems,
      lines: lines.map((line) => wordEntry(line, language)),
      older,
      people,
      doers,
      services,
    },
    { status: problems.length > 0 ? 422 : 200, headers: noStore },
  );
}

export default function AuditLogPage() {
  const { t } = useTranslation("people");
  const loaded = useLoaded<typeof loader>();
  if (loaded.kind === "forbidden") return <NoEntry />;
  const { place, places, lines } = loaded;
  return (
    <>
      <BackLink href={`/verwaltung?gemeinde=${place.ars}`}>{t("log.back")}</BackLink>
      <PageHeading
        above={place.name}
        title={t("log.title")}
        lead={t("log.lead", { municipality: place.name })}
      />
      <PlaceLinks
        places={places}
        current={place.ars}
        hrefOf={(ars) => `/verwaltung/protokoll?gemeinde=${ars}`}
      />
      <AuditFilterForm {...loaded} ars={place.ars} />
      <AuditEntries {...loaded} ars={place.ars} />
      {lines.length > 0 && <p className="muted">{t("log.csvHint")}</p>}
    </>
  );
}
