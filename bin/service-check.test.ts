import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { createCommandLine } from "./fixtures/command-line.ts";

const root = path.resolve(import.meta.dirname, "..");
const fixtures = path.join(root, "app/fim/fixtures");
const schema = path.join(fixtures, "alle-merkmale.xdf3.xml");
const { folder, einmal, write } = createCommandLine();

const check = async (...args: readonly string[]) => {
  const ended = await einmal(["service", "check", ...args]);
  if (args.includes("--json")) expect(ended.err).toBe("");
  return ended;
};

describe("service check", () => {
  test("judges published formal rules, and tells those that contradict the schema", async () => {
    const literal = (value: unknown) => ({
      effect: "require",
      target_leaf: "F99000000014",
      message: "Bitte ausfüllen.",
      condition: { equal: [{ identifier: "F99000000013" }, value] },
    });
    const rules = write(
      "rules.json",
      JSON.stringify([
        {
          element_id: "S99000000001",
          element_version: "1.0.0",
          free_text_rules: [],
          translated: [literal(true), literal("001 Ja")],
        },
      ]),
    );
    const { code, out } = await check(schema, "--rules", rules, "--json");
    expect(code).toBe(0);
    const json = JSON.parse(out) as {
      rules: object;
      problems: { code: string; message: string }[];
    };
    expect(json.rules).toMatchObject({ formal: 1, wrong: 1 });
    const blamed = json.problems.filter((problem) => problem.code.startsWith("rule."));
    expect(blamed.map((problem) => problem.code)).toEqual(["rule.typeMismatch"]);
    const bad = await check(schema, "--rules", write("bad.json", "{"), "--json");
    expect(bad.code).toBe(1);
    expect(JSON.parse(bad.out)).toMatchObject({ problems: [{ code: "invalidJson" }] });
  });

  test("needs no database, and tells what it found", async () => {
    const { code, out } = await check(schema, "--codelists", fixtures, "--json");
    expect(code).toBe(0);
    const json = JSON.parse(out) as Record<string, unknown> & {
      problems: { code: string; severity: string; path: string; message: string }[];
    };
    expect(json).toMatchObject({ ok: true, id: "S99000000001", version: "1.0.0" });
    const number = expect.any(Number) as number;
    expect(json["counts"]).toEqual({ groups: number, fields: number, rules: 2, codeLists: number });
    expect(json["rules"]).toEqual({ formal: number, open: number, wrong: number });
    expect(Object.values(json["rules"] as Record<string, number>).reduce((a, b) => a + b)).toBe(2);
    const codes = json.problems.map((problem) => problem.code);
    expect(codes).toEqual(expect.arrayContaining(["codeListMissing", "QS1045", "lockedEmpty"]));
    // What the import says of it too is told once.
    expect(codes).not.toContain("duplicateCode");
    for (const problem of json.problems) {
      expect(typeof problem.path).toBe("string");
      expect(problem.message).not.toBe("");
      expect(["critical", "methodical", "warning", "hint"]).toContain(problem.severity);
    }
  });

  test("writes a page for people", async () => {
    const page = path.join(folder, "report.html");
    const { code, out } = await check(schema, "--html", page);
    expect(code).toBe(0);
    expect(out).toContain(page);
    expect(readFileSync(page, "utf8")).toContain("Feier auf öffentlichem Grund anzeigen");
  });

  test("a file that cannot be used has the same shape, and a place", async () => {
    const file = write("unreadable.xml", "<a>\n  <b></a>");
    const page = path.join(folder, "unreadable.html");
    const { code, out } = await check(file, "--html", page, "--json");
    expect(code).toBe(1);
    const json: unknown = JSON.parse(out);
    expect(json).toMatchObject({
      ok: false,
      id: null,
      version: null,
      counts: { groups: 0, fields: 0, rules: 0, codeLists: 0 },
      rules: { formal: 0, open: 0, wrong: 0 },
      problems: [{ code: "malformedXml", severity: "critical", path: "", line: 2 }],
    });
    expect((json as { problems: { column: number }[] }).problems[0]?.column).toBeGreaterThan(0);
    expect(readFileSync(page, "utf8")).toContain("kann nicht gelesen werden");
  });

  test("a file that is not there", async () => {
    const { code, out } = await check(path.join(folder, "gone.xml"), "--json");
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ id: null, problems: [{ code: "notFound" }] });
  });

  test("what can be read but not used keeps its name", async () => {
    const text = readFileSync(schema, "utf8");
    const start = text.indexOf("<fim:struktur>");
    const end = text.lastIndexOf("</fim:struktur>") + "</fim:struktur>".length;
    const first = text.slice(start, text.indexOf("</fim:struktur>", start) + 15);
    const never = first.replace("1:1", "0:0");
    const file = write("nothing.xml", text.slice(0, start) + never + text.slice(end));
    const { code, out } = await check(file, "--json");
    expect(code).toBe(1);
    const json = JSON.parse(out) as { problems: { code: string }[] };
    expect(json).toMatchObject({ id: "S99000000001", version: "1.0.0" });
    expect(json).toMatchObject({ counts: { groups: 0, fields: 1 } });
    expect(json.problems[0]?.code).toBe("emptyService");
  });

  const own = path.join(root, "db/seed/services/alle-feldarten/definition.json");
  interface Definition {
    nodes: { children: { kind: string; options: object }[] }[];
    rules?: object[];
    pages: object[];
  }
  const changed = (name: string, change: (definition: Definition) => void): string => {
    const definition = JSON.parse(readFileSync(own, "utf8")) as Definition;
    change(definition);
    return write(name, JSON.stringify(definition));
  };

  test("examines a service of our own format like a schema", async () => {
    const file = changed("own.json", (definition) => {
      for (const child of definition.nodes.flatMap(({ children }) => children))
        if (child.kind === "multiline") child.options = {};
      const rule = { id: "r", bearer: "", effect: "valid" };
      const condition = (value: unknown) => ({ op: "equals", field: "auswahl/janein", value });
      definition.rules = [
        { ...rule, condition: condition(true) },
        { ...rule, id: "s", condition: condition("ja") },
      ];
    });
    const { code, out } = await check(file, "--json");
    expect(code).toBe(0);
    const json = JSON.parse(out) as { problems: { code: string; path: string }[] };
    expect(json).toMatchObject({
      id: "alle-feldarten",
      counts: { groups: 14, fields: 42, rules: 2, codeLists: 0 },
      rules: { formal: 1, open: 0, wrong: 1 },
    });
    expect(json.problems.map((problem) => problem.code)).toContain("rule.typeMismatch");
    expect(json.problems).toContainEqual(
      expect.objectContaining({ code: "textUnbounded", severity: "warning", path: "texte/lang" }),
    );
  });

  test("counts what stands in a definition that cannot be used", async () => {
    const file = changed("gone.json", ({ pages }) => {
      pages.pop();
    });
    const { code, out } = await check(file, "--json");
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      id: "alle-feldarten",
      counts: { groups: 14, fields: 42, rules: 0, codeLists: 0 },
      problems: expect.arrayContaining([
        expect.objectContaining({ code: "fieldOnNoPage", severity: "critical" }),
      ]) as unknown[],
    });
  });

  test("examines a package and the schema in it", async () => {
    const { code, out } = await check(path.join(root, "db/seed/services/strassenfest"), "--json");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      id: "S99000000104",
      problems: expect.arrayContaining([
        expect.objectContaining({ code: "QS1139", path: expect.stringMatching(/F99/) as string }),
      ]) as unknown[],
    });
  });
});
