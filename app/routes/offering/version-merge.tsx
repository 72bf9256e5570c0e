import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { loadVersionMerge, mergeVersion } from "#app/administration/adjust/merge-version.server.ts";
import { shortName } from "#app/domain/municipality.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { can } from "#app/identity/permissions.ts";
import { BackLink } from "#app/ui/back-link.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { RouteHandle } from "../frame.ts";
import { useAnswer, useLoaded } from "../loaded.ts";
import { formOf, noStore } from "../responses.server.ts";
import { MergeForm } from "./merge-form.tsx";
import { mergeNote } from "./merge-note.server.ts";
import {
  done,
  inLanguage,
  offeringFrame,
  offeringHref,
  offeringRequest,
  refuse,
} from "./offering-request.server.ts";
import { withNames } from "./shown-problems.server.ts";
import { shownLegalChanges } from "./shown-legal.server.ts";
import { readDecisions, shownMerge } from "./shown-merge.server.ts";

export { staffHeaders as headers } from "../staff/staff-headers.ts";
export const handle: RouteHandle = {
  texts: ["portal", "casework", "offering"],
  scripts: "atOnce",
};

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const asked = await offeringRequest(request, params["service"], portal);
  const { session, language, key } = asked;
  const found = await loadVersionMerge(portal, session, key);
  if (found.kind === "upToDate") return done(key, "", "aktuell");
  if (found.kind !== "merge") return refuse(found.kind);
  const { adjustment, after } = found;
  const { municipality, service } = adjustment;
  const t = serverI18n(language).getFixedT(language, "offering");
  const versions = { from: service.version, to: after.version };
  return data(
    {
      frame: offeringFrame(asked, municipality, t("merge.title", versions)),
      title: t("merge.title", versions),
      above: `${shortName(municipality)} · ${inLanguage(service.name, language)}`,
      back: offeringHref(key),
      action: offeringHref(key, "fassung"),
      to: after.version,
      mayEdit: can(session, "overlay.edit", key.ars),
      settings: shownMerge(found, language),
      legal: shownLegalChanges(found, language),
    },
    { headers: noStore },
  );
}

export async function action({ request, params, context: { portal } }: ActionFunctionArgs) {
  const asked = await offeringRequest(request, params["service"], portal);
  const { session, language, key } = asked;
  const { raw } = await formOf(request);
  const found = await loadVersionMerge(portal, session, key);
  if (found.kind === "upToDate") return done(key, "", "aktuell");
  if (found.kind !== "merge") return refuse(found.kind);
  const decisions = readDecisions(found, raw);
  const merged = await mergeVersion(portal, session, key, decisions, (merge) =>
    mergeNote(merge, decisions, language),
  );
  switch (merged.kind) {
    case "unknown":
    case "forbidden":
      return refuse(merged.kind);
    case "upToDate":
    case "merged":
      return done(key, "", "zusammengefuehrt");
    case "undecided":
      return data({ ...merged, raw }, { status: 422, headers: noStore });
    case "refused": {
      const problems = merged.problems.map((one) => withNames(found.after, one, language));
      return data({ kind: merged.kind, problems, raw }, { status: 422, headers: noStore });
    }
  }
}

/** A newer version of the service beside what the municipality set. */
export default function VersionMergePage() {
  const { t } = useTranslation("offering");
  const loaded = useLoaded<typeof loader>();
  const answer = useAnswer<typeof action>();
  return (
    <>
      <BackLink href={loaded.back}>{t("settings.back")}</BackLink>
      <PageHeading above={loaded.above} title={loaded.title} lead={t("merge.lead")} />
      <MergeForm {...loaded} answer={answer} />
    </>
  );
}
