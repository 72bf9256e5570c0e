import { describe, expect, it } from "vitest";
import {
  plainField as field,
  plainGroup as group,
  plainPosition as at,
  plainRule as rule,
  plainSchema as schema,
  schemaWith as having,
} from "../fixtures/plain-schema.ts";
import type { GenericodeList } from "../genericode.ts";
import type { FimDataType, FimField, FimSchema } from "../model.ts";
import { examineSchema } from "./examine-schema.ts";
import { languageChecks } from "./language-checks.ts";
import { officialChecks } from "./quality-checks.ts";
import { schemaChecks } from "./schema-checks.ts";

const release = { status: "5", setOn: "2026-01-15", setBy: "Musterredaktion" };
const uri = "urn:muster:codeliste:zonen";
const codeList = { uri, version: "2026-01-01" };
const list: GenericodeList = {
  uri,
  version: "2026-01-01",
  columns: [
    { id: "code", required: true },
    { id: "name", required: true },
  ],
  keys: [{ id: "key", columns: ["code"] }],
  rows: [
    ["1", "Nord"],
    ["2", "Süd"],
  ].map(([code = "", name = ""]) => new Map(Object.entries({ code, name }))),
};
const select = (changes: Partial<FimField> = {}): FimField =>
  field({ fieldKind: "select", precision: {}, codeList, ...changes });
const chosen = (...codes: readonly string[]): FimField => {
  const { codeList: _, ...rest } = select();
  return { ...rest, values: codes.map((code) => ({ code, name: `Zone ${code}` })) };
};
const valued = (
  dataType: FimDataType,
  precision: FimField["precision"],
  content?: string,
): FimSchema => having(field({ dataType, precision, ...(content !== undefined && { content }) }));
const upload = (changes: Partial<FimField> = {}): FimField =>
  field({ dataType: "file", precision: {}, maxSize: 1, mediaTypes: ["image/png"], ...changes });
const inGroup = (...fields: readonly FimField[]): FimSchema =>
  having(group({ positions: fields.map((one) => at(one)) }));
const ruled = (sentence: string): FimSchema => schema({ rules: [rule({ sentence })] });
const without = <T extends object>(whole: T, ...keys: readonly (keyof T)[]): T => {
  const rest = { ...whole };
  for (const key of keys) Reflect.deleteProperty(rest, key);
  return rest;
};

const long = "Antragstellende belegen Genehmigungsvoraussetzungen ";
const twice = field();
const itself = group({ id: "G99000000777" });

