import { checkService } from "../check-service.ts";
import type { ServiceProblem } from "../service-problem.ts";
import type { ServiceDefinition } from "../service.ts";
import { sorted } from "../versions/change.ts";
import { applyOverlay } from "./apply-overlay.ts";
import { mostSettings, type Overlay } from "./overlay.ts";
import { obstacleAt, opennessOf, type Obstacle } from "./openness.ts";
import { readPlaceName, type Place, type PlaceName } from "./place.ts";
import { placeOfProblem } from "./place-of-problem.ts";
import { valueSchemaOf } from "./values.ts";

/** Why an overlay cannot be offered; `place` says where, and is empty where it is no place in particular. */
export type OverlayProblem =
  | { readonly place: PlaceName; readonly code: "obstacle"; readonly obstacle: Obstacle }
  /** Not of the form that the place asks for; `detail` says which part is wrong. */
  | { readonly place: PlaceName; readonly code: "value"; readonly detail: string }
  /** A page that does not exist, or that stands several times. */
  | { readonly place: PlaceName; readonly code: "page" }
  /** Outside the bounds that the service sets, in days. */
  | {
      readonly place: PlaceName;
      readonly code: "retention";
      readonly min: number;
      readonly max: number;
    }
  | { readonly place: ""; readonly code: "tooMany" }
  /** Together the settings make a form that does not work. */
  | { readonly place: PlaceName; readonly code: "breaks"; readonly problem: ServiceProblem }
  /** An example person does not get past a question. */
  | { readonly place: PlaceName; readonly code: "stuck"; readonly path: string };

/** Everything that is wrong with an overlay over a service, by place; empty where it may be offered. */
export function checkOverlay(
  service: ServiceDefinition,
  overlay: Overlay,
): readonly OverlayProblem[] {
  return overlayChecker(service)(overlay);
}

/** Forms whose check is remembered. */
const mostForms = 1000;

/** The same for many overlays over the same service: what those have in common is looked at once. */
export function overlayChecker(
  service: ServiceDefinition,
): (overlay: Overlay) => readonly OverlayProblem[] {
  const context = opennessOf(service);
  const known = new Map<string, readonly ServiceProblem[]>();
  const checkForm = (form: Overlay): readonly ServiceProblem[] => {
    const key = sorted(form);
    const found = known.get(key) ?? checkService(applyOverlay(service, form));
    if (known.size < mostForms) known.set(key, found);
    return found;
  };
  return (overlay) => {
    const entries = Object.entries(overlay);
    if (entries.length > mostSettings) return [{ place: "", code: "tooMany" }];
    const problems = entries.flatMap(([name, { value }]): OverlayProblem[] => {
      const place = readPlaceName(name);
      const obstacle: Obstacle | undefined = place
        ? obstacleAt(context, place)
        : { code: "unknown" };
      if (!place || obstacle)
        return [{ place: name, code: "obstacle", obstacle: obstacle ?? { code: "unknown" } }];
      return checkValue(service, name, place, value);
    });
    if (problems.length > 0) return problems;
    // The words of a form cannot break it.
    const form = Object.fromEntries(entries.filter(([name]) => !isWording(readPlaceName(name))));
    return checkForm(form).map((problem) => ({
      place: placeOfProblem(overlay, [
        problem.path,
        problem.path.replace(/^fees\//, ""),
        problem.detail ?? "",
      ]),
      code: "breaks",
      problem,
    }));
  };
}

/** Whether only words are set at a place, none of which anything hangs on. */
function isWording(place: Place | undefined): boolean {
  switch (place?.kind) {
    case "about":
      return place.part !== "languages";
    case "node":
      return place.part !== "required" && place.part !== "omitted";
    case "page":
      return true;
    default:
      return false;
  }
}

function checkValue(
  service: ServiceDefinition,
  name: PlaceName,
  place: Place,
  value: unknown,
): OverlayProblem[] {
  const checked = valueSchemaOf(service, place).safeParse(value);
  if (!checked.success) {
    const [issue] = checked.error.issues;
    const detail = [...(issue?.path.map(String) ?? []), issue?.message ?? ""].join(": ");
    return [{ place: name, code: "value", detail }];
  }
  if (place.kind === "extra") {
    const { page: id } = checked.data as { page: string };
    const page = service.pages.find((one) => one.id === id);
    const isOnce = page?.kind === "questions" && page.within.length === 0;
    return isOnce ? [] : [{ place: name, code: "page" }];
  }
  const bounds = service.adjustable?.retentionDays;
  if (place.kind === "about" && place.part === "retentionDays" && bounds) {
    const days = checked.data as number;
    if (days < bounds.min || days > bounds.max)
      return [{ place: name, code: "retention", ...bounds }];
  }
  return [];
}
