import type { Portal } from "../catalogue/portal.server.ts";
import { furthestStep, isReachable, stepAt, type Journey, type Step } from "../domain/journey.ts";
import type { PageForm, RawInput } from "../domain/page-form.ts";
import { rawOf, showPage } from "../domain/shown-page.ts";
import type { Language } from "../domain/text.ts";
import { openCaptures, pickUpCaptures, type OpenCapture } from "./draft-captures.server.ts";
import { fileFields } from "./file-fields.ts";
import {
  elsewhere,
  openJourney,
  type Elsewhere,
  type NoJourney,
  type OpenJourney,
  type Visit,
} from "./open-journey.server.ts";

/** One page of a journey, ready to be shown. */
export interface LoadedPage {
  readonly kind: "page";
  readonly open: OpenJourney;
  readonly step: Step;
  readonly form: PageForm;
  readonly raw: RawInput;
  /** Phones that may send photos for questions of this page. */
  readonly captures?: readonly OpenCapture[];
}
export type PageOutcome =
  | LoadedPage
  | NoJourney
  /** Not reachable yet. */
  | Elsewhere
  | { readonly kind: "unknownPage" };

/** Loads the page at an address, or tells where to go instead. */
export async function loadPage(
  portal: Portal,
  visit: Visit,
  address: string,
  language: Language,
): Promise<PageOutcome> {
  const open = await openJourney(portal, visit);
  if (open.kind !== "open") return open;
  const page = pageAt(open, address, language);
  if (page.kind !== "page" || !open.draft) return page;
  const names = new Set(fileFields(open.journey, page.step).map(({ name }) => name));
  if (names.size === 0) return page;
  if ((await pickUpCaptures(portal, visit)).length > 0)
    return loadPage(portal, visit, address, language);
  const captures = await openCaptures(portal, open.draft);
  return { ...page, captures: captures.filter(({ name }) => names.has(name)) };
}

/** The same for a journey that is open already. */
export function pageAt(open: OpenJourney, address: string, language: Language): PageOutcome {
  const place = locate(open.journey, address);
  if (place.kind === "elsewhere") return elsewhere(open, place.address);
  if (place.kind === "unknownPage") return place;
  const form = showPage(open.journey, place.step, language, open.today);
  return { kind: "page", open, step: place.step, form, raw: rawOf(form, open.journey) };
}

export type Location =
  | { readonly kind: "step"; readonly step: Step }
  | { readonly kind: "elsewhere"; readonly address: string }
  | { readonly kind: "unknownPage" };

/** The step at an address, if the citizen may be there. */
export function locate(journey: Journey, address: string): Location {
  const step = stepAt(journey, address);
  if (step && isReachable(journey, step)) return { kind: "step", step };
  const [pageId = ""] = address.split("/", 1);
  const furthest = furthestStep(journey);
  return journey.offering.pagesById.has(pageId) && furthest
    ? { kind: "elsewhere", address: furthest.address }
    : { kind: "unknownPage" };
}
