import type { Condition } from "#app/domain/condition.ts";
import { pathsOf } from "#app/domain/evaluate.ts";
import { parentPath } from "#app/domain/path.ts";

/**
 * What is hidden has no answer: conditions that say so for the fields that others look at. They take cases away in which
 * rules only seem to contradict each other.
 */
export function absences(
  conditions: readonly Condition[],
  forbidding: (path: string) => readonly Condition[],
): readonly Condition[] {
  const paths = [...new Set(conditions.flatMap(pathsOf))];
  return paths.flatMap((path) =>
    placesAround(path)
      .flatMap(forbidding)
      .map((condition): Condition => {
        const shown: Condition = { op: "not", condition };
        return { op: "or", conditions: [{ op: "empty", field: path }, shown] };
      }),
  );
}

/** The path and all groups around it. */
export function placesAround(path: string): readonly string[] {
  const places: string[] = [];
  for (let at = path; at !== ""; at = parentPath(at)) places.push(at);
  return places;
}
