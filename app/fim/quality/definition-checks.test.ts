import { describe, expect, it } from "vitest";
import { checkService } from "#app/domain/check-service.ts";
import type { ServiceDefinition } from "#app/domain/service.ts";
import {
  definitionWith as having,
  german,
  plainQuestion as question,
} from "../fixtures/plain-definition.ts";
import { definitionChecks } from "./definition-checks.ts";
import { examineDefinition, examineService } from "./examine-schema.ts";

const long = "Antragstellende belegen Genehmigungsvoraussetzungen ";
const one = (changes: object): ServiceDefinition => having([question("q", changes)]);
const of = (kind: string, options: object = {}, changes: object = {}): ServiceDefinition =>
  one({ kind, options, ...changes });
const upload = (options: object, changes: object = {}): ServiceDefinition =>
  of("file", { maxSize: 1, mediaTypes: ["image/png"], ...options }, changes);
const group = (children: readonly object[], changes: object = {}): ServiceDefinition =>
  having([{ type: "group", id: "q", label: german("Gruppe"), children, ...changes }]);

/** A choice from these codes. */
function choosing(codes: readonly string[], list: object = {}, changes: object = {}) {
  const options = codes.map((code, at) => ({ code, label: german(`Zone ${String(at)}`) }));
  return having([question("q", { kind: "choice", options: { list: "zonen" }, ...changes })], {
    codeLists: { zonen: { options, ...list } },
  });
}

function twoVersions(): ServiceDefinition {
  const list = (version: string) => ({
    uri: "urn:muster:codeliste:zonen",
    version,
    options: ["1", "2"].map((code) => ({ code, label: german(`Zone ${code}`) })),
  });
  const asking = (id: string) => question(id, { kind: "choice", options: { list: id } });
  return having([asking("alt"), asking("q")], {
    codeLists: { alt: list("2025-01-01"), q: list("2026-01-01") },
  });
}

const money = { currency: "EUR" };

/** A definition for each check on which it speaks, at the node "q" or, where it is about the service, at "". */
const faulty: Readonly<Record<string, ServiceDefinition>> = {
  QS1009: one({ label: german(" ") }),
  QS1050: having([], { name: german(" ") }),
  QS1098: one({ label: german("Wie im Ausweis"), hint: german("Wie im Ausweis") }),
  QS1109: of("staticText", { content: german(" ") }),
  QS1103: of("date"),
  QS1139: upload({}),
  QS1061: of("text", { minLength: 9, maxLength: 3 }),
  QS1064: of("integer", { minimum: 9, maximum: 3 }),
  QS1067: of("date", { minimum: "today+3x" }),
  QS1068: of("date", { maximum: "31.12.2026" }),
  QS1079: of("dateTime", { minimum: "gestern" }),
  QS1080: of("dateTime", { maximum: "2026-01-01T8" }),
  QS1081: of("time", { minimum: "8 Uhr" }),
  QS1082: of("time", { maximum: "25:00" }),
  QS1069: of("number", { minimum: 0 }, { preset: "viel" }),
  QS1070: of("integer", { minimum: 0 }, { preset: "1,5" }),
  QS1071: of("date", { minimum: "today" }, { preset: "morgen" }),
  QS1083: of("dateTime", {}, { preset: "morgen" }),
  QS1084: of("time", {}, { preset: "morgen" }),
  QS1072: of("money", { ...money, minimum: 1000 }, { preset: "9,99" }),
  QS1073: of("money", { ...money, maximum: 1000 }, { preset: "10,01" }),
  QS1074: of("text", { minLength: 3, maxLength: 9 }, { preset: "ab" }),
  QS1075: of("text", { maxLength: 3 }, { preset: "abcd" }),
  QS1077: of("yesNo", {}, { preset: "ja" }),
  QS1085: choosing(["1", "2"], {}, { preset: "3" }),
  QS1005: choosing(["1", "2"], { uri: "zonen" }),
  QS1018: choosing([], {}, { required: false }),
  QS1037: twoVersions(),
  QS1044: choosing(["1"]),
  QS1045: choosing(["1", "2", "1"]),
  QS1048: choosing(["1", "2"], { uri: "urn:muster:codeliste:Straßen" }),
  QS1093: having([question("q", { kind: "choice", options: { list: "z" } })], {
    codeLists: { z: { options: ["1", "2"].map((code) => ({ code, label: german("Zone") })) } },
  }),
  QS1105: choosing(["1", "2"], { uri: "urn:muster:codeliste:zonen", version: "7" }),
  QS1023: group([]),
  QS1047: one({ repeat: { min: 3, max: 2 } }),
  QS1106: group([question("einzeln")]),
  QS1051: having([], { description: { summary: german("Ohne Gesetz.") } }),
  QS1132: one({ legalBasis: [german("§ 1 Satzung; § 2 Satzung")] }),
  uploadSizeUnbounded: of("file", { mediaTypes: ["image/png"] }),
  uploadTypeUnbounded: upload({ mediaTypes: [] }),
  textUnbounded: of("multiline"),
  lockedEmpty: of("locked"),
  hiddenEmpty: of("hidden"),
  legalBasisMissing: one({ legalBasis: [] }),
  textTooLong: one({ label: german("Wie heißen Sie? ".repeat(10)) }),
  sentenceTooLong: one({ help: german("und noch ein Wort ".repeat(10)) }),
  textHardToRead: one({ hint: german(long.repeat(12)) }),
  officialese: one({ hint: german("Zwecks Prüfung vorlegen.") }),
};

