import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import {
  loadRevisions,
  type RevisionList,
} from "#app/administration/adjust/list-revisions.server.ts";
import {
  dropRevision,
  proposeRevision,
  releaseRevision,
  returnRevision,
  revertTo,
  type Moving,
} from "#app/administration/adjust/move-revision.server.ts";
import { sectionsOf } from "#app/administration/adjust/settings-form.ts";
import { checkOverlay } from "#app/domain/overlay/check-overlay.ts";
import { readPlaceName } from "#app/domain/overlay/place.ts";
import { shortName } from "#app/domain/municipality.ts";
import { formatDateTime } from "#app/i18n/format.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { can } from "#app/identity/permissions.ts";
import { Alert } from "#app/ui/alert.tsx";
import { BackLink } from "#app/ui/back-link.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { RouteHandle } from "../frame.ts";
import { useAnswer, useLoaded } from "../loaded.ts";
import { formOf, noStore } from "../responses.server.ts";
import { NewerVersion } from "./newer-version.tsx";
import { Obstacles } from "./obstacles.tsx";
import { OwnQuestions } from "./own-questions.tsx";
import { ProblemsAlert } from "./problems-alert.tsx";
import {
  done,
  inLanguage,
  offeringFrame,
  offeringHref,
  offeringRequest,
  refuse,
  type OfferingRequest,
} from "./offering-request.server.ts";
import { wordChecks } from "./readiness-words.server.ts";
import { RevisionsPanel, type ShownRevision } from "./revisions-panel.tsx";
import { SectionLinks } from "./section-links.tsx";

export { staffHeaders as headers } from "../staff/staff-headers.ts";
export const handle: RouteHandle = {
  texts: ["portal", "casework", "offering"],
  scripts: "atOnce",
};

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const asked = await offeringRequest(request, params["service"], portal);
  const { session, language, key } = asked;
  const found = await loadRevisions(portal, session, key);
  if (found.kind !== "revisions") return refuse(found.kind);
  const { adjustment, changes } = found;
  const { municipality, service, overlay, open, published, currentVersion, outdated } = adjustment;
  const t = serverI18n(language).getFixedT(language, "offering");
  const name = inLanguage(service.name, language);
  return data(
    {
      frame: offeringFrame(asked, municipality, name),
      service: name,
      municipality: shortName(municipality),
      catalogue: `/verwaltung?gemeinde=${key.ars}`,
      action: offeringHref(key),
      version: service.version,
      newer:
        service.version === currentVersion
          ? undefined
          : { current: currentVersion, href: offeringHref(key, "fassung") },
      published: published?.number,
      outdated,
      sections: sectionsOf(service).map(({ id, title }) => ({
        id,
        title: title ? inLanguage(title, language) : t(`section.${id}`),
        href: offeringHref(key, `anpassen/${id}`),
        current: false,
      })),
      questions: Object.entries(overlay).flatMap(([place, { value }]) => {
        const read = readPlaceName(place);
        if (read?.kind !== "extra") return [];
        const { label } = value as { readonly label: { readonly de: string } };
        return [
          { text: inLanguage(label, language), href: offeringHref(key, `fragen/${read.id}`) },
        ];
      }),
      links: [
        { name: "readiness", href: offeringHref(key, "bereit") } as const,
        // When it is offered is for who switches it on and off.
        ...(can(session, "offering.change", key.ars)
          ? [{ name: "window", href: offeringHref(key, "angebot") } as const]
          : []),
        { name: "previews", href: offeringHref(key, "vorschau") } as const,
      ],
      newQuestion: offeringHref(key, "fragen/neu"),
      problems: open ? checkOverlay(service, overlay) : [],
      revisions: shownRevisions(asked, found),
      open: open && {
        state: open.state === "proposed" ? ("proposed" as const) : ("draft" as const),
        changes: changes.length,
        note: open.note,
      },
      mayEdit: can(session, "overlay.edit", key.ars),
      mayRelease: can(session, "overlay.release", key.ars),
      ownWork: open?.authors.includes(session.accountId) === true,
      news: newsOf(request),
    },
    { headers: noStore },
  );
}

