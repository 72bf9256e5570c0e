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
import { serverI18n } from "#app/i18n/texts.server.ts";
import { can } from "#app/identity/permissions.ts";
import { BackLink } from "#app/ui/back-link.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { RouteHandle } from "../frame.ts";
import { useAnswer, useLoaded } from "../loaded.ts";
import { formOf, noStore, notFound } from "../responses.server.ts";
import {
  done,
  inLanguage,
  offeringFrame,
  offeringHref,
  offeringRequest,
  refuse,
} from "./offering-request.server.ts";
import { QuestionForm } from "./question-form.tsx";

export { staffHeaders as headers } from "../staff/staff-headers.ts";
export const handle: RouteHandle = {
  texts: ["portal", "casework", "offering"],
  scripts: "atOnce",
};

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const asked = await offeringRequest(request, params["service"], portal);
  const { session, language, key } = asked;
  const found = await loadAdjustment(portal, session, key);
  if (found.kind !== "adjustment") return refuse(found.kind);
  const { service, overlay, municipality } = found;
  const id = params["question"] ?? "neu";
  const stored = overlay[`extra:${id}`];
  if (id !== "neu" && !stored) throw notFound();
  const question = extraQuestionSchema.safeParse(stored?.value).data;
  const t = serverI18n(language).getFixedT(language, "offering");
  const title = question ? inLanguage(question.label, language) : t("questions.new");
  return data(
    {
      frame: offeringFrame(asked, municipality, title),
      title,
      above: `${shortName(municipality)} · ${inLanguage(service.name, language)}`,
      back: offeringHref(key),
      action: offeringHref(key, `fragen/${id}`),
      isNew: id === "neu",
      inputs: questionInputs(service, question),
      pages: questionPages(service).map((page) => ({
        value: page.id,
        label: inLanguage(page.title, language),
      })),
      seen: JSON.stringify(stored ? { [`extra:${id}`]: stored } : {}),
      mayEdit: can(session, "overlay.edit", key.ars),
    },
    { headers: noStore },
  );
}

export async function action({ request, params, context: { portal } }: ActionFunctionArgs) {
  const { session, key } = await offeringRequest(request, params["service"], portal);
  const { raw } = await formOf(request);
  const found = await loadAdjustment(portal, session, key);
  if (found.kind !== "adjustment") return refuse(found.kind);
  const { service, overlay } = found;
  const asked = params["question"] ?? "neu";
  const typed = readQuestion(service, raw);
  const id = asked === "neu" ? freeQuestionId(typed["label"], overlay) : asked;
  const place = `extra:${id}`;
  const stored = overlay[place];
  const value = raw["intent"]?.[0] === "remove" ? undefined : typed;
  const saved = await saveSettings(portal, session, key, {
    seen: stored ? { [place]: stored } : {},
    edits: new Map<string, unknown>([[place, value]]),
  });
  switch (saved.kind) {
    case "unknown":
    case "forbidden":
      return refuse(saved.kind);
    case "saved":
      return done(key, "", "gespeichert");
    case "refused": {
      const checked = extraQuestionSchema.safeParse(typed);
      const wrong = checked.success
        ? ["page"]
        : checked.error.issues.map((issue) => String(issue.path[0] ?? "kind"));
      return data({ wrong: [...new Set(wrong)], raw }, { status: 422, headers: noStore });
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
      <PageHeading above={loaded.above} title={loaded.title} lead={t("questions.lead")} />
      <QuestionForm {...loaded} answer={answer} />
    </>
  );
}
