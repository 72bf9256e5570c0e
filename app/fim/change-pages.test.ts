import { describe, expect, it } from "vitest";
import { checkService } from "#app/domain/check-service.ts";
import type { Page } from "#app/domain/service.ts";
import { buildService } from "./apply-package.ts";
import { schemaFixture, zones } from "./fixtures/read-fixture.ts";
import type { FimPosition, FimSchema } from "./model.ts";
import { servicePackageSchema } from "./package.ts";

const schema = schemaFixture("alle-merkmale.xdf3.xml");

function build(overrides: Record<string, unknown>, from: FimSchema = schema) {
  const servicePackage = servicePackageSchema.parse({
    id: "feier",
    name: { de: "Feier anzeigen" },
    languages: ["de"],
    description: { summary: { de: "Kurz." } },
    ...overrides,
  });
  const outcome = buildService(from, zones(), servicePackage);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  expect(checkService(outcome.service)).toEqual([]);
  const told = outcome.problems.filter(({ code }) => !code.startsWith("codeList"));
  return { pages: outcome.service.pages, service: outcome.service, told };
}
const ids = (pages: readonly Page[]) => pages.map(({ id }) => id);
const nodesOf = (pages: readonly Page[], id: string) =>
  pages.flatMap((page) => (page.id === id && page.kind === "questions" ? page.nodes : []));
const untouched = build({});

describe("changes of pages", () => {
  it("set texts, conditions and order by the id of a page", () => {
    const when = { op: "equals", field: "G99000000001/F99000000013", value: true };
    const { pages, told } = build({
      pageChanges: {
        kontakt: { title: { de: "Wie erreichen wir Sie?" }, intro: { de: "Für Rückfragen." } },
        auswahl: { after: "kontakt" },
        "ganz-freiwillig": { when },
      },
    });
    expect(told).toEqual(untouched.told);
    expect(pages.find(({ id }) => id === "kontakt")).toMatchObject({
      title: { de: "Wie erreichen wir Sie?" },
      intro: { de: "Für Rückfragen." },
    });
    expect(pages.find(({ id }) => id === "ganz-freiwillig")?.when).toEqual(when);
    expect(ids(pages).slice(2, 5)).toEqual(["antragstellende-person", "kontakt", "auswahl"]);
    expect(pages).toHaveLength(untouched.pages.length);
  });

  it("move questions out of a group, merge pages and make new ones", () => {
    const email = "G99000000003/G99000000006/F60000000242";
    const { pages } = build({
      pageChanges: {
        "antragstellende-person": { nodes: [email] },
        "nur-eine-frage": { nodes: ["G99000000008"] },
        feierort: {
          title: { de: "Wo feiern Sie?" },
          nodes: ["G99000000001/F99000000013", "G99000000001/F99000000018"],
        },
      },
    });
    expect(nodesOf(pages, "antragstellende-person")[0]).toBe(email);
    expect(nodesOf(pages, "kontakt")).toEqual(
      ["F60000000240", "F99000000042", "F60000000262"].map(
        (id) => `G99000000003/G99000000006/${id}`,
      ),
    );
    expect(nodesOf(pages, "nur-eine-frage")).toEqual(["G99000000008", "G99000000007"]);
    expect(ids(pages)).not.toContain("ganz-freiwillig");
    expect(ids(pages).slice(0, 3)).toEqual(["allgemeine-angaben", "feierort", "angaben-zur-feier"]);
    expect(nodesOf(pages, "angaben-zur-feier")).toHaveLength(9);
  });
});

/** The same schema with one element taken out of a group and put, if wanted, at the end of another. */
function nextVersion(from: string, element: string, to?: string): FimSchema {
  let taken: FimPosition | undefined;
  const change = (positions: readonly FimPosition[], group: string): FimPosition[] => {
    const left = positions.filter(({ element: one }) => {
      const isIt = group === from && one.id === element;
      if (isIt) taken = positions.find((position) => position.element === one);
      return !isIt;
    });
    const inner = left.map((position) =>
      position.element.type === "group"
        ? {
            ...position,
            element: {
              ...position.element,
              positions: change(position.element.positions, position.element.id),
            },
          }
        : position,
    );
    return group === to && taken ? [...inner, taken] : inner;
  };
  return { ...schema, version: "1.1.0", positions: change(schema.positions, "") };
}

describe("a package and the next version of its schema", () => {
  const guests = "G99000000001/F99000000015";
  const moved = "G99000000002/F99000000015";
  const overlay = {
    nodes: { [guests]: { label: { de: "Wie viele Gäste kommen?" } } },
    pages: [
      { kind: "questions", id: "alles", title: { de: "Alles" }, nodes: [guests, "F99000000002"] },
    ],
  };

  it("follows what moved", () => {
    const { service, pages, told } = build(
      overlay,
      nextVersion("G99000000001", "F99000000015", "G99000000002"),
    );
    expect(JSON.stringify(service.nodes)).toContain("Wie viele Gäste kommen?");
    expect(nodesOf(pages, "alles")).toEqual([moved, "F99000000002"]);
    const moves = told.filter(({ code }) => code === "nodeMoved");
    expect(moves).toMatchObject([{ severity: "warning", path: guests }]);
  });

  it("leaves out what is gone, and tells it once", () => {
    const { pages, told } = build(overlay, nextVersion("G99000000001", "F99000000015"));
    expect(nodesOf(pages, "alles")).toEqual(["F99000000002"]);
    const gone = told.filter(({ code }) => code === "unknownNode");
    expect(gone).toMatchObject([{ severity: "warning", path: guests }]);
  });

  it("gives pages to what is new", () => {
    const { pages, told } = build(overlay);
    expect(ids(pages)[0]).toBe("alles");
    expect(ids(pages)).toEqual(
      expect.arrayContaining(["kontakt", "ware", "ware-liste", "staende-liste"]),
    );
    expect(told.filter(({ code }) => code === "pageAdded")).toHaveLength(pages.length - 1);
  });

  it("never drops a condition", () => {
    const when = { op: "less", field: guests, value: 100 };
    const nodes = { G99000000008: { when } };
    const { service } = build(
      { nodes },
      nextVersion("G99000000001", "F99000000015", "G99000000002"),
    );
    expect(service.nodes.find(({ id }) => id === "G99000000008")?.when).toEqual({
      ...when,
      field: moved,
    });
    const servicePackage = servicePackageSchema.parse({
      id: "feier",
      name: { de: "Feier" },
      languages: ["de"],
      description: { summary: { de: "Kurz." } },
      nodes,
    });
    const refused = buildService(
      nextVersion("G99000000001", "F99000000015"),
      zones(),
      servicePackage,
    );
    expect(refused.ok).toBe(false);
  });
});
