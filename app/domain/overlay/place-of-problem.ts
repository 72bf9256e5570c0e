import type { Overlay } from "./overlay.ts";
import { extraNodeId, readPlaceName, type PlaceName } from "./place.ts";

/**
 * The setting that names the place of a problem best: the one of the same node, list, page or fee; "" where there is none. `about`:
 * paths, pages, lists or entries of the fee table, the likeliest first.
 */
export function placeOfProblem(overlay: Overlay, about: readonly string[]): PlaceName {
  const subjects = about.filter((subject) => subject !== "");
  const found = Object.keys(overlay).find((name) => {
    const place = readPlaceName(name);
    switch (place?.kind) {
      case "node":
        return subjects.some(
          (subject) => subject === place.path || subject.startsWith(`${place.path}/`),
        );
      case "page":
        return subjects.includes(place.id);
      case "list":
        return subjects.includes(place.key);
      case "fee":
        return subjects.includes(place.entry);
      case "extra":
        return subjects.includes(extraNodeId(place.id));
      default:
        return false;
    }
  });
  return found ?? "";
}
