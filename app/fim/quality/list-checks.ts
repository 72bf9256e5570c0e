import { matchCodeList, optionsOf, wantedVersionUri } from "../code-lists.ts";
import type { GenericodeList } from "../genericode.ts";
import type { CodeListReference, FimField } from "../model.ts";
import { onFields, type QualityCheck } from "./quality-check.ts";
import type { SchemaView } from "./schema-view.ts";

/** The very list that a field refers to, if it is at hand. */
function listOf({ codeList }: FimField, { lists }: SchemaView): GenericodeList | undefined {
  const match = codeList && matchCodeList(codeList, lists);
  return match?.kind === "exact" ? match.list : undefined;
}

interface Entry {
  readonly code: string;
  readonly name: string;
}

/** Entries as they stand, doubles among them; undefined where the list is elsewhere. */
function entriesOf(field: FimField, view: SchemaView): readonly Entry[] | undefined {
  if (field.values) return field.values;
  const list = listOf(field, view);
  if (!list) return undefined;
  const outcome = optionsOf(list, field.codeList);
  if (!outcome.ok) return undefined;
  const doubles = outcome.problems.flatMap(({ code, message }) => {
    const found = code === "duplicateCode" ? /"(.*)"/.exec(message)?.[1] : undefined;
    return found === undefined ? [] : [{ code: found, name: "" }];
  });
  return [...outcome.options.map(({ code, label }) => ({ code, name: label.de })), ...doubles];
}

function firstDouble(texts: readonly string[]): string | undefined {
  const seen = new Set<string>();
  for (const text of texts) {
    if (text !== "" && seen.has(text)) return text;
    seen.add(text);
  }
  return undefined;
}

function urnOf({ uri, versionUri }: CodeListReference): string | undefined {
  return uri ?? versionUri;
}

/** Code lists, written into the schema or referred to. */
export const listChecks: readonly QualityCheck[] = [
  onFields(["QS1005", "critical", "Die Kennung einer Codeliste ist eine URN."], ({ codeList }) => {
    const urn = codeList && urnOf(codeList);
    return urn !== undefined && !/^urn:/i.test(urn) && urn;
  }),
  onFields(
    ["QS1017", "critical", "Nur ein Auswahlfeld hat eine Code- oder Werteliste."],
    ({ fieldKind, codeList, values }) =>
      fieldKind !== "select" && (codeList !== undefined || values !== undefined) && fieldKind,
  ),
  onFields(
    ["QS1018", "warning", "Ein Auswahlfeld braucht eine Code- oder Werteliste."],
    ({ fieldKind, codeList, values }) =>
      fieldKind === "select" && codeList === undefined && (values ?? []).length === 0,
  ),
  {
    code: "QS1037",
    severity: "warning",
    text: "Ein Schema sollte eine Codeliste nur in einer Version verwenden.",
    find: ({ places }) => {
      const known = new Map<string, string | undefined>();
      return places.flatMap(({ path, element }) => {
        const reference = element.type === "field" ? element.codeList : undefined;
        if (reference?.uri === undefined) return [];
        const version = wantedVersionUri(reference);
        if (!known.has(reference.uri)) known.set(reference.uri, version);
        if (known.get(reference.uri) === version) return [];
        return [{ path, source: element.source, detail: version ?? reference.uri }];
      });
    },
  },
  onFields(
    ["QS1040", "critical", "Der Verweis auf eine Codeliste braucht deren Kennung."],
    ({ codeList }) => codeList !== undefined && codeList.uri === undefined,
  ),
  onFields(
    ["QS1044", "methodical", "Eine Code- oder Werteliste braucht mindestens zwei Einträge."],
    (field, _, view) => (entriesOf(field, view)?.length ?? 2) < 2,
  ),
  onFields(
    ["QS1045", "critical", "In einer Liste darf jeder Code nur einmal vorkommen."],
    (field, _, view) => firstDouble((entriesOf(field, view) ?? []).map(({ code }) => code)),
  ),
  onFields(
    [
      "QS1048",
      "methodical",
      "Die URN einer Codeliste hat die Form urn:…:codeliste:name, ohne Umlaute und Leerzeichen.",
    ],
    ({ codeList }) => {
      const urn = codeList && urnOf(codeList);
      if (urn === undefined || !/^urn:/i.test(urn)) return false;
      return !/^urn:[a-z0-9][a-z0-9-]{1,31}(:[a-z0-9()+,\-.=@;$_!*']+)+$/i.test(urn) && urn;
    },
  ),
  onFields(
    ["QS1058", "methodical", "Spalten einer Codeliste nennt nur ein Feld, das auf eine verweist."],
    ({ codeList, asWritten }) =>
      codeList === undefined &&
      ["codeKey", "nameKey", "helpKey"].find((key) => (asWritten?.[key] ?? "").trim() !== ""),
  ),
  onFields(
    ["QS1076", "methodical", "Der vorgegebene Inhalt muss ein Code der Codeliste sein."],
    (field, _, view) => {
      const { content, values } = field;
      const entries = values === undefined ? entriesOf(field, view) : undefined;
      return content !== undefined && entries?.every(({ code }) => code !== content) && content;
    },
  ),
  onFields(
    ["QS1085", "methodical", "Der vorgegebene Inhalt muss ein Code der Werteliste sein."],
    ({ content, values }) =>
      content !== undefined && values?.every(({ code }) => code !== content) && content,
  ),
  onFields(
    ["QS1093", "warning", "In einer Liste sollte jede Bezeichnung nur einmal vorkommen."],
    (field, _, view) => firstDouble((entriesOf(field, view) ?? []).map(({ name }) => name)),
  ),
  onFields(
    ["QS1105", "warning", "Die Version einer Codeliste sollte ein Datum sein, etwa 2018-03-01."],
    ({ codeList }) =>
      codeList?.version !== undefined &&
      !/^\d{4}-\d{2}-\d{2}$/.test(codeList.version) &&
      codeList.version,
  ),
  onFields(
    ["QS1122", "methodical", "Die genannten Spalten müssen in der Codeliste vorkommen."],
    (field, _, view) => {
      const columns = listOf(field, view)?.columns.map(({ id }) => id);
      const { codeKey, nameKey, helpKey } = field.codeList ?? {};
      return [codeKey, nameKey, helpKey].find(
        (key) => key !== undefined && columns !== undefined && !columns.includes(key),
      );
    },
  ),
];
