import { joinPath } from "../path.ts";
import type { ServiceDefinition } from "../service.ts";
import type { Text } from "../text.ts";
import { nodeAt } from "./node-at.ts";
import { readPlaceName, type Place, type PlaceName } from "./place.ts";

/** A place as people read it. */
export interface NamedPlace {
  readonly word: string;
  readonly subject?: Text;
}

/** What a place is called; in the words of the first of the versions that has it. */
export function nameOf(name: PlaceName, versions: readonly ServiceDefinition[]): NamedPlace {
  const place = readPlaceName(name);
  if (!place) return { word: "unknown" };
  const found = versions.map((service) => subjectOf(service, place)).find(({ subject }) => subject);
  return { word: wordOf(place), ...found };
}

/** Which word of the portal names a place, e.g. `about.needs`, `node.hint`. */
export function wordOf(place: Place): string {
  switch (place.kind) {
    case "about":
    case "node":
    case "page":
      return `${place.kind}.${place.part}`;
    default:
      return place.kind;
  }
}

/** What a place is about, in the words of the service. */
export function subjectOf(service: ServiceDefinition, place: Place): { readonly subject?: Text } {
  switch (place.kind) {
    case "fee": {
      const label = service.fees?.table[place.entry]?.label;
      return label ? { subject: label } : {};
    }
    case "node": {
      const node = nodeAt(service.nodes, place.path);
      return node ? { subject: node.label } : {};
    }
    case "page": {
      const page = service.pages.find(({ id }) => id === place.id);
      return page ? { subject: page.title } : {};
    }
    case "list": {
      const label = labelOfList(service.nodes, place.key);
      return label ? { subject: label } : {};
    }
    default:
      return {};
  }
}

/** The question that is answered from a list. */
function labelOfList(
  nodes: ServiceDefinition["nodes"],
  key: string,
  parent = "",
): Text | undefined {
  for (const node of nodes) {
    if (node.type === "field" && "list" in node.options && node.options.list === key)
      return node.label;
    const found =
      node.type === "group"
        ? labelOfList(node.children, key, joinPath(parent, node.id))
        : undefined;
    if (found) return found;
  }
  return undefined;
}
