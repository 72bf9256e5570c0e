import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { changeController, loadPrivacy } from "#app/administration/privacy.server.ts";
import { noController, type ControllerFacts } from "#app/domain/privacy/facts.ts";
import { openPointsOf } from "#app/domain/privacy/paper.ts";
import {
  authorityLines,
  supervisoryAuthorities,
} from "#app/domain/privacy/supervisory-authorities.ts";
import { showText } from "#app/domain/shown-page.ts";
import { staffLanguages } from "#app/i18n/languages.ts";
import { negotiateLanguage } from "#app/i18n/negotiate-language.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { BackLink } from "#app/ui/back-link.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { RouteHandle } from "../frame.ts";
import { useAnswer, useLoaded } from "../loaded.ts";
import { formOf, noStore, notFound } from "../responses.server.ts";
import { OvertakenAlert, seenIn } from "../staff/overtaken.tsx";
import { staffFrame } from "../staff/staff-frame.server.ts";
import { requireStaff } from "../staff/staff-session.server.ts";
import { ControllerForm } from "./controller-form.tsx";
import { NoticeList, PaperList } from "./paper-list.tsx";
import { paperAt } from "./words.server.ts";

export { staffHeaders as headers } from "../staff/staff-headers.ts";
export const handle: RouteHandle = { texts: ["portal", "casework", "records"], scripts: "atOnce" };

const arsIn = (request: Request) => new URL(request.url).searchParams.get("gemeinde") ?? undefined;

const fields = Object.keys(noController) as (keyof ControllerFacts)[];

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const session = await requireStaff(request, portal);
  const loaded = await loadPrivacy(portal, session, arsIn(request));
  if (loaded.kind === "unknown") throw notFound({ reason: "municipality" });
  const language = negotiateLanguage(request, staffLanguages);
  const t = serverI18n(language).getFixedT(language, "records");
  const { facts, municipality, seen } = loaded;
  const { ars, name, slug } = facts.municipality;
  const place = { name, href: `/${slug}` };
  const title = t("settings.title");
  const known = supervisoryAuthorities[municipality.state];
  const openIn = (address: "verzeichnis" | "loeschkonzept" | "hinweise", service?: string) => {
    const paper = paperAt(address, facts, service, language);
    return paper ? openPointsOf(paper).length : 0;
  };
  return data(
    {
      frame: staffFrame(session, language, { title, area: "catalogue", municipality: place }),
      ars,
      place,
      controller: facts.controller,
      seen,
      authority: known && authorityLines(known).join(", "),
      papers: (["verzeichnis", "loeschkonzept"] as const).map((address) => ({
        address,
        open: openIn(address),
      })),
      notices: facts.offerings.map((offering) => ({
        id: offering.id,
        version: offering.version,
        name: showText(offering.name, language),
        isSwitchedOff: offering.isSwitchedOff,
        open: openIn("hinweise", offering.id),
      })),
      saved: new URL(request.url).searchParams.has("gespeichert"),
    },
    { headers: noStore },
  );
}

export async function action({ request, context: { portal } }: ActionFunctionArgs) {
  const session = await requireStaff(request, portal);
  const ars = arsIn(request);
  const { raw } = await formOf(request);
  if (ars === undefined) throw notFound();
  const typed = Object.fromEntries(
    fields.map((name) => [name, (raw[name]?.[0] ?? "").trim()]),
  ) as unknown as ControllerFacts;
  const seen = seenIn(raw);
  const changed = await changeController(portal, session, ars, typed, seen);
  if (changed.kind === "unknown") throw notFound();
  if (changed.kind === "refused")
    return data(
      { typed, problems: changed.problems, seen, theirs: undefined },
      { status: 422, headers: noStore },
    );
  if (changed.kind === "overtaken")
    return data(
      { typed, problems: [], seen: changed.seen, theirs: changed.theirs },
      { status: 409, headers: noStore },
    );
  return redirect(`/verwaltung/datenschutz?gemeinde=${ars}&gespeichert`, {
    status: 303,
    headers: noStore,
  });
}

export default function PrivacySettingsPage() {
  const { t } = useTranslation("records");
  const loaded = useLoaded<typeof loader>();
  const { ars, place, controller, authority, papers, notices, seen, saved } = loaded;
  const answer = useAnswer<typeof action>();
  return (
    <>
      <BackLink href={`/verwaltung?gemeinde=${ars}`}>{t("settings.back")}</BackLink>
      <PageHeading above={place.name} title={t("settings.title")} lead={t("settings.lead")} />
      <div className="stack">
        {saved && !answer && <Alert kind="success" titleAs="p" live title={t("settings.saved")} />}
        <PaperList ars={ars} papers={papers} />
        <NoticeList ars={ars} place={place.href} notices={notices} />
        {answer?.theirs && (
          <OvertakenAlert
            theirs={answer.theirs}
            typed={{ ...answer.typed }}
            labels={Object.fromEntries(fields.map((name) => [name, t(`settings.${name}`)]))}
          />
        )}
        <ControllerForm
          seen={answer ? answer.seen : seen}
          ars={ars}
          controller={answer?.typed ?? controller}
          authority={authority}
          problems={answer?.problems ?? []}
        />
      </div>
    </>
  );
}
