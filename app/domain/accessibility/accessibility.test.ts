import { describe, expect, it, test } from "vitest";
import { enforcementBodies } from "./enforcement-bodies.ts";
import { languageDutiesIn } from "./language-duties.ts";
import { reportedPage } from "./reported-page.ts";
import { concludeStatement, type CheckedService } from "./statement.ts";

const result = (barriers: number, checkedAt = "2026-11-20T10:00:00Z") => ({
  axe: "4.14.1",
  checkedAt,
  languages: ["de"],
  pages: 11,
  views: 72,
  barriers,
});
const sound: CheckedService = {
  id: "sound",
  result: result(0),
  earlierChecked: false,
  speaksPlainly: true,
};
const failing = { ...sound, id: "failing", result: result(3, "2026-11-25T10:00:00Z") };
const fresh = { ...sound, id: "fresh", result: undefined };
const changed = { ...fresh, id: "changed", earlierChecked: true, speaksPlainly: false };

describe("a statement", () => {
  const conformity = (services: CheckedService[], assessedOn?: string) =>
    concludeStatement(services, {
      unreviewed: true,
      assessment: assessedOn === undefined ? undefined : { day: assessedOn, by: "self" },
    }).conformity;

  it("claims nothing where nothing was checked, or nothing was in order", () => {
    expect(conformity([])).toBe("none");
    expect(conformity([fresh, changed], "2026-11-26")).toBe("none");
    expect(conformity([failing])).toBe("none");
  });

  it("is partial as long as machines alone have checked, or anything is open", () => {
    expect(conformity([sound])).toBe("partial");
    expect(conformity([sound, fresh], "2026-11-26")).toBe("partial");
    expect(conformity([sound, failing], "2026-11-26")).toBe("partial");
  });

  it("is full once people have assessed what machines found in order, not before that", () => {
    expect(conformity([sound], "2026-11-19")).toBe("partial");
    expect(conformity([sound], "2026-11-20")).toBe("full");
  });

  it("names what is known for each service, and when it was checked last", () => {
    const { services, portal, checkedAt } = concludeStatement([sound, failing, fresh, changed], {
      unreviewed: false,
      assessment: undefined,
    });
    expect(services.map(({ id, barriers }) => [id, barriers])).toEqual([
      ["sound", []],
      ["failing", [{ kind: "found", count: 3 }]],
      ["fresh", [{ kind: "unchecked" }]],
      ["changed", [{ kind: "earlier" }, { kind: "noPlainText" }]],
    ]);
    expect(portal).toEqual(["signLanguage", "foreignFiles"]);
    expect(checkedAt).toBe("2026-11-25T10:00:00Z");
  });
});

const origin = "https://antrag.example.de";

test.each([
  ["/musterstadt/hundesteuer/halter", "/musterstadt/hundesteuer/halter"],
  ["https://antrag.example.de/musterstadt/?suche=Erika#a", "/musterstadt"],
  ["/weiter/geheim-1234", "/weiter"],
  ["/handy/geheim-1234/foto", "/handy"],
  ["/eingang/7c1f/antrag.json", "/eingang"],
  ["/musterstadt/hundesteuer/eingang/7KQ4-M2XB-P9DT/pdf", "/musterstadt/hundesteuer/eingang"],
  ["/musterstadt/hundesteuer/hunde/a1b2", "/musterstadt/hundesteuer/hunde"],
  ["", ""],
  ["  Startseite ", "Startseite"],
  ["//boese.example/x", undefined],
  ["/\\boese.example/x", undefined],
  ["https://boese.example/x", undefined],
  ["https://antrag.example.de.boese.example/", undefined],
])("the page %j is reported as %j", (typed, expected) => {
  expect(reportedPage(typed, origin)).toBe(expected);
});

test("every Land has its body with a law, and what is called checked says where", () => {
  const all = Object.keys(enforcementBodies).sort();
  expect(all).toEqual(Array.from({ length: 16 }, (_, at) => String(at + 1).padStart(2, "0")));
  for (const [land, body] of Object.entries(enforcementBodies)) {
    expect(body.name, land).not.toBe("");
    expect(body.legalBasis, land).not.toBe("");
    if (body.checked) expect(body.source, land).toMatch(/^https:\/\//);
  }
});

describe("what the Länder demand of their municipalities' websites", () => {
  test.each<[string, string, string]>([
    ["05", "yes", "yes"],
    ["08", "yes", "yes"],
    ["09", "no", "no"],
    ["12", "limited", "limited"],
    ["15", "limited", "unknown"],
    ["16", "unknown", "unknown"],
    // Of the demo's municipalities.
    ["00", "unknown", "unknown"],
  ])("in %s: plain language %s, sign language %s", (state, plainLanguage, signLanguage) => {
    expect(languageDutiesIn(state)).toMatchObject({ plainLanguage, signLanguage });
  });

  test.each(Array.from({ length: 16 }, (_, index) => String(index + 1).padStart(2, "0")))(
    "what is said of %s names its law and where it was read",
    (state) => {
      const { plainLanguage, signLanguage, legalBasis, source } = languageDutiesIn(state);
      const isKnown = plainLanguage !== "unknown" || signLanguage !== "unknown";
      expect([legalBasis !== undefined, source?.startsWith("https://") === true]).toEqual([
        isKnown,
        isKnown,
      ]);
    },
  );
});
