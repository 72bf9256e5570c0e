import type { FimField, FimGroup, FimSchema } from "../model.ts";
import type { SourcePosition } from "../problems.ts";
import type { Finding, Severity } from "./finding.ts";
import type { Container, Place, PlacedRule, SchemaView } from "./schema-view.ts";

/** Where a check has something to say, and what exactly. */
export interface Hit {
  readonly path: string;
  readonly source?: SourcePosition;
  readonly detail?: string;
}

/** One check: its code, how bad it is, what must hold, and where it does not. */
export interface QualityCheck {
  readonly code: string;
  readonly severity: Severity;
  /** German sentence that says how it should be. */
  readonly text: string;
  /** German: what to do about it; where absent, the text says it. */
  readonly remedy?: string;
  readonly find: (view: SchemaView) => readonly Hit[];
}

/** What a test of one element says: nothing, that it fails, or what exactly is wrong. */
type Verdict = boolean | string | undefined;
type Start = readonly [code: string, severity: Severity, text: string, remedy?: string];

function hitOf(path: string, verdict: Verdict, source?: SourcePosition): Hit[] {
  if (verdict === undefined || verdict === false) return [];
  return [
    { path, ...(source && { source }), ...(typeof verdict === "string" && { detail: verdict }) },
  ];
}

function checkOf([code, severity, text, remedy]: Start, find: QualityCheck["find"]): QualityCheck {
  return { code, severity, text, ...(remedy !== undefined && { remedy }), find };
}

/** A check of each field. */
export function onFields(
  start: Start,
  test: (field: FimField, place: Place, view: SchemaView) => Verdict,
): QualityCheck {
  return checkOf(start, (view) =>
    view.places.flatMap((place) =>
      place.element.type === "field"
        ? hitOf(place.path, test(place.element, place, view), place.element.source)
        : [],
    ),
  );
}

/** A check of each field and group. */
export function onElements(
  start: Start,
  test: (element: FimField | FimGroup, place: Place, view: SchemaView) => Verdict,
): QualityCheck {
  return checkOf(start, (view) =>
    view.places.flatMap((place) =>
      hitOf(place.path, test(place.element, place, view), place.element.source),
    ),
  );
}

/** A check of each group. */
export function onGroups(
  start: Start,
  test: (group: FimGroup, container: Container, view: SchemaView) => Verdict,
): QualityCheck {
  return checkOf(start, (view) =>
    view.containers.flatMap((container) =>
      "type" in container.element
        ? hitOf(container.path, test(container.element, container, view), container.element.source)
        : [],
    ),
  );
}

/** A check of the schema itself; a message that holds a single group or field has none. */
export function onSchema(
  start: Start,
  test: (schema: FimSchema, view: SchemaView) => Verdict,
): QualityCheck {
  return checkOf(start, (view) =>
    view.schema.message.holds === undefined ? hitOf("", test(view.schema, view)) : [],
  );
}

/** A check of each rule where it stands. */
export function onRules(
  start: Start,
  test: (placed: PlacedRule, view: SchemaView) => Verdict,
): QualityCheck {
  return checkOf(start, (view) =>
    view.rules.flatMap((placed) => {
      const source = "source" in placed.bearer ? placed.bearer.source : undefined;
      const verdict = test(placed, view);
      const { id } = placed.rule;
      return hitOf(
        placed.path,
        typeof verdict === "string" ? `${id}: ${verdict}` : verdict && id,
        source,
      );
    }),
  );
}

/** Runs checks over a schema. */
export function runChecks(checks: readonly QualityCheck[], view: SchemaView): Finding[] {
  return checks.flatMap(({ code, severity, text, find }) =>
    find(view).map(({ path, source, detail }) => ({
      code,
      severity,
      path,
      ...source,
      message: detail === undefined ? text : `${text} (${detail})`,
    })),
  );
}
