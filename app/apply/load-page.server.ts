import type { Portal } from "../catalogue/portal.server.ts";
import type { Step } from "../domain/journey.ts";
import { locate } from "../domain/locate.ts";
import type { PageForm, RawInput } from "../domain/page-form.ts";
import { rawOf, showPage } from "../domain/shown-page.ts";
import { rawWithTyped } from "../domain/typed-page.ts";
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
  /** What stands in its controls. */
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
  const stored = rawOf(form, open.journey);
  const typed = open.draft?.content.typed?.[place.step.address];
  const raw = typed ? rawWithTyped(form, stored, typed) : stored;
  return { kind: "page", open, step: place.step, form, raw };
}
