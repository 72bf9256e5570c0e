import type { OfferingKey } from "#app/domain/revision.ts";
import { can, type Actor } from "#app/identity/permissions.ts";
import { offeringHref } from "./offering-request.server.ts";

/** Pages of an offering beside its settings, for whoever may open them. */
export function offeringLinks(actor: Actor, key: OfferingKey) {
  return [
    { name: "readiness", href: offeringHref(key, "bereit") } as const,
    // When it is offered, and where it goes, is for who switches it on and off.
    ...(can(actor, "offering.change", key.ars)
      ? [
          { name: "window", href: offeringHref(key, "angebot") } as const,
          { name: "ways", href: offeringHref(key, "wege") } as const,
        ]
      : []),
    { name: "previews", href: offeringHref(key, "vorschau") } as const,
  ];
}
