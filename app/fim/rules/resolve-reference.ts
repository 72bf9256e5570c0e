import { parentPath } from "#app/domain/path.ts";
import { isLikeName, isSameName } from "./names.ts";
import { NotUnderstood } from "./not-understood.ts";
import type { Reference } from "./sentence.ts";
import { isWithin, type RuleElement, type RuleStructure } from "./structure.ts";
import { liftId } from "../upcast-schema.ts";

/**
 * The one place that a reference means. An id counts in the subtree of the element that bears the rule; only where it
 * does not occur there at all, in those of the elements around it, from inside out. It must occur exactly once.
 */
export function resolveReference(
  reference: Reference,
  bearer: string,
  structure: RuleStructure,
): RuleElement {
  const { ids, name } = reference;
  const id = ids.at(-1) ?? "";
  const candidates = (structure.byId.get(liftId(id)) ?? []).filter(({ path }) =>
    runsThrough(path, ids, structure),
  );
  const element = nearest(candidates, bearer, ids.join("."));
  if (name !== undefined) checkName(element, name, structure);
  return element;
}

function nearest(candidates: readonly RuleElement[], bearer: string, ids: string): RuleElement {
  for (let scope = bearer; ; scope = parentPath(scope)) {
    const inScope = candidates.filter(({ path }) => isWithin(path, scope) && path !== scope);
    const [only] = inScope;
    if (only && inScope.length === 1) return only;
    if (inScope.length > 1) {
      const places = inScope.map(({ path }) => path).join(", ");
      throw new NotUnderstood("ambiguousId", `${ids} kommt mehrfach vor: ${places}`);
    }
    if (scope === "") throw new NotUnderstood("unknownId", `${ids} kommt im Schema nicht vor.`);
  }
}

/** Whether the dotted ids lie on the path in their order. */
function runsThrough(path: string, ids: readonly string[], { elements }: RuleStructure): boolean {
  let wanted = ids.length - 1;
  for (let at = path; at !== "" && wanted >= 0; at = parentPath(at)) {
    if (isSameId(elements.get(at)?.id, ids[wanted])) wanted -= 1;
    else if (at === path) return false;
  }
  // The schema itself may stand in front.
  return wanted < 0 || (wanted === 0 && isSameId(elements.get("")?.id, ids[0]));
}

function isSameId(left: string | undefined, right: string | undefined): boolean {
  return left !== undefined && right !== undefined && liftId(left) === liftId(right);
}

/** A name that is not the element's, or that is exactly another's, shows that one of the two is a mistake. */
function checkName(element: RuleElement, name: string, { elements }: RuleStructure): void {
  if (element.names.some((own) => isSameName(own, name))) return;
  const fits = element.names.some((own) => isLikeName(own, name));
  const other = [...elements.values()].find(
    ({ id, names, type }) =>
      id !== element.id &&
      type !== "schema" &&
      names[0] !== undefined &&
      isSameName(names[0], name),
  );
  if (fits && !other) return;
  const [own = ""] = element.names;
  const meant = other ? `, so heißt ${other.id}` : "";
  throw new NotUnderstood(
    "nameMismatch",
    `${element.id} heißt „${own}“ und nicht „${name}“${meant}.`,
  );
}

/** Whether the name beside an id is another than the element's, though alike. */
export function nameDiffers({ names }: RuleElement, { name }: Reference): boolean {
  return name !== undefined && !names.some((own) => isSameName(own, name));
}
