import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Answers } from "../answers.ts";
import { dogService } from "../fixtures/dog-service.ts";
import { compileOffering } from "../offering.ts";
import { serviceSchema, type ServiceDefinition } from "../service.ts";
import { diffService } from "./diff-service.ts";
import { moveAnswers } from "./move-answers.ts";

const before = compileOffering(dogService);
const today = "2026-11-24";

type Plain = Record<string, unknown>;
type Edit = (node: (path: string) => Plain, service: Plain) => void;

/** The dog service, edited as plain JSON. */
function changed(edit: Edit) {
  const service = structuredClone(dogService) as unknown as Plain;
  const nodeAt = (path: string): Plain => {
    let node: Plain = { children: service["nodes"] };
    for (const id of path.split("/")) {
      const found = (node["children"] as Plain[]).find((child) => child["id"] === id);
      if (!found) throw new Error(`there is no ${path}`);
      node = found;
    }
    return node;
  };
  edit(nodeAt, service);
  return compileOffering(serviceSchema.parse(service));
}

function changesTo(after: ReturnType<typeof changed>) {
  return diffService(before, after).changes.map(({ kind, path, touches }) => [
    kind,
    path,
    touches.join(" "),
  ]);
}

const question = { type: "field", id: "x", kind: "text", label: { de: "x" }, options: {} };
const dackel = { code: "01", label: { de: "Dackel" } };
const pudel = { code: "02", label: { de: "Pudel" } };
const breeds =
  (...options: readonly object[]): Edit =>
  (_, service) => {
    service["codeLists"] = { breeds: { options } };
  };
const maxLength =
  (length: number): Edit =>
  (node) => {
    node("owner/from")["options"] = { maxLength: length };
  };

describe("the difference of two versions", () => {
  it("is nothing where nothing changed, whatever the order of members", () => {
    const turned = Object.fromEntries(Object.entries(dogService).reverse()) as ServiceDefinition;
    expect(diffService(before, compileOffering(turned)).changes).toEqual([]);
  });

  it.each<[string, Edit, readonly [string, string, string]]>([
    [
      "a text",
      (node) => (node("dogs/call")["label"] = { de: "Wie heißt er?" }),
      ["text", "dogs/call", ""],
    ],
    ["a shorter answer", maxLength(10), ["bounds", "owner/from", "drafts"]],
    ["a longer answer", maxLength(90), ["bounds", "owner/from", "receivers"]],
    [
      "no bound any more",
      (node) => (node("owner/from")["options"] = {}),
      ["bounds", "owner/from", "receivers"],
    ],
    [
      "another kind",
      (node) => Object.assign(node("owner/name"), { kind: "email" }),
      ["kind", "owner/name", "drafts receivers"],
    ],
    [
      "an optional question",
      (node) => (node("owner/name")["required"] = false),
      ["required", "owner/name", "receivers"],
    ],
    [
      "a mandatory question",
      (node) => (node("dogs/breed")["required"] = true),
      ["required", "dogs/breed", "drafts"],
    ],
    ["a code less", breeds(pudel), ["list", "breeds", "drafts"]],
    [
      "a code more",
      breeds(dackel, pudel, { code: "03", label: { de: "Mops" } }),
      ["list", "breeds", "receivers"],
    ],
    [
      "more dogs",
      (node) => (node("dogs")["repeat"] = { min: 1, max: null }),
      ["repeat", "dogs", "receivers"],
    ],
    [
      "fewer dogs",
      (node) => (node("dogs")["repeat"] = { min: 1, max: 2 }),
      ["repeat", "dogs", "drafts"],
    ],
    [
      "another condition",
      (node) => (node("dogs/proof")["when"] = { op: "equals", field: "dogs/breed", value: "01" }),
      ["condition", "dogs/proof", "drafts receivers"],
    ],
    [
      "an optional question more",
      (_, service) => (service["nodes"] as Plain[]).push({ ...question, required: false }),
      ["added", "x", "receivers"],
    ],
    [
      "a mandatory question more",
      (_, service) => (service["nodes"] as Plain[]).push({ ...question, required: true }),
      ["added", "x", "drafts receivers"],
    ],
    [
      "a question less",
      (node) => (node("dogs")["children"] as Plain[]).splice(1, 1),
      ["removed", "dogs/breed", "drafts receivers"],
    ],
    [
      "a rule",
      (_, service) =>
        (service["rules"] = [
          {
            id: "R1",
            bearer: "",
            effect: "require",
            target: "owner/from",
            condition: { op: "always" },
          },
        ]),
      ["rule", "", "drafts receivers"],
    ],
    [
      "a page title",
      (_, service) =>
        Object.assign((service["pages"] as Plain[])[1] ?? {}, { title: { de: "Der" } }),
      ["page", "hund", ""],
    ],
  ])("tells %s", (_, edit, expected) => {
    expect(changesTo(changed(edit))).toEqual([expected]);
  });

  it("sees a question move by its FIM id", () => {
    const fim = { id: "F99000000001" };
    const here = changed((node) => Object.assign(node("dogs/breed"), { fim }));
    const there = changed((node) => {
      const [breed] = (node("dogs")["children"] as Plain[]).splice(1, 1);
      (node("owner")["children"] as Plain[]).push({ ...breed, fim });
    });
    expect(diffService(here, there).changes).toEqual([
      expect.objectContaining({ kind: "moved", path: "owner/breed", before: "dogs/breed" }),
    ]);
  });
});

