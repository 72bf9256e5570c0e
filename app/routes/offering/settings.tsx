import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { loadAdjustment } from "#app/administration/adjust/find-adjustment.server.ts";
import { readSettings, seenIn, strayTexts } from "#app/administration/adjust/read-settings.ts";
import { saveSettings } from "#app/administration/adjust/save-settings.server.ts";
import { placesIn, sectionsOf, settingsForm } from "#app/administration/adjust/settings-form.ts";
import { shortName } from "#app/domain/municipality.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { can } from "#app/identity/permissions.ts";
import { Alert } from "#app/ui/alert.tsx";
import { BackLink } from "#app/ui/back-link.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { RouteHandle } from "../frame.ts";
import { useAnswer, useLoaded } from "../loaded.ts";
import { formOf, noStore } from "../responses.server.ts";
import { clashAnswer, readMerge, readSeen } from "./clash-input.server.ts";
import { FixedList } from "./fixed-list.tsx";
import {
  done,
  inLanguage,
  offeringFrame,
  offeringHref,
  offeringRequest,
  refuse,
} from "./offering-request.server.ts";
import { previewOf, previewTyped } from "./preview.server.ts";
import { PreviewPane } from "./preview-pane.tsx";
import { SectionLinks } from "./section-links.tsx";
import { SettingsForm } from "./settings-form.tsx";
import { ShownEditClash } from "./shown-edit-clash.tsx";
import { StrayTexts } from "./stray-texts.tsx";

export { staffHeaders as headers } from "../staff/staff-headers.ts";
export { keepDuringPreview as shouldRevalidate } from "./preview-pane.tsx";
export const handle: RouteHandle = {
  texts: ["portal", "casework", "offering", "forms", "errors", "identity"],
  scripts: "atOnce",
};

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const asked = await offeringRequest(request, params["service"], portal);
  const { session, language, key } = asked;
  const found = await loadAdjustment(portal, session, key);
  if (found.kind !== "adjustment") return refuse(found.kind);
  const { service, overlay, municipality, open } = found;
  const section = params["section"] ?? "";
  // Another version may have the section that a form was sent for no more: what was typed is shown all the same.
  const places = placesIn(service, section);
  const t = serverI18n(language).getFixedT(language, "offering");
  const name = inLanguage(service.name, language);
  const sections = sectionsOf(service).map(({ id, title }) => ({
    id,
    title: title ? inLanguage(title, language) : t(`section.${id}`),
    href: offeringHref(key, `anpassen/${id}`),
    current: id === section,
  }));
  return data(
    {
      frame: offeringFrame(asked, municipality, t("settings.documentTitle", { service: name })),
      service: name,
      municipality: shortName(municipality),
      back: offeringHref(key),
      action: offeringHref(key, `anpassen/${section}`),
      section,
      sections,
      gone: places === undefined,
      ...settingsForm(service, overlay, places ?? []),
      seen: JSON.stringify(seenIn(overlay, places ?? [])),
      preview: previewOf({
        ...{ service, overlay, section, municipality, language },
        provider: portal.config.identityProvider?.name,
      }),
      state: open?.state,
      mayEdit: can(session, "overlay.edit", key.ars),
      saved: new URL(request.url).searchParams.has("getan"),
    },
    { status: places ? 200 : 404, headers: noStore },
  );
}

export async function action({ request, params, context: { portal } }: ActionFunctionArgs) {
  const asked = await offeringRequest(request, params["service"], portal);
  const { session, language, key } = asked;
  const { raw } = await formOf(request);
  const found = await loadAdjustment(portal, session, key);
  if (found.kind !== "adjustment") return refuse(found.kind);
  const section = params["section"] ?? "";
  const { service, municipality } = found;
  const places = placesIn(service, section);
  const seen = readSeen(raw["seen"]?.[0]);
  const [intent] = raw["intent"] ?? [];
  const texts = intent === "merge" ? [] : strayTexts(service, seen, places ?? [], raw);
  if (!places || texts.length > 0)
    return data({ kind: "stray" as const, texts, raw }, { status: 409, headers: noStore });
  const edits = intent === "merge" ? readMerge(raw) : readSettings(service, seen, places, raw);
  if (intent === "preview") {
    const provider = portal.config.identityProvider?.name;
    const preview = previewTyped({ ...found, section, language, edits, municipality, provider });
    return data({ kind: "preview" as const, preview, raw }, { headers: noStore });
  }
  const saved = await saveSettings(portal, session, key, { seen, edits });
  switch (saved.kind) {
    case "unknown":
    case "forbidden":
      return refuse(saved.kind);
    case "refused": {
      const { problems } = saved;
      return data({ kind: "refused" as const, problems, raw }, { status: 422, headers: noStore });
    }
    case "saved": {
      const { clashes } = saved;
      if (clashes.length === 0) return done(key, `anpassen/${section}`, "gespeichert");
      const answer = clashAnswer(service, clashes, language);
      return data(answer, { status: 409, headers: noStore });
    }
  }
}

export default function SettingsPage() {
  const { t } = useTranslation("offering");
  const loaded = useLoaded<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { fixed, sections, preview, mayEdit } = loaded;
  const current = sections.find((one) => one.current);
  return (
    <>
      <BackLink href={loaded.back}>{t("settings.back")}</BackLink>
      <PageHeading
        above={`${loaded.municipality} · ${loaded.service}`}
        title={current?.title ?? loaded.service}
        lead={t("settings.lead")}
      />
      <SectionLinks sections={sections} />
      <div className="stack">
        {loaded.saved && !answer && (
          <Alert kind="success" titleAs="p" live title={t("settings.saved")}>
            <p>{t("settings.savedHint")}</p>
          </Alert>
        )}
        {answer?.kind === "stray" && <StrayTexts texts={answer.texts} />}
        {loaded.gone && !answer && <Alert kind="info" titleAs="p" title={t("settings.gone")} />}
        {loaded.state === "proposed" && (
          <Alert kind="info" titleAs="p" title={t("settings.proposed")} />
        )}
      </div>
      {answer?.kind === "clash" ? (
        // First things first: what was typed is in this form alone.
        <ShownEditClash {...answer} action={loaded.action} />
      ) : loaded.gone ? null : (
        <div className="beside">
          <SettingsForm
            // Another section, or other settings, are another form.
            key={`${loaded.section} ${loaded.seen}`}
            {...loaded}
            raw={answer?.raw}
            problems={answer?.kind === "refused" ? answer.problems : []}
            readOnly={!mayEdit}
          />
          <PreviewPane
            preview={answer?.kind === "preview" ? answer.preview : preview}
            action={loaded.action}
          />
        </div>
      )}
      {fixed.length > 0 && <FixedList fixed={fixed} />}
    </>
  );
}
