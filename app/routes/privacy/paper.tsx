import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { loadPrivacy } from "#app/administration/privacy.server.ts";
import { openPointsOf, type PaperRow } from "#app/domain/privacy/paper.ts";
import { formatDay } from "#app/i18n/format.ts";
import { staffLanguages } from "#app/i18n/languages.ts";
import { negotiateLanguage } from "#app/i18n/negotiate-language.ts";
import { Alert } from "#app/ui/alert.tsx";
import { BackLink } from "#app/ui/back-link.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { RouteHandle } from "../frame.ts";
import { useLoaded } from "../loaded.ts";
import { noStore, notFound } from "../responses.server.ts";
import { staffFrame } from "../staff/staff-frame.server.ts";
import { requireStaff } from "../staff/staff-session.server.ts";
import { PaperSections } from "./paper-sections.tsx";
import { isPaperAddress, paperAt } from "./words.server.ts";

export { staffHeaders as headers } from "../staff/staff-headers.ts";
export const handle: RouteHandle = { texts: ["portal", "casework", "records"], scripts: "atOnce" };

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const session = await requireStaff(request, portal);
  const address = params["paper"];
  const query = new URL(request.url).searchParams;
  const loaded = await loadPrivacy(portal, session, query.get("gemeinde") ?? undefined);
  if (loaded.kind === "unknown") throw notFound({ reason: "municipality" });
  const language = negotiateLanguage(request, staffLanguages);
  const service = query.get("leistung") ?? undefined;
  const paper = isPaperAddress(address)
    ? paperAt(address, loaded.facts, service, language)
    : undefined;
  if (!paper) throw notFound();
  const { ars, name, slug } = loaded.facts.municipality;
  const place = { name, href: `/${slug}` };
  const frame = staffFrame(session, language, {
    title: `${paper.title} – ${name}`,
    area: "catalogue",
    municipality: place,
  });
  const about = new URLSearchParams({ gemeinde: ars, ...(service && { leistung: service }) });
  return data(
    {
      frame,
      ars,
      place: name,
      paper,
      day: formatDay(paper.day, language),
      open: openPointsOf(paper),
      download: { path: `/verwaltung/datenschutz/${address ?? ""}`, query: about.toString() },
    },
    { headers: noStore },
  );
}

export default function PaperPage() {
  const { t } = useTranslation("records");
  const { ars, place, paper, day, open, download } = useLoaded<typeof loader>();
  const pointsOf = ({ key, open: points = [] }: PaperRow) => (
    <span key={key} className="paper-open">
      {points.map(({ text, href }) => (
        <span key={text}>
          <strong>{t("paper.toCheck")}</strong> {text}{" "}
          {href !== undefined && (
            <a className="plain-link" href={href}>
              {t("paper.mend")}
              <span className="visually-hidden">: {text}</span>
            </a>
          )}
        </span>
      ))}
    </span>
  );
  return (
    <>
      <BackLink href={`/verwaltung/datenschutz?gemeinde=${ars}`}>{t("paper.back")}</BackLink>
      <PageHeading above={place} title={paper.title} lead={paper.about} />
      <div className="stack">
        <p className="list-note">{t("paper.asOf", { day })}</p>
        {open.length > 0 && (
          <Alert kind="warning" title={t("paper.open", { count: open.length })}>
            <ul>
              {open.map(({ key, text }) => (
                <li key={`${key} ${text}`}>{text}</li>
              ))}
            </ul>
          </Alert>
        )}
        <PaperSections
          sections={paper.sections}
          missing={t("paper.missing")}
          open={(row) => pointsOf(row)}
        />
        <p className="actions no-print">
          {(["pdf", "csv", "json"] as const).map((format) => (
            <LinkButton
              key={format}
              look="secondary"
              icon="download"
              href={`${download.path}/${format}?${download.query}`}
              download
            >
              {t(`paper.${format}`)}
            </LinkButton>
          ))}
        </p>
      </div>
    </>
  );
}
