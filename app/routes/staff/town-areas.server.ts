import { can, type Action, type Actor } from "#app/identity/permissions.ts";

/** What there is to look after in a municipality besides its services, by the last part of its address. */
const areas = {
  bestaetigen: "confirmation.read",
  "vor-ort": "offering.change",
  behoerde: "offering.change",
  ziele: "offering.change",
  zustellungen: "forwarding.watch",
  abholungen: "pickup.manage",
  zahlung: "offering.change",
  mails: "offering.change",
  barrierefreiheit: "accessibility.change",
  aussehen: "look.read",
  personen: "staff.change",
  protokoll: "audit.read",
  datenschutz: "privacy.change",
  vorschlaege: "offering.change",
  einrichtung: "offering.change",
  zahlen: "figures.read",
} as const satisfies Readonly<Record<string, Action>>;
export type TownArea = keyof typeof areas;

/** Those that somebody may open there. */
export function townAreas(actor: Actor, ars: string): readonly TownArea[] {
  const all = Object.entries(areas) as [TownArea, Action][];
  return all.filter(([, action]) => can(actor, action, ars)).map(([area]) => area);
}
