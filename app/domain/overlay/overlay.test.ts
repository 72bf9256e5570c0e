import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { feeService } from "../fixtures/fee-service.ts";
import { compileOffering } from "../offering.ts";
import { serviceSchema, type ServiceDefinition } from "../service.ts";
import { isAmong } from "./adjustable.ts";
import { applyOverlay } from "./apply-overlay.ts";
import { checkOverlay } from "./check-overlay.ts";
import { diffOverlays, editOverlay } from "./edit-overlay.ts";
import { anyOverlay, isShadowed, openPlaces } from "./fixtures/random-overlay.ts";
import { obstacleAt, opennessOf, placesOf } from "./openness.ts";
import type { Overlay } from "./overlay.ts";
import { nameOfPlace, readPlaceName } from "./place.ts";
import { nodeAt } from "./node-at.ts";
import { valueAt } from "./values.ts";

const everything = { places: ["*"], fixed: [] };
const service: ServiceDefinition = { ...feeService, adjustable: everything };
const set = (edits: Readonly<Record<string, unknown>>, over = service): Overlay =>
  editOverlay(over, {}, new Map(Object.entries(edits)));
const codesOf = (overlay: Overlay, over = service) =>
  checkOverlay(over, overlay).map((one) => [
    one.place,
    one.code === "obstacle" ? one.obstacle.code : one.code,
  ]);
const leash = {
  page: "halter",
  kind: "choice",
  label: { de: "Wo führen Sie den Hund?" },
  required: true,
  options: [{ de: "Im Park" }, { de: "Auf der Straße" }],
  purpose: { de: "Aufstellen von Beutelspendern" },
  legalBasis: { de: "§ 3 der Satzung" },
};

describe("a place", () => {
  it("is written and read the same way", () => {
    for (const place of placesOf(service)) expect(readPlaceName(nameOfPlace(place))).toEqual(place);
    for (const name of ["", "about:name", "node:G1", "node::hint", "extra:A B", "x:y", "fee:"])
      expect(readPlaceName(name)).toBeUndefined();
  });

  it("is named by patterns", () => {
    expect(isAmong("node:*:hint", "node:G1/F2:hint")).toBe(true);
    expect(isAmong("node:*:hint", "node:G1/F2:help")).toBe(false);
    expect(isAmong("node:*G1*:hint", "node:G1:hint")).toBe(true);
    expect(isAmong("*", "about:fee")).toBe(true);
    expect(isAmong("ab*ba", "aba")).toBe(false);
    expect(isAmong("about:fee", "about:fees")).toBe(false);
  });
});

describe("what is open", () => {
  it("follows from the service, from what the schema demands, and from what hangs on it", () => {
    const context = opennessOf({
      ...service,
      adjustable: {
        places: ["about:*", "node:*:omitted", "node:*:required"],
        fixed: [{ places: "about:summary", why: { de: "Bundesweit gleich" } }],
      },
    });
    const at = (name: string) => obstacleAt(context, readPlaceName(name)!)?.code;
    expect(at("about:needs")).toBeUndefined();
    expect(at("about:summary")).toBe("fixed");
    expect(at("fee:badge")).toBe("notOpen");
    expect(at("node:nowhere:omitted")).toBe("unknown");
    expect(at("node:owner/name:omitted")).toBe("demanded");
    expect(at("node:owner/name:required")).toBe("demanded");
    expect(at("node:dogs/breed:omitted")).toBe("steers");
    expect(at("node:dogs/breed:required")).toBeUndefined();
    expect(at("node:dogs/shots:omitted")).toBeUndefined();
  });
});

