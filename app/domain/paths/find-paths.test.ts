import { describe, expect, it } from "vitest";
import { checkService } from "../check-service.ts";
import { rulesService } from "../fixtures/rules-service.ts";
import { compileOffering, type Offering } from "../offering.ts";
import { serviceSchema } from "../service.ts";
import { certificateSchema, certify } from "./certificate.ts";
import { findPaths } from "./find-paths.ts";
import { reportPaths } from "./report.ts";

const today = "2026-03-01";
const text = (de: string) => ({ de });
const yesNo = (id: string) => ({
  type: "field",
  id,
  label: text(id),
  kind: "yesNo",
  required: true,
  options: {},
});
const choice = (id: string, required = true) => ({
  ...yesNo(id),
  kind: "choice",
  required,
  options: { list: "abc" },
});
const words = (id: string, required = true) => ({ ...yesNo(id), kind: "text", required });
const equals = (field: string, value: string | boolean) => ({ op: "equals", field, value });
const page = (id: string, ...nodes: string[]) => ({
  kind: "questions",
  id,
  title: text(id),
  nodes,
});

interface Parts {
  readonly nodes: readonly object[];
  readonly pages: readonly object[];
  readonly rules?: readonly object[];
}
function offeringOf({ nodes, pages, rules = [] }: Parts): Offering {
  const service = serviceSchema.parse({
    schemaVersion: 1,
    id: "wege",
    version: "1.0",
    name: text("Wege"),
    languages: ["de"],
    description: { summary: text("Für Tests") },
    codeLists: { abc: { options: ["a", "b", "c"].map((code) => ({ code, label: text(code) })) } },
    nodes,
    pages,
    rules,
  });
  expect(checkService(service)).toEqual([]);
  return compileOffering(service);
}
const plain = (...ids: string[]): Parts => ({
  nodes: ids.map((id) => (id.startsWith("w") ? words(id) : choice(id))),
  pages: ids.map((id) => page(`seite-${id}`, id)),
});

describe("ways through a service", () => {
  it("multiply where decisions have nothing to do with each other", () => {
    const nodes = Array.from({ length: 70 }, (_, index) => [
      yesNo(`f${String(index)}`),
      { ...words(`w${String(index)}`), when: equals(`f${String(index)}`, true) },
    ]).flat();
    const pages = [page("alles", ...nodes.map(({ id }) => id))];
    const found = findPaths(offeringOf({ nodes, pages }), { today });
    expect(found).toMatchObject({ paths: 2n ** 70n, complete: true, deadEnds: [] });
    expect(found.components).toHaveLength(70);
    expect(found.plans).toHaveLength(2);
  });

  it("are one where nothing decides anything", () => {
    const report = reportPaths(offeringOf(plain("a", "w")), { today });
    expect(report).toMatchObject({ paths: "1", components: [], complete: true });
    expect(report.persons.map(({ trouble, pages }) => [trouble, pages])).toEqual([
      [[], ["seite-a", "seite-w"]],
    ]);
  });

  it("count answers that come to the same once, and say which option was never offered", () => {
    const parts = plain("a", "b");
    const found = findPaths(
      offeringOf({
        nodes: [
          ...parts.nodes,
          { ...words("w"), when: { op: "in", field: "a", values: ["a", "b"] } },
        ],
        pages: [...parts.pages, page("seite-w", "w")],
        rules: [
          {
            id: "R",
            bearer: "",
            effect: "options",
            target: "b",
            codes: ["a", "b"],
            condition: { op: "always" },
          },
        ],
      }),
      { today },
    );
    expect(found.paths).toBe(2n);
    expect(found.unreachable).toEqual([{ kind: "option", path: "b", code: "c" }]);
    // Both options that lead to the page are shown all the same.
    expect(new Set(found.plans.map(({ wanted }) => wanted.get("a")))).toEqual(
      new Set(["a", "b", "c"]),
    );
  });

  it("tell pages that nobody gets to", () => {
    const parts = plain("a");
    const both = { op: "and", conditions: [equals("a", "a"), equals("a", "b")] };
    const found = findPaths(
      offeringOf({
        nodes: [...parts.nodes, words("w")],
        pages: [...parts.pages, { ...page("nie", "w"), when: both }],
      }),
      { today },
    );
    expect(found).toMatchObject({
      paths: 1n,
      unreachable: [
        { kind: "page", path: "nie" },
        { kind: "question", path: "w" },
      ],
    });
  });

  it("are counted as far as the work allowed goes", () => {
    const nodes = Array.from({ length: 18 }, (_, index) => choice(`f${String(index)}`, false));
    const tangled = nodes.slice(3).map(({ id }, index) => ({
      id: `R-${id}`,
      bearer: "",
      effect: "forbid",
      target: id,
      condition: {
        op: "xor",
        conditions: [index, (index * 7) % (index + 3), (index * 11) % (index + 3)].map((at) =>
          equals(`f${String(at)}`, "abc"[at % 3] ?? "a"),
        ),
      },
    }));
    const offering = offeringOf({
      nodes,
      pages: [page("alles", ...nodes.map(({ id }) => id))],
      rules: tangled,
    });
    const counts = [10_000, 20_000, 40_000, 3_000_000].map((steps) =>
      findPaths(offering, { today, steps }),
    );
    expect(counts.map(({ complete }) => complete)).toEqual([false, false, false, true]);
    const paths = counts.map((found) => found.paths);
    expect(paths[0]).toBeGreaterThan(1n);
    for (const [index, more] of paths.slice(1).entries())
      expect(more).toBeGreaterThan(paths[index] ?? 0n);
  });

  it("stay at least so many where the search is cut short, and somebody still goes", () => {
    const report = reportPaths(compileOffering(rulesService), { today, steps: 3 });
    expect(report).toMatchObject({ complete: false, paths: "1" });
    expect(report.persons).toHaveLength(1);
  });
});

