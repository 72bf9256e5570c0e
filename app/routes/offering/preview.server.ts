import { noAnswers } from "#app/domain/answers.ts";
import { dayOf } from "#app/domain/deadline.ts";
import { evaluateJourney, type Journey } from "#app/domain/journey.ts";
import { compileOffering } from "#app/domain/offering.ts";
import { applyOverlay } from "#app/domain/overlay/apply-overlay.ts";
import { checkOverlay } from "#app/domain/overlay/check-overlay.ts";
import { editOverlay, type Edits } from "#app/domain/overlay/edit-overlay.ts";
import { extraQuestionSchema } from "#app/domain/overlay/extra-question.ts";
import { extraNodeId } from "#app/domain/overlay/place.ts";
import { reachPage } from "#app/domain/paths/reach-page.ts";
import { showPage, showText } from "#app/domain/shown-page.ts";
import { aboutPreview } from "./preview-about.server.ts";
import { feesPreview } from "./preview-fees.server.ts";
import type { Preview, Previewed } from "./previewed.ts";

export function previewOf(previewed: Previewed): Preview {
  const { service, overlay, section, municipality, language } = previewed;
  const offered = applyOverlay(service, overlay);
  if (section === "angaben") return aboutPreview(offered, previewed);
  if (section === "kosten") return feesPreview(offered, previewed);
  const today = dayOf(new Date());
  const offering = compileOffering(offered);
  const begun = evaluateJourney(offering, noAnswers, municipality.state, today);
  const stepIn = ({ steps }: Journey) =>
    steps.find(({ placed }) => `seite-${placed.page.id}` === section);
  const isFree = stepIn(begun) !== undefined;
  const journey = isFree ? begun : reachPage(offering, section.replace(/^seite-/, ""), { today });
  const step = journey && stepIn(journey);
  if (!step) return { kind: "conditional" };
  const { title, intro } = step.placed.page;
  return {
    kind: "page",
    title: showText(title, language),
    ...(intro && { intro: showText(intro, language) }),
    form: showPage(journey, step, language, today),
    afterAnswers: !isFree,
  };
}

/** The same with what was typed and not saved. */
export function previewTyped(previewed: Previewed & { readonly edits: Edits }): Preview {
  const overlay = editOverlay(previewed.service, previewed.overlay, previewed.edits);
  const isBroken = checkOverlay(previewed.service, overlay).length > 0;
  return isBroken ? { kind: "broken" } : previewOf({ ...previewed, overlay });
}

/** Stands in for the purpose and the legal basis that are not typed yet: citizens do not read them with the question. */
const notYet = { de: "–" };

/** A question of the municipality's own as it is typed, under the title of the page at whose end it will stand. */
export function previewQuestion(
  previewed: Omit<Previewed, "section">,
  id: string,
  typed: Readonly<Record<string, unknown>>,
): Preview {
  const question = extraQuestionSchema.safeParse({
    purpose: notYet,
    legalBasis: notYet,
    ...typed,
  }).data;
  if (!question || question.label.de.trim() === "") return { kind: "unfinished" };
  const edits: Edits = new Map([[`extra:${id}`, question]]);
  const preview = previewTyped({ ...previewed, section: `seite-${question.page}`, edits });
  if (preview.kind !== "page") return preview;
  const name = extraNodeId(id);
  const nodes = preview.form.nodes.filter((node) => node.name === name);
  const { title, form, afterAnswers } = preview;
  const { context, files, today } = form;
  return { kind: "page", title, form: { nodes, context, files, today }, afterAnswers };
}
