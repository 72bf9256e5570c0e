import type { RevisionList } from "#app/administration/adjust/list-revisions.server.ts";
import type { Overlay } from "#app/domain/overlay/overlay.ts";
import { readPlaceName } from "#app/domain/overlay/place.ts";
import { inLanguage, offeringHref, type OfferingRequest } from "./offering-request.server.ts";
import type { ShownRevision } from "./revisions-panel.tsx";
import { shownPeople } from "./shown-people.server.ts";

/** All revisions of an offering, as its page lists them. */
export function shownRevisions(
  { key, language }: OfferingRequest,
  { revisions, names, adjustment: { published } }: RevisionList,
): ShownRevision[] {
  return revisions.map((one) => ({
    number: one.number,
    version: one.serviceVersion,
    state: one.state,
    current: one.number === published?.number,
    note: one.note,
    ...shownPeople(one, names, language),
    href: offeringHref(key, `stand/${String(one.number)}`),
  }));
}

/** The questions of the municipality's own, with the pages on which they are changed. */
export function shownQuestions(
  { key, language }: OfferingRequest,
  overlay: Overlay,
): readonly { readonly text: string; readonly href: string }[] {
  return Object.entries(overlay).flatMap(([place, { value }]) => {
    const read = readPlaceName(place);
    if (read?.kind !== "extra") return [];
    const { label } = value as { readonly label: { readonly de: string } };
    return [{ text: inLanguage(label, language), href: offeringHref(key, `fragen/${read.id}`) }];
  });
}
