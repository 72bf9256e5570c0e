import type { FimField, FimGroup } from "../model.ts";
import { onElements, onGroups, onSchema, type QualityCheck } from "./quality-check.ts";
import type { Place } from "./schema-view.ts";

function fullId({ id, version }: FimField | FimGroup): string {
  return version === undefined ? id : `${id}V${version}`;
}

/** Places whose element stands among its siblings already. */
function repeated(children: readonly Place[]): { path: string; detail: string }[] {
  const seen = new Set<string>();
  return children.flatMap(({ path, element }) => {
    const id = fullId(element);
    if (seen.has(id)) return [{ path, source: element.source, detail: id }];
    seen.add(id);
    return [];
  });
}

const defaultField = /^F60(000)?000001$/;

/** What stands within what, and how often. */
export const structureChecks: readonly QualityCheck[] = [
  {
    code: "QS1003",
    severity: "warning",
    text: "Ein Schema sollte jedes Element nur in einer Version enthalten.",
    find: ({ places }) => {
      const known = new Map<string, string | undefined>();
      return places.flatMap(({ path, element }) => {
        const { id, version, source } = element;
        if (!known.has(id)) known.set(id, version);
        return known.get(id) === version ? [] : [{ path, source, detail: fullId(element) }];
      });
    },
  },
  {
    code: "QS1004",
    severity: "warning",
    text: "Eine Gruppe darf dasselbe Element nur einmal enthalten.",
    find: ({ containers }) =>
      containers.flatMap(({ element, children }) => ("type" in element ? repeated(children) : [])),
  },
  {
    code: "QS1025",
    severity: "methodical",
    text: "Auf oberster Ebene darf dasselbe Element nur einmal stehen.",
    find: ({ containers }) =>
      containers.flatMap(({ element, children }) => ("type" in element ? [] : repeated(children))),
  },
  onElements(
    [
      "QS1013",
      "methodical",
      "Verwendet werden nur harmonisierte oder rechtsnormgebundene Elemente.",
    ],
    ({ elementKind }) => elementKind === "ABS",
  ),
  onElements(
    ["QS1014", "critical", "Ein Feld kann nicht abstrakt sein."],
    ({ type, elementKind }) => type === "field" && elementKind === "ABS",
  ),
  onGroups(
    ["QS1023", "critical", "Eine Gruppe muss etwas enthalten."],
    ({ positions }) => positions.length === 0,
  ),
  onElements(
    ["QS1026", "critical", "Ein Element darf sich nicht selbst enthalten."],
    ({ id }, { around }) => around.includes(id),
  ),
  onGroups(
    ["QS1043", "methodical", "Eine Auswahlgruppe muss mindestens zwei Elemente enthalten."],
    ({ isChoice, positions }) => isChoice && positions.length < 2,
  ),
  onElements(
    ["QS1047", "critical", "Die kleinste Anzahl darf nicht über der größten liegen."],
    (_, { position }) => {
      // The reader takes 0:1 in its place and notes what stood there.
      const [, min, max] = /^(\d+):(\d+)$/.exec(position.asWritten?.["anzahl"]?.trim() ?? "") ?? [];
      return Number(min) > Number(max) && `${String(min)}:${String(max)}`;
    },
  ),
  onSchema(
    ["QS1078", "critical", "Ein Schema muss etwas enthalten."],
    ({ positions }) => positions.length === 0,
  ),
  onElements(
    ["QS1094", "methodical", "Das Default-Datenfeld F60000000001 darf nicht neben anderem stehen."],
    ({ id }, { parent }) => defaultField.test(id) && parent.positions.length > 1,
  ),
  onElements(
    ["QS1095", "warning", "Das Default-Datenfeld F60000000001 sollte die Ausnahme sein."],
    ({ id }) => defaultField.test(id),
  ),
  onGroups(
    ["QS1106", "warning", "Eine Gruppe sollte mehr als ein Element enthalten."],
    ({ positions }) => positions.length === 1,
  ),
  onElements(
    ["QS1118", "critical", "In einer Auswahlgruppe hat jedes Element die Anzahl 0:1."],
    (_, { parent, position: { min, max } }) =>
      "type" in parent &&
      parent.isChoice &&
      (min !== 0 || max !== 1) &&
      `${String(min)}:${String(max ?? "*")}`,
  ),
];
