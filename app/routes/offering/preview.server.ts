import { noAnswers } from "#app/domain/answers.ts";
import { dayOf } from "#app/domain/deadline.ts";
import { evaluateJourney, type Journey } from "#app/domain/journey.ts";
import type { Municipality } from "#app/domain/municipality.ts";
import { compileOffering } from "#app/domain/offering.ts";
import { applyOverlay } from "#app/domain/overlay/apply-overlay.ts";
import { checkOverlay } from "#app/domain/overlay/check-overlay.ts";
import { editOverlay, type Edits } from "#app/domain/overlay/edit-overlay.ts";
import type { Overlay } from "#app/domain/overlay/overlay.ts";
import type { PageForm, ShownText } from "#app/domain/page-form.ts";
import { reachPage } from "#app/domain/paths/reach-page.ts";
import type { ServiceDefinition } from "#app/domain/service.ts";
import { showPage, showText } from "#app/domain/shown-page.ts";
import type { Language } from "#app/i18n/languages.ts";
import { serviceTexts, type ServiceTexts } from "../citizen/service-texts.server.ts";

/** What citizens would see of a section. */
export type Preview =
  | {
      readonly kind: "about";
      readonly base: string;
      readonly service: ServiceTexts;
      readonly municipality: string;
    }
  | {
      readonly kind: "page";
      readonly title: ShownText;
      readonly intro?: ShownText;
      readonly form: PageForm;
      /** Whether it is only asked after certain answers: this is what an example person sees who gave them. */
      readonly afterAnswers: boolean;
    }
  /** A page that is only asked after certain answers, and to which no example person came. */
  | { readonly kind: "conditional" }
  /** What is set does not make a form that works. */
  | { readonly kind: "broken" };

interface Previewed {
  readonly service: ServiceDefinition;
  readonly overlay: Overlay;
  readonly section: string;
  readonly municipality: Municipality;
  readonly language: Language;
}

export function previewOf(previewed: Previewed): Preview {
  const { service, overlay, section, municipality, language } = previewed;
  const offered = applyOverlay(service, overlay);
  if (section === "angaben" || section === "kosten") {
    return {
      kind: "about",
      base: `/${municipality.slug}/${service.id}`,
      service: serviceTexts(offered, language),
      municipality: municipality.name,
    };
  }
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
