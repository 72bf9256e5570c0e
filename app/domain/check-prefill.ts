import type { Offering, PlacedNode } from "./offering.ts";
import { parentPath } from "./path.ts";
import type { ServiceProblem } from "./service-problem.ts";

/** Kinds that say nothing of a person by themselves, so that they may stand in an address. */
const impersonal = new Set(["choice", "multipleChoice", "yesNo", "integer", "text"]);

/**
 * Checks what may be prefilled: addresses are kept in histories and logs, so nothing personal is taken from a link, and each
 * parameter belongs to one question that is asked once.
 */
export function checkPrefill(offering: Offering): readonly ServiceProblem[] {
  const seen = new Set<string>();
  return [...offering.nodes.values()].flatMap((placed): ServiceProblem[] => {
    const { path, node, within } = placed;
    if (node.type !== "field" || !node.prefill) return [];
    const { parameter } = node.prefill;
    if (within.length > 0) return [{ code: "prefillRepeated", path }];
    if (parameter === undefined) return [];
    if (isPersonal(offering, placed)) return [{ code: "prefillPersonal", path, detail: parameter }];
    if (seen.has(parameter)) return [{ code: "prefillTwice", path, detail: parameter }];
    seen.add(parameter);
    return [];
  });
}

/** By its kind, by its mark, by what browsers know of their user (`autocomplete`), or by the block that it stands in. */
function isPersonal({ nodes }: Offering, { path, node }: PlacedNode): boolean {
  if (node.type !== "field" || !impersonal.has(node.kind)) return true;
  if (node.personal || node.autocomplete !== undefined) return true;
  for (let at = parentPath(path); at !== ""; at = parentPath(at)) {
    const group = nodes.get(at)?.node;
    if (group?.type !== "group") continue;
    if (group.personal || (group.widget !== undefined && group.widget !== "bank")) return true;
  }
  return false;
}