function codesOf(service: ServiceDefinition, path?: string): readonly string[] {
  return examineDefinition(service)
    .filter((finding) => path === undefined || finding.path === path)
    .map(({ code }) => code);
}

describe("definitions of our own", () => {
  it("are looked at by each check that means something for them", () => {
    expect([...new Set(definitionChecks.map(({ code }) => code))].sort()).toEqual(
      Object.keys(faulty).sort(),
    );
  });

  it.each(Object.entries(faulty))("%s", (code, service) => {
    const aboutAll = code === "QS1050" || code === "QS1051";
    expect(codesOf(service, aboutAll ? "" : "q")).toContain(code);
  });

  it("without fault have none", () => {
    const nodes = [
      question("datum", { kind: "date", options: { minimum: "today-18y", maximum: "today" } }),
      question("bis", { kind: "date", options: { minimum: "today", maximum: "2030-01-01" } }),
      question("zeit", { kind: "time", options: { minimum: "08:00", maximum: "18:00" } }),
      question("ab", {
        kind: "dateTime",
        options: { minimum: "today" },
        preset: "2026-02-01T08:00",
      }),
      question("euro", { kind: "money", options: { ...money, minimum: 100 }, preset: "1,00" }),
      question("menge", { kind: "number", options: { minimum: 0, maximum: 2 }, preset: "1,5" }),
      question("post", { kind: "email", options: {} }),
      question("ort", { kind: "address", options: {} }),
    ];
    expect(examineDefinition(having(nodes))).toEqual([]);
  });

  it("may name the legal basis at the group for all that is in it", () => {
    const open = question("a", { legalBasis: [] });
    const bases = { legalBasis: [german("§ 2 Mustersatzung")] };
    expect(codesOf(group([open, question("b")]))).toEqual(["legalBasisMissing"]);
    expect(codesOf(group([open, question("b")], bases))).toEqual([]);
  });

  it("are judged in every text that citizens read, at a place of the definition", () => {
    const bad = german("Seitens der Gemeinde zwecks Prüfung.");
    const service = having([question("q", { kind: "choice", options: { list: "z" } })], {
      description: { summary: bad, legalBasis: [german("§ 1 Mustersatzung")] },
      pages: [
        { kind: "questions", id: "eins", title: german("Person"), nodes: ["person"] },
        { kind: "questions", id: "zwei", title: german("Zone"), intro: bad, nodes: ["q"] },
      ],
      codeLists: {
        z: { options: ["1", "2"].map((code) => ({ code, label: german(code), help: bad })) },
      },
      rules: [
        { id: "r", bearer: "person", effect: "valid", condition: { op: "always" }, message: bad },
      ],
    });
    const found = examineDefinition(service).filter(({ code }) => code === "officialese");
    expect([...new Set(found.map(({ path }) => path))].sort()).toEqual(["", "person", "q"]);
    expect(found.some(({ message }) => message.includes("Einleitung der Seite zwei"))).toBe(true);
  });
});

describe("conditions", () => {
  const zones = {
    codeLists: { z: { options: ["1", "2"].map((code) => ({ code, label: german(code) })) } },
  };
  const asked = question("zone", { kind: "choice", options: { list: "z" } });
  const equals = (value: unknown) => ({ op: "equals", field: "zone", value });

  it.each([
    ["condition.wrongLiteral", "3"],
    ["condition.typeMismatch", true],
  ])("%s", (code, value) => {
    const service = having([asked, question("q", { when: equals(value) })], zones);
    expect(checkService(service)).toEqual([]);
    const found = examineService(service).find((finding) => finding.code === code);
    expect(found).toMatchObject({ severity: "critical", path: "q" });
    expect(found?.message).toContain("Frage q");
  });

  it("of rules are looked at as well", () => {
    const rule = { id: "nur-zone-3", bearer: "", effect: "require", target: "q" };
    const rules = [{ ...rule, condition: equals("3") }];
    const service = having([asked, question("q", { required: false })], { ...zones, rules });
    expect(checkService(service)).toEqual([]);
    expect(examineDefinition(service)).toEqual([
      expect.objectContaining({ code: "rule.wrongLiteral", severity: "critical", path: "" }),
    ]);
  });

  it("that fit are no finding", () => {
    const service = having([asked, question("q", { when: equals("2") })], zones);
    expect(examineService(service)).toEqual([]);
  });
});

describe("translations", () => {
  it("are missed in every text, once for each place", () => {
    const both = { de: "Zone", en: "Zone" };
    const service = having(
      [
        question("zone", { label: both, hint: both, kind: "choice", options: { list: "z" } }),
        question("ja", {
          label: both,
          hint: both,
          kind: "declaration",
          options: { statement: german("Ich stimme zu.") },
        }),
      ],
      {
        languages: ["de", "en"],
        codeLists: { z: { options: ["1", "2"].map((code) => ({ code, label: german(code) })) } },
        rules: [
          { id: "r", bearer: "ja", effect: "valid", condition: { op: "always" }, sentence: "Ja." },
        ],
      },
    );
    const found = new Map(
      examineService(service)
        .filter(({ code }) => code === "translationMissing")
        .map(({ path, message }) => [path, message] as const),
    );
    expect(found.get("")).toContain("Name der Leistung, Kurzbeschreibung, Rechtsgrundlage");
    expect(found.get("zone")).toContain("Titel der Seite seite-zone, Liste z (2 Texte)");
    expect(found.get("ja")).toContain("Erklärung, Titel der Seite seite-ja, Meldung der Regel r");
    expect([...found.keys()].sort()).toEqual([
      "",
      "ja",
      "person",
      "person/nachname",
      "person/vorname",
      "zone",
    ]);
  });
});