describe("dead ends", () => {
  it("are mandatory questions without an option", () => {
    const only = (code: string, when: object) => ({
      id: `R-${code}`,
      bearer: "",
      effect: "options",
      target: "b",
      codes: [code],
      condition: when,
    });
    const parts = {
      ...plain("a", "b"),
      rules: [only("a", equals("a", "a")), only("b", { op: "in", field: "a", values: ["a", "b"] })],
    };
    const found = findPaths(offeringOf(parts), { today });
    expect(found.deadEnds).toEqual([
      { kind: "noOption", path: "b", page: "seite-b", when: { a: "a" } },
    ]);
    expect(found.plans.some(({ wanted }) => wanted.get("a") === "a")).toBe(false);
  });

  it("are rules that no answer satisfies", () => {
    const never = { op: "and", conditions: [equals("b", "a"), equals("b", "b")] };
    const parts = plain("a", "b");
    const found = findPaths(
      offeringOf({
        nodes: [...parts.nodes.slice(0, 1), { ...choice("b"), when: equals("a", "c") }],
        pages: parts.pages,
        rules: [{ id: "R1", bearer: "", effect: "valid", condition: never, sentence: "Nie." }],
      }),
      { today },
    );
    expect(found.deadEnds).toEqual([
      {
        kind: "brokenRule",
        path: "",
        page: "seite-b",
        rule: { id: "R1", sentence: "Nie." },
        when: { a: "c" },
      },
    ]);
    expect(found).toMatchObject({
      paths: 1n,
      unreachable: [{ path: "seite-b" }, { path: "b" }, { path: "a", code: "c" }],
    });
  });

  it("are groups that must be filled in although nothing in them is asked", () => {
    const parts = plain("a", "b");
    const group = {
      type: "group",
      id: "g",
      label: text("g"),
      children: [{ ...words("w", false), when: equals("a", "a") }],
    };
    const found = findPaths(
      offeringOf({
        nodes: [...parts.nodes, group],
        pages: [...parts.pages, page("gruppe", "g")],
        rules: [
          { id: "R2", bearer: "", effect: "require", target: "g", condition: equals("b", "b") },
        ],
      }),
      { today },
    );
    expect(found.deadEnds).toMatchObject([{ kind: "emptyGroup", path: "g", rule: { id: "R2" } }]);
  });
});

describe("people", () => {
  it("show every question of a service with all effects of rules, and get to the end", () => {
    const offering = compileOffering(rulesService);
    const report = reportPaths(offering, { today });
    expect(report).toMatchObject({ complete: true, deadEnds: [], unreachable: [] });
    expect(report.persons.flatMap(({ trouble }) => trouble)).toEqual([]);
    const input = report.persons.flatMap(({ steps }) =>
      steps.flatMap(({ input: typed = {}, errors }) =>
        errors ? [] : Object.keys(typed).map((name) => name.replace(/:[^/]*/g, "")),
      ),
    );
    for (const [path, { node }] of offering.nodes)
      if (node.type === "field") expect(input).toContain(path);
    const codes = new Set(
      report.persons.flatMap(({ steps }) =>
        steps.flatMap(({ errors = [] }) => errors.map(({ code }) => code)),
      ),
    );
    expect([...codes]).toEqual(
      expect.arrayContaining(["required", "rule", "choice.notAllowed", "items.incomplete"]),
    );
  });

  it("break what is told only in the review, and mend it", () => {
    const parts = plain("a", "b");
    const different = {
      op: "not",
      condition: { op: "and", conditions: [equals("a", "a"), equals("b", "a")] },
    };
    const report = reportPaths(
      offeringOf({
        ...parts,
        rules: [{ id: "R", bearer: "", effect: "valid", condition: different }],
      }),
      { today },
    );
    const [person] = report.persons;
    expect(person?.steps.find(({ page: at }) => at === "pruefen")).toEqual({
      page: "pruefen",
      errors: [{ name: "b", code: "rule" }],
    });
    expect(report.persons.flatMap(({ trouble }) => trouble)).toEqual([]);
  });

  it("say for which question nobody found an answer", () => {
    const parts = plain("a");
    const impossible = { ...words("w"), options: { pattern: "(?!)" } };
    const report = reportPaths(
      offeringOf({
        nodes: [...parts.nodes, impossible],
        pages: [...parts.pages, page("nie", "w")],
      }),
      { today },
    );
    expect(report.persons[0]?.trouble[0]).toEqual({ page: "nie", name: "w", code: "noExample" });
  });
});

describe("a certificate", () => {
  it("is data that can be stored and read again", () => {
    const certificate = certify(compileOffering(rulesService), {
      contentHash: "00",
      today,
      computedAt: "2026-03-01T09:00:00Z",
    });
    expect(certificateSchema.parse(JSON.parse(JSON.stringify(certificate)))).toEqual(certificate);
    expect(certificate).toMatchObject({ service: "regeln-test", complete: true, deadEnds: [] });
  });
});