function shownRevisions(
  { key, language }: OfferingRequest,
  { revisions, names, adjustment: { published } }: RevisionList,
): ShownRevision[] {
  const t = serverI18n(language).getFixedT(language, "offering");
  const nameOf = (id: string) => names.get(id) ?? t("revisions.portal");
  return revisions.map((one) => ({
    number: one.number,
    version: one.serviceVersion,
    state: one.state,
    current: one.number === published?.number,
    note: one.note,
    author: nameOf(one.changedBy),
    releasedBy: one.publishedBy === null ? undefined : nameOf(one.publishedBy),
    when: formatDateTime(one.changedAt, language),
    href: offeringHref(key, `stand/${String(one.number)}`),
  }));
}

const news = [
  "vorgeschlagen",
  "freigegeben",
  "zurueckgegeben",
  "verworfen",
  "zurueckgeholt",
  "zusammengefuehrt",
  "aktuell",
  "gespeichert",
] as const;

function newsOf(request: Request): (typeof news)[number] | undefined {
  const told = new URL(request.url).searchParams.get("getan");
  return news.find((one) => one === told);
}

export async function action({ request, params, context: { portal } }: ActionFunctionArgs) {
  const { session, language, key } = await offeringRequest(request, params["service"], portal);
  const { raw } = await formOf(request);
  const note = (raw["note"]?.[0] ?? "").trim().slice(0, 1000);
  const answer = (moving: Moving, told: (typeof news)[number]) => {
    switch (moving.kind) {
      case "unknown":
      case "forbidden":
        return refuse(moving.kind);
      case "moved":
        return done(key, "", told);
      case "notReady": {
        const { kind, obstacles } = moving;
        const checks = wordChecks(obstacles, session, key, language);
        return data({ kind, checks }, { status: 409, headers: noStore });
      }
      default:
        return data(moving, { status: 409, headers: noStore });
    }
  };
  switch (raw["intent"]?.[0]) {
    case "propose":
      return answer(await proposeRevision(portal, session, key, note), "vorgeschlagen");
    case "release":
      return answer(await releaseRevision(portal, session, key), "freigegeben");
    case "return":
      return answer(await returnRevision(portal, session, key, note), "zurueckgegeben");
    case "drop":
      return answer(await dropRevision(portal, session, key), "verworfen");
    case "revert": {
      const number = Number(raw["number"]?.[0]);
      return answer(await revertTo(portal, session, key, number), "zurueckgeholt");
    }
    default:
      throw new Response(null, { status: 400 });
  }
}

/** One offering: what is set, who works on it, what counted when. */
export default function OfferingPage() {
  const { t } = useTranslation("offering");
  const loaded = useLoaded<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { newer, published, mayEdit } = loaded;
  return (
    <>
      <BackLink href={loaded.catalogue}>{t("overview.back")}</BackLink>
      <PageHeading
        above={loaded.municipality}
        title={loaded.service}
        lead={t(published === undefined ? "overview.asItIs" : "overview.ownSettings", {
          version: loaded.version,
          number: published,
        })}
      />
      <div className="stack">
        {loaded.news && !answer && (
          <Alert kind="success" titleAs="p" live title={t(`news.${loaded.news}`)} />
        )}
        {answer && (
          <Alert kind="warning" titleAs="p" live title={t(`moving.${answer.kind}`)}>
            {answer.kind === "notReady" && <Obstacles checks={answer.checks} />}
          </Alert>
        )}
        {newer && <NewerVersion {...newer} version={loaded.version} outdated={loaded.outdated} />}
        <ProblemsAlert problems={answer?.kind === "refused" ? answer.problems : loaded.problems} />
        <nav aria-label={t("overview.links")}>
          <ul className="area-links">
            {loaded.links.map(({ name, href }) => (
              <li key={name}>
                <a className="plain-link" href={href}>
                  {t(`overview.${name}`)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <section>
          <h2 className="section-title">{t("overview.adjust")}</h2>
          <SectionLinks sections={loaded.sections} />
        </section>
        <OwnQuestions questions={loaded.questions} add={mayEdit ? loaded.newQuestion : undefined} />
        <RevisionsPanel {...loaded} />
      </div>
    </>
  );
}
