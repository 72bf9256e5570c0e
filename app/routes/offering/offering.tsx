import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { loadAdjustment } from "#app/administration/adjust/find-adjustment.server.ts";
import { loadRevisions } from "#app/administration/adjust/list-revisions.server.ts";
import {
  dropRevision,
  proposeRevision,
  releaseRevision,
  returnRevision,
  type Moving,
} from "#app/administration/adjust/move-revision.server.ts";
import { settleOvertaken, type Settling } from "#app/administration/adjust/overtaken.server.ts";
import { revertTo, type Reverting } from "#app/administration/adjust/revert-revision.server.ts";
import { listWaiting } from "#app/administration/confirmations/load-confirmations.server.ts";
import { sectionsOf } from "#app/administration/adjust/settings-form.ts";
import { checkOverlay, type OverlayProblem } from "#app/domain/overlay/check-overlay.ts";
import { shortName } from "#app/domain/municipality.ts";
import { hadAHand } from "#app/domain/revision.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { can } from "#app/identity/permissions.ts";
import { Alert } from "#app/ui/alert.tsx";
import { BackLink } from "#app/ui/back-link.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { wordShown } from "../confirmation/shown-confirmations.server.ts";
import { WaitingNote } from "../confirmation/waiting-note.tsx";
import type { RouteHandle } from "../frame.ts";
import { useAnswer, useLoaded } from "../loaded.ts";
import { formOf, noStore } from "../responses.server.ts";
import { readSides, shownClashes } from "./clash-input.server.ts";
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
} from "./offering-request.server.ts";
import { newsOf, type OfferingNews } from "./offering-news.ts";
import { offeringLinks } from "./offering-links.server.ts";
import { OvertakenForm } from "./overtaken-form.tsx";
import { wordChecks } from "./readiness-words.server.ts";
import { RevisionsPanel } from "./revisions-panel.tsx";
import { SectionLinks } from "./section-links.tsx";
import { shownProblems } from "./shown-problems.server.ts";
import { shownQuestions, shownRevisions } from "./shown-revisions.server.ts";

export { staffHeaders as headers } from "../staff/staff-headers.ts";
export const handle: RouteHandle = {
  texts: ["portal", "casework", "offering", "confirmation"],
  scripts: "atOnce",
};

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const asked = await offeringRequest(request, params["service"], portal);
  const { session, language, key } = asked;
  const found = await loadRevisions(portal, session, key);
  if (found.kind !== "revisions") return refuse(found.kind);
  const { adjustment, changes, overtaken } = found;
  const { municipality, service, overlay, open, published, currentVersion, outdated } = adjustment;
  const t = serverI18n(language).getFixedT(language, "offering");
  const name = inLanguage(service.name, language);
  const waiting = (await listWaiting(portal, session, key.ars)).find(
    ({ kind, subject }) => kind !== "destination" && subject === key.serviceId,
  );
  return data(
    {
      frame: offeringFrame(asked, municipality, name),
      service: name,
      municipality: shortName(municipality),
      catalogue: `/verwaltung?gemeinde=${key.ars}`,
      ars: key.ars,
      action: offeringHref(key),
      waiting: waiting && wordShown(waiting, language),
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
      questions: shownQuestions(asked, overlay),
      links: offeringLinks(session, key),
      newQuestion: offeringHref(key, "fragen/neu"),
      problems: open
        ? shownProblems(service, overlay, checkOverlay(service, overlay), language)
        : [],
      revisions: shownRevisions(asked, found),
      overtaken: overtaken && {
        published: overtaken.published,
        state: overtaken.state,
        clashes: shownClashes(service, overtaken.clashes, language),
      },
      open: open && {
        state: open.state === "proposed" ? ("proposed" as const) : ("draft" as const),
        changes,
        note: open.note,
      },
      mayEdit: can(session, "overlay.edit", key.ars),
      mayRelease: can(session, "overlay.release", key.ars),
      ownWork: open !== undefined && hadAHand(open, session.accountId),
      news: newsOf(request),
    },
    { headers: noStore },
  );
}

/** As much as the note of a version with very many decisions. */
const longestNote = 5000;

export async function action({ request, params, context: { portal } }: ActionFunctionArgs) {
  const asked = await offeringRequest(request, params["service"], portal);
  const { session, language, key } = asked;
  const { raw } = await formOf(request);
  const note = (raw["note"]?.[0] ?? "").trim().slice(0, longestNote);
  const answer = async (moving: Moving | Reverting | Settling, told: OfferingNews) => {
    switch (moving.kind) {
      case "unknown":
      case "forbidden":
        return refuse(moving.kind);
      case "moved":
      case "settled":
        return done(key, "", told);
      case "reverted":
        return done(key, moving.toDecide ? "fassung" : "", told);
      case "notReady": {
        const { kind, obstacles } = moving;
        const checks = wordChecks(obstacles, session, key, language);
        return data({ kind, checks }, { status: 409, headers: noStore });
      }
      case "undecided":
        return data(moving, { status: 422, headers: noStore });
      case "refused":
        return refusal(moving.problems);
      default:
        return data(moving, { status: 409, headers: noStore });
    }
  };
  /** Why, in the words of the pages on which it can be mended. */
  const refusal = async (problems: readonly OverlayProblem[]) => {
    const found = await loadAdjustment(portal, session, key);
    if (found.kind !== "adjustment") return refuse(found.kind);
    const told = shownProblems(found.service, found.overlay, problems, language);
    return data({ kind: "refused" as const, problems: told }, { status: 409, headers: noStore });
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
      const t = serverI18n(language).getFixedT(language, "offering");
      const back = { number, note: t("revisions.revertedNote", { number }) };
      return answer(await revertTo(portal, session, key, back), "zurueckgeholt");
    }
    case "settle": {
      const settling = { state: raw["state"]?.[0] ?? "", decisions: readSides(raw) };
      return answer(await settleOvertaken(portal, session, key, settling), "zusammengebracht");
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
  const { newer, published, mayEdit, overtaken } = loaded;
  // The places themselves stand below.
  const isTold =
    answer?.kind === "undecided" || (answer?.kind === "overtaken" && answer.clashes.length > 0);
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
        {answer && !isTold && (
          <Alert kind="warning" titleAs="p" live title={t(`moving.${answer.kind}`)}>
            {answer.kind === "notReady" && <Obstacles checks={answer.checks} />}
          </Alert>
        )}
        {overtaken && (
          <OvertakenForm
            {...overtaken}
            action={loaded.action}
            mayEdit={mayEdit}
            told={answer !== undefined}
            undecided={answer?.kind === "undecided" ? answer.places : []}
          />
        )}
        <WaitingNote ars={loaded.ars} waiting={loaded.waiting} />
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
        <RevisionsPanel
          {...loaded}
          blocked={loaded.outdated || (overtaken?.clashes.length ?? 0) > 0}
        />
      </div>
    </>
  );
}