describe("answers that move to another version", () => {
  const answers: Answers = {
    values: {
      "owner/name": "Erika Mustermann",
      "owner/moved": true,
      "owner/from": "Neustadt",
      "dogs:a/call": "Bello",
      "dogs:a/breed": "01",
      "dogs:b/breed": "02",
      "dogs:a/shots:k/on": "2026-01-02",
    },
    items: { dogs: ["a", "b"], "dogs:a/shots": ["k"] },
  };

  it("stay as they are where nothing changed", () => {
    expect(moveAnswers(before, before, answers, today)).toEqual({ answers, anew: [], dropped: [] });
  });

  it("are kept as far as they fit, and what does not fit is named", () => {
    const after = changed((node, service) => {
      maxLength(7)(node, service);
      breeds(pudel)(node, service);
      (node("dogs")["children"] as Plain[]).splice(0, 1);
      delete node("dogs")["itemTitle"];
    });
    const { "owner/from": _, "dogs:a/breed": __, "dogs:a/call": ___, ...kept } = answers.values;
    expect(moveAnswers(before, after, answers, today)).toEqual({
      answers: { values: kept, items: answers.items },
      anew: ["owner/from", "dogs:a/breed"],
      dropped: ["dogs:a/call"],
    });
  });

  it("an answer from elsewhere keeps its origin, also where its question has moved", () => {
    const origins = { "owner/name": "identityProvider" as const };
    const given: Answers = { values: { "owner/name": "Mustermann" }, items: {}, origins };
    expect(moveAnswers(before, before, given, today).answers).toEqual(given);
    const gone = { ...given, origins: { ...origins, "owner/shoe": "link" as const } };
    expect(moveAnswers(before, before, gone, today).answers.origins).toEqual(origins);
  });

  it("go along when a list gets another id, its items with them", () => {
    const identified: Edit = (node) => {
      Object.assign(node("dogs"), { fim: { id: "G99000000002" } });
      Object.assign(node("dogs/call"), { fim: { id: "F99000000003" } });
      Object.assign(node("dogs/proof"), { when: undefined });
    };
    const after = changed((node, service) => {
      identified(node, service);
      node("dogs")["id"] = "hunde";
      const pages = JSON.stringify(service["pages"]).replaceAll('"dogs', '"hunde');
      service["pages"] = JSON.parse(pages) as Plain[];
    });
    const { answers: moved } = moveAnswers(changed(identified), after, answers, today);
    expect(moved.items["hunde"]).toEqual(["a", "b"]);
    expect(moved.values["hunde:a/call"]).toBe("Bello");
  });

  it("become several where several are asked, and one where one is", () => {
    const lines = changed((node) => (node("owner/name")["repeat"] = { min: 1, max: 2 }));
    const there = moveAnswers(before, lines, answers, today).answers;
    expect(there.values["owner/name"]).toEqual(["Erika Mustermann"]);
    expect(moveAnswers(lines, before, there, today).answers).toEqual(answers);
    const two = { ...there, values: { ...there.values, "owner/name": ["A", "B"] } };
    expect(moveAnswers(lines, before, two, today).anew).toEqual(["owner/name"]);
  });

  it("never fail, and what is kept is valid", () => {
    const value = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.array(fc.string(), { maxLength: 3 }),
    );
    const names = Object.keys(answers.values);
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names, "gone", "a:b/c"), value), (values) => {
        const moved = moveAnswers(before, before, { values, items: {} }, today);
        const again = moveAnswers(before, before, moved.answers, today);
        expect(again).toEqual({ answers: moved.answers, anew: [], dropped: [] });
        const told = [...Object.keys(moved.answers.values), ...moved.anew, ...moved.dropped];
        expect(told.sort()).toEqual(Object.keys(values).sort());
      }),
    );
  });
});