/** A schema for each check on which it speaks. */
const faulty: Readonly<Record<string, FimSchema>> = {
  QS1001: ruled("Wenn F99000099999 befüllt ist."),
  QS1002: having(field({ name: "" })),
  QS1003: having(field({ id: "F99000000500" }), field({ id: "F99000000500", version: "2.0.0" })),
  QS1004: inGroup(twice, twice),
  QS1005: having(select({ codeList: { uri: "Bestätigung" } })),
  QS1006: having(field({ references: [] })),
  QS1007: without(schema(), "documentProfile"),
  QS1009: having(field({ label: "" })),
  QS1010: having(without(field(), "outputLabel")),
  QS1011: having(select({ dataType: "date" })),
  QS1012: having(select({ precision: { maxLength: 3 } })),
  QS1013: having(group({ elementKind: "ABS" })),
  QS1014: having(field({ elementKind: "ABS" })),
  QS1015: valued("date", { maxLength: 3 }),
  QS1016: valued("text", { minValue: "1" }),
  QS1017: having(field({ codeList })),
  QS1018: having(without(select(), "codeList")),
  QS1019: schema({ positions: [at(twice)], rules: [rule({ sentence: `${twice.id}V1.0 gilt.` })] }),
  QS1022: having(
    group({ positions: [at(field()), at(field({ elementKind: "HAR" }), { references: [] })] }),
  ),
  QS1023: having(group({ positions: [] })),
  QS1024: schema({ rules: [without(rule(), "sentence")] }),
  QS1025: having(twice, twice),
  QS1026: having({ ...itself, positions: [at(itself), at(field())] }),
  QS1032: having(field({ release: { ...release, status: "99" } })),
  QS1037: having(select(), select({ codeList: { uri, version: "2025-01-01" } })),
  QS1038: having(field({ id: "unbekannt" })),
  QS1039: having(field({ id: "F99000001" })),
  QS1040: having(select({ codeList: { versionUri: `${uri}_1` } })),
  QS1041: ruled("Wenn F99000001 befüllt ist."),
  QS1043: having(group({ isChoice: true, positions: [at(field(), { min: 0 })] })),
  QS1044: having(chosen("1")),
  QS1045: having(chosen("1", "1")),
  QS1047: having(at(field(), { asWritten: { anzahl: "5:2" } })),
  QS1048: having(select({ codeList: { ...codeList, uri: "urn:muster:codeliste:straße" } })),
  QS1050: without(schema(), "label"),
  QS1051: schema({ references: [] }),
  QS1056: having(field({ maxSize: 5 })),
  QS1057: having(field({ mediaTypes: ["image/png"] })),
  QS1058: having(field({ asWritten: { codeKey: "code" } })),
  QS1061: valued("text", { minLength: 5, maxLength: 2 }),
  QS1062: valued("num", { minValue: "wenig" }),
  QS1063: valued("num_currency", { maxValue: "viel" }),
  QS1064: valued("num_int", { minValue: "10", maxValue: "9" }),
  QS1065: valued("num_int", { minValue: "1.5" }),
  QS1066: valued("num_int", { maxValue: "1.5" }),
  QS1067: valued("date", { minValue: "2026-02-30" }),
  QS1068: valued("date", { maxValue: "morgen" }),
  QS1069: valued("num", { minValue: "1" }, "viel"),
  QS1070: valued("num_int", { minValue: "1" }, "1.5"),
  QS1071: valued("date", { minValue: "2026-01-01" }, "heute"),
  QS1072: valued("num_int", { minValue: "10" }, "9"),
  QS1073: valued("date", { maxValue: "2026-01-01" }, "2026-01-02"),
  QS1074: valued("text", { minLength: 3, maxLength: 5 }, "ab"),
  QS1075: valued("text", { minLength: 1, maxLength: 2 }, "abc"),
  QS1076: having(select({ content: "3" })),
  QS1077: valued("bool", {}, "ja"),
  QS1078: schema({ positions: [] }),
  QS1079: valued("datetime", { minValue: "2026-01-01" }),
  QS1080: valued("datetime", { maxValue: "2026-01-01" }),
  QS1081: valued("time", { minValue: "25:00:00" }),
  QS1082: valued("time", { maxValue: "8" }),
  QS1083: valued("datetime", {}, "jetzt"),
  QS1084: valued("time", {}, "Mittag"),
  QS1085: having({ ...chosen("1", "2"), content: "3" }),
  QS1090: having(field({ fieldKind: "label", dataType: "bool", precision: {}, content: "x" })),
  QS1093: having({
    ...chosen(),
    values: [
      { code: "1", name: "Nord" },
      { code: "2", name: "Nord" },
    ],
  }),
  QS1094: inGroup(field({ id: "F60000000001" }), field()),
  QS1095: inGroup(field({ id: "F60000000001" })),
  QS1096: schema({ documentProfile: { id: "D99000000001" } }),
  QS1097: schema({ documentProfile: { id: "D99000000001" } }),
  QS1098: having(field({ help: "Wie heißen Sie?" })),
  QS1099: having(field({ help: "Vorname" })),
  QS1100: having(upload({ content: "x" })),
  QS1101: having(field({ elementKind: "HAR", references: [] })),
  QS1102: valued("text", { maxLength: 5 }),
  QS1103: valued("num", {}),
  QS1105: having(select({ codeList: { uri, version: "1.0" } })),
  QS1106: inGroup(field()),
  QS1109: having(field({ fieldKind: "label", precision: {} })),
  QS1116: having(field({ release: { ...release, status: "7" } })),
  QS1117: having(field({ release: without(release, "setBy") })),
  QS1118: having(group({ isChoice: true })),
  QS1120: having(upload({ precision: { pattern: "a" } })),
  QS1122: having(select({ codeList: { ...codeList, nameKey: "titel" } })),
  QS1127: schema({ release: { ...release, publishedOn: "2026-01-15" } }),
  QS1128: having(group({ release: { ...release, publishedOn: "2026-01-15" } })),
  QS1129: schema({
    release: { ...release, publishedOn: "2026-01-15" },
    positions: [at(field({ release: { status: "2" } }))],
  }),
  QS1130: having(
    group({
      release: { ...release, publishedOn: "2026-01-15" },
      positions: [at(field({ release: { status: "2" } })), at(field())],
    }),
  ),
  QS1132: having(field({ references: [{ text: "§ 1 Satzung; § 2 Satzung" }] })),
  QS1133: having(field({ references: [{ text: "§ 1", link: "satzung.pdf" }] })),
  QS1134: without(schema(), "version"),
  QS1135: having(without(field(), "version")),
  QS1139: having(upload()),
  QS1140: having(field({ release: { ...release, setBy: "FIM-Baustein Datenfelder" } })),
  QS1141: schema({ release: { ...release, setBy: "FIM Baustein Datenfelder" } }),
  QS1142: having(field({ release: without(release, "setOn") })),
  QS1143: schema({ release: without(release, "setOn") }),
  uploadSizeUnbounded: having(without(upload(), "maxSize")),
  uploadTypeUnbounded: having(upload({ mediaTypes: [] })),
  textUnbounded: valued("text_latin", { minLength: 1 }),
  lockedEmpty: having(field({ fieldKind: "locked" })),
  hiddenEmpty: having(field({ fieldKind: "hidden" })),
  labelMandatory: having(field({ fieldKind: "label", precision: {}, content: "Hallo" })),
  patternInvalid: valued("text", { minLength: 1, maxLength: 5, pattern: "(" }),
  precisionUnclear: schema({
    standard: "xdatenfelder_2",
    positions: [at(field({ precision: { remark: "1..31" } }))],
  }),
  legalBasisMissing: having(at(field({ references: [] }), { references: [] })),
  textTooLong: having(field({ label: "Wort ".repeat(40) })),
  sentenceTooLong: having(field({ help: "und so ".repeat(20) })),
  textHardToRead: having(field({ help: `${long.repeat(12)}.` })),
  officialese: having(field({ help: "Füllen Sie das zwecks Prüfung aus." })),
};

