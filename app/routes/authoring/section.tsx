import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { pickText, textIn } from "#app/domain/text.ts";
import { joinPackageEdits } from "#app/operations/authoring/places.ts";
import { packageForm, readPackageForm, seenAt } from "#app/operations/authoring/package-form.ts";
import { packageSections, placesOf } from "#app/operations/authoring/package-places.ts";
import { saveEdits, tryPackage } from "#app/operations/authoring/save-edits.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import type { RouteHandle } from "../frame.ts";
import { useAnswer, useLoaded } from "../loaded.ts";
import { EditClash } from "../offering/edit-clash.tsx";
import { PreviewPane } from "../offering/preview-pane.tsx";
import { SectionLinks } from "../offering/section-links.tsx";
import { formOf, noStore, notFound } from "../responses.server.ts";
import {
  lost,
  seeOther,
  shownProblems,
  titleOf,
  workpieceHref,
  workpiecePage,
} from "./authoring-page.server.ts";
import { notJsonProblems, readMerge, readSeen, shownClashes } from "./section-input.server.ts";
import { SayingsForm } from "./sayings-form.tsx";
import { previewOfWorkpiece } from "./workpiece-preview.server.ts";
import { WorkpieceHead } from "./workpiece-nav.tsx";

export { staffHeaders as headers } from "../staff/staff-headers.ts";
export { keepDuringPreview as shouldRevalidate } from "../offering/preview-pane.tsx";
export const handle: RouteHandle = {
  texts: ["portal", "casework", "offering", "authoring", "forms", "errors", "identity"],
  scripts: "atOnce",
};

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const page = await workpiecePage(request, params["service"], portal);
  const { found, language, t, about, serviceId, frame } = page;
  const section = params["section"] ?? "";
  const places = placesOf(found, section);
  if (!places) throw notFound();
  const sections = packageSections(found).map(({ id, title }) => ({
    id,
    title: title ? textIn(title, language) : t(`section.${id}`),
    href: workpieceHref(serviceId, `teile/${id}`),
    current: id === section,
  }));
  const title = sections.find(({ current }) => current)?.title ?? "";
  return data(
    {
      frame: frame(titleOf(page, title)),
      about,
      title,
      section,
      sections,
      action: workpieceHref(serviceId, `teile/${section}`),
      groups: packageForm(found, places).map(({ subject, ...group }) => ({
        ...group,
        ...(subject && { subject: pickText(subject, language) }),
      })),
      seen: JSON.stringify(seenAt(found.package, places)),
      preview: previewOfWorkpiece(found.built.service, section, language),
      saved: new URL(request.url).searchParams.has("getan"),
    },
    { headers: noStore },
  );
}

export async function action({ request, params, context: { portal } }: ActionFunctionArgs) {
  const page = await workpiecePage(request, params["service"], portal);
  const { found, language, t, serviceId, session } = page;
  const section = params["section"] ?? "";
  const places = placesOf(found, section);
  if (!places) throw notFound();
  const { raw } = await formOf(request);
  const seen = readSeen(raw["seen"]?.[0]);
  const [intent] = raw["intent"] ?? [];
  const { edits, notJson } =
    intent === "merge"
      ? { edits: readMerge(raw), notJson: [] }
      : readPackageForm(places, seen, raw);
  const refused = (problems: Parameters<typeof shownProblems>[0]) =>
    data(
      { kind: "refused" as const, problems: shownProblems(problems, t), raw },
      { status: 422, headers: noStore },
    );
  if (intent === "preview") {
    const { joined } = joinPackageEdits(found.package, seen, edits);
    const tried = notJson.length > 0 ? undefined : tryPackage(found, joined);
    const preview =
      tried?.ok === true
        ? previewOfWorkpiece(tried.built.service, section, language)
        : { kind: "broken" as const };
    return data({ kind: "preview" as const, preview, raw }, { headers: noStore });
  }
  if (notJson.length > 0) return refused(notJsonProblems(notJson));
  const saved = await saveEdits(portal, serviceId, { seen, edits }, session.accountId);
  if (saved.kind === "refused") return refused(saved.problems);
  if (saved.kind !== "saved") throw lost(serviceId, saved.kind);
  if (saved.clashes.length === 0)
    return seeOther(workpieceHref(serviceId, `teile/${section}?getan=gespeichert`));
  const clashes = shownClashes(saved.clashes, places, language, t);
  return data({ kind: "clash" as const, ...clashes }, { status: 409, headers: noStore });
}

export default function SectionPage() {
  const { t } = useTranslation("authoring");
  const loaded = useLoaded<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { about, title, sections, action: href, preview, seen, groups } = loaded;
  return (
    <>
      <WorkpieceHead about={about} tab="teile/angaben" title={title} lead={t("parts.lead")} />
      <SectionLinks sections={sections} />
      <div className="stack">
        {loaded.saved && !answer && (
          <Alert kind="success" titleAs="p" live title={t("parts.saved")} />
        )}
        {answer?.kind === "clash" && (
          <EditClash
            action={href}
            mine={answer.mine}
            seen={answer.seen}
            clashes={answer.clashes.map(({ mine, theirs, ...clash }) => ({
              ...clash,
              mine: <p className="kept-lines">{mine.join("\n")}</p>,
              theirs: <p className="kept-lines">{theirs.join("\n")}</p>,
            }))}
          />
        )}
      </div>
      <div className="beside">
        <SayingsForm
          // Another section, or another state of it, is another form.
          key={`${loaded.section} ${seen}`}
          action={href}
          groups={groups}
          seen={seen}
          raw={answer && "raw" in answer ? answer.raw : undefined}
          problems={answer?.kind === "refused" ? answer.problems : []}
        />
        <PreviewPane
          preview={answer?.kind === "preview" ? answer.preview : preview}
          action={href}
        />
      </div>
    </>
  );
}
