import type { FimField, FimGroup, FimRelease, FimSchema } from "../model.ts";
import { onElements, onRules, onSchema, type QualityCheck } from "./quality-check.ts";

/** Codes of 3.0.0: 3 draft, 4 methodically released, 5 silver, 6 gold, 7 inactive, 8 to be deleted. */
const needsDate: readonly string[] = ["3", "4", "5", "6", "7"];
const released: readonly string[] = ["4", "5", "6"];

function isVersion3({ standard }: FimSchema): boolean {
  return standard === "xdatenfelder_3.0.0";
}

function lacksDate({ status = "", setOn }: FimRelease): boolean {
  return needsDate.includes(status) && setOn === undefined;
}

function isBelowDraft({ status }: FimRelease): boolean {
  return status === "1" || status === "2";
}

/** The first two digits of an id. */
function numberRange(id: string): string {
  return id.slice(1, 3);
}

const builders = /^FIM[- ]Baustein Datenfelder$/i;
const maker = "Wer fachlich verantwortlich ist (Fachlicher Ersteller), muss angegeben sein.";
const known = "Der Freigabestatus muss einer der Codes 1 bis 8 sein.";

function wrongStatus({ status }: FimRelease, schema: FimSchema): string | false {
  return isVersion3(schema) && !/^[1-8]$/.test(status ?? "") && (status ?? "leer");
}

function isDefaultProfile({ documentProfile }: FimSchema): boolean {
  return documentProfile?.id === "D99000000001";
}

/** Whether an element stands in something published without being so. */
function isIn(parent: FimGroup | FimSchema, kind: "schema" | "group"): boolean {
  const isGroup = "type" in parent;
  return parent.release.publishedOn !== undefined && isGroup === (kind === "group");
}

const published =
  (kind: "schema" | "group") =>
  (element: FimField | FimGroup, place: { parent: FimGroup | FimSchema }) =>
    isIn(place.parent, kind) && element.release.publishedOn === undefined;
const drafted =
  (kind: "schema" | "group") =>
  (element: FimField | FimGroup, place: { parent: FimGroup | FimSchema }) =>
    isIn(place.parent, kind) && isBelowDraft(element.release);

/** Versions, release, and who is responsible. */
export const releaseChecks: readonly QualityCheck[] = [
  onSchema(
    ["QS1007", "critical", "Das Schema braucht einen Dokumentsteckbrief."],
    (schema) => isVersion3(schema) && (schema.documentProfile?.id ?? "") === "",
  ),
  onSchema(["QS1032", "critical", known], (schema) => wrongStatus(schema.release, schema)),
  onElements(["QS1032", "critical", known], ({ release }, _, { schema }) => {
    return wrongStatus(release, schema);
  }),
  onSchema(
    ["QS1096", "warning", "Der Default-Dokumentsteckbrief D99000000001 ist nur ein Übergang."],
    isDefaultProfile,
  ),
  onSchema(
    [
      "QS1097",
      "methodical",
      "Ein freigegebenes Schema darf nicht den Default-Dokumentsteckbrief D99000000001 haben.",
    ],
    (schema) => isDefaultProfile(schema) && released.includes(schema.release.status ?? ""),
  ),
  onElements(
    ["QS1116", "warning", "Inaktive Elemente sollten nicht mehr verwendet werden."],
    ({ release: { status } }) => status === "7" || status === "inaktiv",
  ),
  onSchema(["QS1117", "hint", maker], ({ release }) => release.setBy === undefined),
  onElements(["QS1117", "hint", maker], ({ release }) => release.setBy === undefined),
  onRules(
    ["QS1117", "hint", maker],
    ({ rule }) => (rule.author ?? rule.release?.setBy) === undefined,
  ),
  onElements(
    ["QS1127", "hint", "In einem veröffentlichten Schema muss alles veröffentlicht sein."],
    published("schema"),
  ),
  onElements(
    ["QS1128", "hint", "In einer veröffentlichten Gruppe muss alles veröffentlicht sein."],
    published("group"),
  ),
  onElements(
    ["QS1129", "hint", "In einem veröffentlichten Schema muss alles mindestens Entwurf sein."],
    drafted("schema"),
  ),
  onElements(
    ["QS1130", "hint", "In einer veröffentlichten Gruppe muss alles mindestens Entwurf sein."],
    drafted("group"),
  ),
  onElements(
    [
      "QS1134",
      "hint",
      "Eine Arbeitskopie sollte rechtsnormgebundene Elemente des eigenen Nummernkreises ohne Version enthalten.",
    ],
    ({ id, version, elementKind }, { parent }) =>
      parent.version === undefined &&
      version !== undefined &&
      elementKind === "RNG" &&
      numberRange(id) === numberRange(parent.id),
  ),
  onElements(
    ["QS1135", "critical", "Was eine Version hat, darf nichts ohne Version enthalten."],
    ({ version }, { parent }) => parent.version !== undefined && version === undefined,
  ),
  onElements(
    [
      "QS1140",
      "methodical",
      "Nur Elemente des Nummernkreises 60 sind vom FIM-Baustein Datenfelder.",
    ],
    ({ id, release }) => builders.test(release.setBy ?? "") && numberRange(id) !== "60",
  ),
  onSchema(
    [
      "QS1141",
      "methodical",
      "Nur Schemata des Nummernkreises 60 sind vom FIM-Baustein Datenfelder.",
    ],
    ({ id, release }) => builders.test(release.setBy ?? "") && numberRange(id) !== "60",
  ),
  onElements(
    ["QS1142", "critical", "Ab dem Status Entwurf braucht ein Element das Datum des Status."],
    ({ release }, _, { schema }) => isVersion3(schema) && lacksDate(release),
  ),
  onSchema(
    ["QS1143", "critical", "Ab dem Status Entwurf braucht das Schema das Datum des Status."],
    (schema) => isVersion3(schema) && lacksDate(schema.release),
  ),
];