describe("an overlay", () => {
  it("changes what it names and nothing else", () => {
    const overlay = set({
      "about:contact": { office: { de: "Steueramt" }, phone: "0123 456" },
      "fee:second": { kind: "amount", cents: 700 },
      "node:dogs/breed:required": true,
      "node:dogs/shots:omitted": true,
      "node:owner/name:hint": { de: "Wie im Ausweis" },
      "page:hund:title": { de: "Der Hund" },
      "list:breeds": ["02"],
      "extra:leine": leash,
    });
    expect(codesOf(overlay)).toEqual([]);
    const done = applyOverlay(service, overlay);
    expect(done.description.contact?.office.de).toBe("Steueramt");
    expect(done.fees?.table["second"]?.default).toEqual({ kind: "amount", cents: 700 });
    expect(done.fees?.table["breed"]?.default).toEqual({ kind: "codes", cents: { "01": 9001 } });
    expect(done.codeLists["breeds"]?.options.map(({ code }) => code)).toEqual(["01"]);
    expect(nodeAt(done.nodes, "dogs/breed")).toMatchObject({ required: true });
    expect(nodeAt(done.nodes, "owner/name")?.hint?.de).toBe("Wie im Ausweis");
    expect(nodeAt(done.nodes, "ort-leine")).toMatchObject({ kind: "choice", required: true });
    expect(done.pages.find(({ id }) => id === "halter")).toMatchObject({
      nodes: ["owner", "ort-leine"],
    });
    expect(done.pages.find(({ id }) => id === "hund")?.title.de).toBe("Der Hund");
    expect(service.nodes).toEqual(feeService.nodes);
    expect(() => serviceSchema.parse(done)).not.toThrow();
  });

  it("whatever is set in it can be read again, and what is not set is the service's", () => {
    fc.assert(
      fc.property(anyOverlay(service), (overlay) => {
        const done = applyOverlay(service, overlay);
        for (const place of openPlaces(service)) {
          const name = nameOfPlace(place);
          if (isShadowed(place, overlay)) continue;
          expect(valueAt(done, place)).toEqual(overlay[name]?.value ?? valueAt(service, place));
        }
        expect(() => compileOffering(done)).not.toThrow();
      }),
      { numRuns: 200 },
    );
  });

  it("sets who has to sign in only where the service names just that", () => {
    const level = { "about:assurance": { value: "substantial", base: "none" } };
    expect(codesOf(level)).toEqual([["about:assurance", "notOpen"]]);
    const named = { ...service, adjustable: { ...everything, places: ["about:assurance"] } };
    expect(codesOf(level, named)).toEqual([]);
    expect(applyOverlay(named, level).assurance).toBe("substantial");
    const unknown = { "about:assurance": { value: "certain", base: "none" } };
    expect(codesOf(unknown, named)).toEqual([["about:assurance", "value"]]);
  });

  it("is told with place and reason where it cannot be offered", () => {
    expect(
      codesOf({
        "node:owner/name:omitted": { value: true, base: false },
        "node:owner/none:hint": { value: { de: "x" }, base: null },
        "about:summary": { value: { de: " " }, base: null },
        "about:languages": { value: ["de", "tr"], base: ["de"] },
        "fee:badge": { value: { kind: "percent", percent: 3 }, base: null },
        "list:breeds": { value: ["01", "02"], base: [] },
        "extra:leine": { value: { ...leash, page: "hund" }, base: null },
        "extra:ohne": { value: { ...leash, options: [] }, base: null },
        "page:halter:intro": { value: { de: "x".repeat(5001) }, base: null },
      }),
    ).toEqual([
      ["node:owner/name:omitted", "demanded"],
      ["node:owner/none:hint", "unknown"],
      ["about:summary", "value"],
      ["about:languages", "value"],
      ["fee:badge", "value"],
      ["list:breeds", "value"],
      ["extra:leine", "page"],
      ["extra:ohne", "value"],
      ["page:halter:intro", "value"],
    ]);
    // Each by itself is fine, together they are not.
    const ranges = {
      kind: "ranges",
      ranges: [
        { upTo: 50, cents: 1 },
        { upTo: 5, cents: 2 },
      ],
    };
    expect(codesOf(set({ "fee:area": ranges }))).toEqual([["fee:area", "breaks"]]);
    const bounded = {
      ...service,
      description: {
        ...service.description,
        privacy: { purpose: { de: "x" }, legalBasis: { de: "x" }, retentionDays: 30 },
      },
      adjustable: { ...everything, retentionDays: { min: 10, max: 90 } },
    };
    expect(codesOf(set({ "about:retentionDays": 365 }, bounded), bounded)).toEqual([
      ["about:retentionDays", "retention"],
    ]);
  });

  it("forgets what the service says anyway, and tells what a revision changes", () => {
    const before = set({ "page:halter:title": { de: "Halter" }, "about:fee": { de: "50 Euro" } });
    expect(Object.keys(before)).toEqual(["about:fee"]);
    const after = editOverlay(
      service,
      before,
      new Map<string, unknown>([
        ["about:fee", undefined],
        ["about:duration", { de: "2 Wochen" }],
      ]),
    );
    expect(diffOverlays(before, after)).toEqual([
      { place: "about:fee", before: { de: "50 Euro" }, after: null },
      { place: "about:duration", before: null, after: { de: "2 Wochen" } },
    ]);
  });
});
