import type { ServiceDefinition } from "../service.ts";
import type { LegalChange } from "./legal-changes.ts";
import { nodeAt } from "./node-at.ts";
import { nameOf, subjectOf, type NamedPlace } from "./place-words.ts";

/** What a change with legal consequences is called; in the words of the first of the versions that has it. */
export function namedChange(
  change: LegalChange,
  versions: readonly ServiceDefinition[],
): NamedPlace {
  switch (change.kind) {
    case "place":
      return nameOf(change.place, versions);
    case "rule": {
      const { bearer = "" } = change.after ?? change.before ?? {};
      const found = versions.map(({ nodes }) => nodeAt(nodes, bearer)).find((node) => node);
      return { word: "change.rule", ...(found && { subject: found.label }) };
    }
    case "codes": {
      const place = { kind: "list", key: change.list } as const;
      const found = versions.map((one) => subjectOf(one, place)).find(({ subject }) => subject);
      return { word: "change.codes", ...found };
    }
    case "position": {
      const subject = (change.after ?? change.before)?.label;
      return { word: "change.position", ...(subject && { subject }) };
    }
    case "free":
      return { word: "change.free" };
    case "fees":
    case "privacy":
      return { word: `change.${change.kind}.${change.part}` };
  }
}

/** What it is called on the command line, e.g. `about:fee`, `rule:R12 G1/F2`. */
export function nameOfChange(change: LegalChange): string {
  switch (change.kind) {
    case "place":
      return change.place;
    case "rule": {
      const { id = "", bearer = "" } = change.after ?? change.before ?? {};
      return `rule:${id} ${bearer}`.trim();
    }
    case "codes":
      return `codes:${change.list}`;
    case "position":
      return `position:${(change.after ?? change.before)?.id ?? ""}`;
    case "free":
      return `free:${(change.after ?? change.before)?.reason.de ?? ""}`;
    case "fees":
    case "privacy":
      return `${change.kind}:${change.part}`;
  }
}
