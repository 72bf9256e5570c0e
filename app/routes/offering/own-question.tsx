import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { loadAdjustment } from "#app/administration/adjust/find-adjustment.server.ts";
import {
  freeQuestionId,
  questionInputs,
  questionPages,
  readQuestion,
} from "#app/administration/adjust/question-form.ts";
import { saveSettings } from "#app/administration/adjust/save-settings.server.ts";
import { shortName } from "#app/domain/municipality.ts";
import { extraQuestionSchema } from "#app/domain/overlay/extra-question.ts";
import { readPlaceName } from "#app/domain/overlay/place.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { can } from "#app/identity/permissions.ts";
import { BackLink } from "#app/ui/back-link.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { RouteHandle } from "../frame.ts";
import { useAnswer, useLoaded } from "../loaded.ts";
import { formOf, noStore, notFound } from "../responses.server.ts";
import { clashAnswer, readMerge, readSeen } from "./clash-input.server.ts";
import {
  done,
  inLanguage,
  offeringFrame,
  offeringHref,
  offeringRequest,
  refuse,
} from "./offering-request.server.ts";
import { previewQuestion } from "./preview.server.ts";
import { PreviewPane } from "./preview-pane.tsx";
import { QuestionForm } from "./question-form.tsx";
import { ShownEditClash } from "./shown-edit-clash.tsx";

export { staffHeaders as headers } from "../staff/staff-headers.ts";
export { keepDuringPreview as shouldRevalidate } from "./preview-pane.tsx";
export const handle: RouteHandle = {
  texts: ["portal", "casework", "offering", "forms", "errors"],
  scripts: "atOnce",
};

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const asked = await offeringRequest(request, params["service"], portal);
  const { session, language, key } = asked;
  const found = await loadAdjustment(portal, session, key);
  if (found.kind !== "adjustment") return refuse(found.kind);
  const { service, overlay, municipality } = found;
  const id = params["question"] ?? "neu";
  const place = `extra:${id}`;
  if (id !== "neu" && !readPlaceName(place)) throw notFound();
  const stored = Object.hasOwn(overlay, place) ? overlay[place] : undefined;
  // Somebody may have removed it while another one had it open.
  const isGone = id !== "neu" && !stored;
  const question = extraQuestionSchema.safeParse(stored?.value).data;
  const t = serverI18n(language).getFixedT(language, "offering");
  const title = question
    ? inLanguage(question.label, language)
    : t(isGone ? "questions.gone" : "questions.new");
  return data(
    {
      frame: offeringFrame(asked, municipality, title),
      title,
      above: `${shortName(municipality)} · ${inLanguage(service.name, language)}`,
      back: offeringHref(key),
      action: offeringHref(key, `fragen/${id}`),
      isNew: id === "neu",
      isGone,
      inputs: questionInputs(service, question),
      pages: questionPages(service).map((page) => ({
        value: page.id,
        label: inLanguage(page.title, language),
      })),
      seen: JSON.stringify(stored ? { [place]: stored } : {}),
      preview: previewQuestion({ service, overlay, municipality, language }, id, question ?? {}),
      mayEdit: can(session, "overlay.edit", key.ars),
    },
    { headers: noStore, ...(isGone && { status: 404 }) },
  );
}

export async function action({ request, params, context: { portal } }: ActionFunctionArgs) {
  const asked = await offeringRequest(request, params["service"], portal);
  const { session, language, key } = asked;
  const { raw } = await formOf(request);
  const found = await loadAdjustment(portal, session, key);
  if (found.kind !== "adjustment") return refuse(found.kind);
  const { service, overlay, municipality } = found;
  const known = params["question"] ?? "neu";
  const seen = readSeen(raw["seen"]?.[0]);
  const [intent] = raw["intent"] ?? [];
  const typed = readQuestion(service, raw);
  const id = known === "neu" ? freeQuestionId(typed["label"], overlay) : known;
  if (!readPlaceName(`extra:${id}`)) throw notFound();
  if (intent === "preview") {
    const preview = previewQuestion({ service, overlay, municipality, language }, id, typed);
    return data({ kind: "preview" as const, preview, wrong: [], raw }, { headers: noStore });
  }
  const value = intent === "remove" ? undefined : typed;
  const edits = intent === "merge" ? readMerge(raw) : new Map([[`extra:${id}`, value]]);
  const saved = await saveSettings(portal, session, key, { seen, edits });
  switch (saved.kind) {
    case "unknown":
    case "forbidden":
      return refuse(saved.kind);
    case "saved": {
      if (saved.clashes.length === 0) return done(key, "", "gespeichert");
      const answer = clashAnswer(service, saved.clashes, language);
      return data(answer, { status: 409, headers: noStore });
    }
    case "refused": {
      const checked = extraQuestionSchema.safeParse(typed);
      const wrong = checked.success
        ? ["page"]
        : checked.error.issues.map((issue) => String(issue.path[0] ?? "kind"));
      const answer = { kind: "refused" as const, wrong: [...new Set(wrong)], raw };
      return data(answer, { status: 422, headers: noStore });
    }
  }
}

export default function OwnQuestionPage() {
  const { t } = useTranslation("offering");
  const loaded = useLoaded<typeof loader>();
  const answer = useAnswer<typeof action>();
  return (
    <>
      <BackLink href={loaded.back}>{t("settings.back")}</BackLink>
      <PageHeading
        above={loaded.above}
        title={loaded.title}
        lead={t(loaded.isGone ? "questions.goneLead" : "questions.lead")}
      />
      {answer?.kind === "clash" ? (
        <ShownEditClash {...answer} action={loaded.action} />
      ) : (
        !loaded.isGone && (
          <div className="beside">
            <QuestionForm {...loaded} answer={answer} />
            <PreviewPane
              preview={answer?.kind === "preview" ? answer.preview : loaded.preview}
              action={loaded.action}
            />
          </div>
        )
      )}
    </>
  );
}