const all = [...officialChecks, ...schemaChecks, ...languageChecks];
const codesOf = (of: FimSchema): string[] => examineSchema(of, [list]).map(({ code }) => code);

describe("the checks of a schema", () => {
  it("say nothing about a schema without fault", () => {
    const good = having(
      select({ content: "1" }),
      chosen("1", "2"),
      at(upload(), { max: null }),
      at(field({ fieldKind: "label", precision: {}, content: "Hallo." }), { min: 0 }),
      field({ dataType: "date", precision: { minValue: "1900-01-01" }, content: "2026-01-01" }),
      field({ dataType: "num_int", precision: { minValue: "-5", maxValue: "10" }, content: "9" }),
      group({ isChoice: true, positions: [field(), field()].map((one) => at(one, { min: 0 })) }),
    );
    const [first] = good.positions;
    const rules = [rule({ sentence: `Wenn ${first?.element.id ?? ""} befüllt ist, …` })];
    expect(examineSchema({ ...good, rules }, [list])).toEqual([]);
  });

  it.each(Object.keys(faulty))("%s speaks where it should", (code) => {
    expect(codesOf(faulty[code] ?? schema())).toContain(code);
  });

  it("have each such a schema", () => {
    expect([...new Set(all.map(({ code }) => code))].sort()).toEqual(Object.keys(faulty).sort());
  });

  it("name the place", () => {
    const wrong = field({ label: "" });
    const findings = examineSchema(having(group({ positions: [at(field()), at(wrong)] })));
    expect(findings).toMatchObject([
      {
        code: "QS1009",
        severity: "critical",
        line: 7,
        path: expect.stringContaining(`/${wrong.id}`) as string,
      },
    ]);
  });
});
