import type { NodePath } from "../path.ts";

/** Facts of a service beside its form. */
export const aboutParts = [
  "summary",
  "needs",
  "fee",
  "duration",
  "afterwards",
  "legalBasis",
  "processing",
  "retentionDays",
  "contact",
  "plainLanguage",
  "signLanguage",
  "languages",
  "assurance",
] as const;
export type AboutPart = (typeof aboutParts)[number];

export const nodeParts = ["label", "hint", "help", "required", "omitted"] as const;
export type NodePart = (typeof nodeParts)[number];

export const pageParts = ["title", "intro"] as const;
export type PagePart = (typeof pageParts)[number];

/** One thing of a service that a municipality may set for itself. */
export type Place =
  | { readonly kind: "about"; readonly part: AboutPart }
  /** An entry of the fee table. */
  | { readonly kind: "fee"; readonly entry: string }
  | { readonly kind: "node"; readonly path: NodePath; readonly part: NodePart }
  | { readonly kind: "page"; readonly id: string; readonly part: PagePart }
  /** Codes of a list that are not offered. */
  | { readonly kind: "list"; readonly key: string }
  /** A question of the municipality's own. */
  | { readonly kind: "extra"; readonly id: string };

/** A place as it is written: `about:needs`, `fee:first`, `node:G1/F2:hint`, `page:hund:intro`, `list:breeds`, `extra:leash`. */
export type PlaceName = string;

export function nameOfPlace(place: Place): PlaceName {
  switch (place.kind) {
    case "about":
      return `about:${place.part}`;
    case "fee":
      return `fee:${place.entry}`;
    case "node":
      return `node:${place.path}:${place.part}`;
    case "page":
      return `page:${place.id}:${place.part}`;
    case "list":
      return `list:${place.key}`;
    case "extra":
      return `extra:${place.id}`;
  }
}

/** Undefined for what names no place. */
export function readPlaceName(name: PlaceName): Place | undefined {
  const cut = name.indexOf(":");
  const kind = name.slice(0, cut);
  const rest = name.slice(cut + 1);
  const last = rest.lastIndexOf(":");
  const [subject, part] = [rest.slice(0, Math.max(0, last)), rest.slice(last + 1)];
  switch (kind) {
    case "about":
      return isOneOf(aboutParts, rest) ? { kind, part: rest } : undefined;
    case "fee":
      return rest === "" ? undefined : { kind, entry: rest };
    case "node":
      return subject !== "" && isOneOf(nodeParts, part) ? { kind, path: subject, part } : undefined;
    case "page":
      return subject !== "" && isOneOf(pageParts, part) ? { kind, id: subject, part } : undefined;
    case "list":
      return rest === "" ? undefined : { kind, key: rest };
    case "extra":
      return extraId.test(rest) ? { kind, id: rest } : undefined;
    default:
      return undefined;
  }
}

/** With the mark in front of it, it is the id of a node. */
const extraId = /^[a-z][a-z0-9-]{0,39}$/;

/** The node of a municipality's own question: no schema of FIM has such an id. */
export function extraNodeId(id: string): string {
  return `ort-${id}`;
}

function isOneOf<T extends string>(known: readonly T[], text: string): text is T {
  return (known as readonly string[]).includes(text);
}
