import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { feeService } from "../fixtures/fee-service.ts";
import type { Node, ServiceDefinition } from "../service.ts";
import { isSame } from "../versions/change.ts";
import { nodeAt } from "./node-at.ts";
import { checkOverlay } from "./check-overlay.ts";
import { applyOverlay } from "./apply-overlay.ts";
import { editOverlay, joinEdits, type Edits } from "./edit-overlay.ts";
import { anyNewerVersion, withFimIds } from "./fixtures/newer-version.ts";
import { anyOverlay, isShadowed } from "./fixtures/random-overlay.ts";
import { mergeOverlay, settleMerge, staleLanguages, type Decision } from "./merge-overlay.ts";
import { placesOf } from "./openness.ts";
import type { Overlay } from "./overlay.ts";
import { nameOfPlace, readPlaceName } from "./place.ts";
import { valueAt } from "./values.ts";

const service: ServiceDefinition = { ...feeService, adjustable: { places: ["*"], fixed: [] } };
const set = (edits: Readonly<Record<string, unknown>>): Overlay =>
  editOverlay(service, {}, new Map(Object.entries(edits)));
const named = withFimIds(service);
const idsIn = (nodes: readonly Node[]): unknown[] =>
  nodes.flatMap((node) => [node.fim?.id, ...(node.type === "group" ? idsIn(node.children) : [])]);
const cases = fc.tuple(anyOverlay(named), anyNewerVersion(named));

describe("a three-way merge", () => {
  it("loses no change of a municipality and decides nothing silently", () => {
    fc.assert(
      fc.property(cases, ([overlay, after]) => {
        const merge = mergeOverlay(named, after, overlay);
        expect(merge.settings.map(({ from, place }) => from ?? place)).toEqual(
          Object.keys(overlay),
        );
        for (const one of merge.settings) {
          const { value: mine, base } = overlay[one.from ?? one.place]!;
          const theirs =
            one.state === "gone" ? undefined : valueAt(after, readPlaceName(one.place)!);
          // What was set is either in the result as it was, or stands to be decided with all three sides.
          expect([one.mine, one.base, one.theirs]).toEqual([mine, base, theirs ?? null]);
          const kept = merge.overlay[one.place];
          expect(kept !== undefined).toBe(one.state === "kept");
          if (kept) expect(kept).toEqual({ value: mine, base: theirs });
          if (one.state === "adopted") expect(isSame(mine, theirs)).toBe(true);
          const bothChanged = !isSame(base, theirs) && !isSame(mine, theirs);
          if (bothChanged) expect(merge.open).toContain(one);
          else if (one.state === "conflict") expect.fail("nothing changed there");
        }
      }),
      { numRuns: 500 },
    );
  });

  it("keeps what was set with the question it was set for, wherever that stands by now", () => {
    fc.assert(
      fc.property(cases, ([overlay, after]) => {
        const merge = mergeOverlay(named, after, overlay);
        for (const { place: name, from, state } of merge.settings) {
          const old = readPlaceName(from ?? name)!;
          const place = readPlaceName(name)!;
          if (old.kind !== "node" || place.kind !== "node") continue;
          const before = nodeAt(named.nodes, old.path);
          if (state === "gone") expect(idsIn(after.nodes)).not.toContain(before?.fim?.id);
          else expect(nodeAt(after.nodes, place.path)?.fim?.id).toBe(before?.fim?.id);
        }
        // No two settings end at the same place.
        const places = merge.settings.filter(({ state }) => state !== "gone");
        expect(new Set(places.map(({ place }) => place)).size).toBe(places.length);
      }),
      { numRuns: 1000 },
    );
  });

  it("names the place of whatever does not fit by itself", () => {
    fc.assert(
      fc.property(cases, ([overlay, after]) => {
        const merge = mergeOverlay(named, after, overlay);
        const problems = checkOverlay(after, merge.overlay).filter(({ code }) => code !== "breaks");
        for (const { place } of problems) {
          const setting = merge.settings.find((one) => one.place === place);
          expect(setting?.state).toBe("kept");
        }
        // Given up, they stand in nobody's way.
        const dropped = problems.map(({ place }) => [place, { take: "theirs" }] as const);
        const all = merge.open.map(({ place }) => [place, { take: "theirs" }] as const);
        const settled = settleMerge(merge, new Map([...dropped, ...all]))!;
        expect(checkOverlay(after, settled).filter(({ code }) => code !== "breaks")).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it("takes over everything new where the municipality had set nothing", () => {
    fc.assert(
      fc.property(cases, ([overlay, after]) => {
        const merge = mergeOverlay(named, after, overlay);
        const done = applyOverlay(after, merge.overlay);
        const touched = new Set(Object.keys(merge.overlay));
        for (const place of placesOf(after)) {
          const name = nameOfPlace(place);
          if (touched.has(name) || isShadowed(place, merge.overlay)) continue;
          expect(valueAt(done, place)).toEqual(valueAt(after, place));
        }
      }),
      { numRuns: 200 },
    );
  });

  it("is the same when it is done again, and nothing where nothing is new", () => {
    fc.assert(
      fc.property(cases, ([overlay, after]) => {
        const once = mergeOverlay(named, after, overlay);
        const again = mergeOverlay(after, after, once.overlay);
        expect(again.open).toEqual([]);
        expect(again.overlay).toEqual(once.overlay);
        const idle = mergeOverlay(named, named, overlay);
        expect(idle.open).toEqual([]);
        expect(idle.overlay).toEqual(overlay);
      }),
      { numRuns: 200 },
    );
  });

  it("needs every decision, and takes what was decided", () => {
    fc.assert(
      fc.property(cases, fc.infiniteStream(fc.boolean()), ([overlay, after], choices) => {
        const merge = mergeOverlay(named, after, overlay);
        if (merge.open.length > 0) expect(settleMerge(merge, new Map())).toBeUndefined();
        const decisions = new Map<string, Decision>(
          merge.open.map(({ place, state }) => [
            place,
            { take: state === "conflict" && choices.next().value ? "mine" : "theirs" },
          ]),
        );
        const settled = settleMerge(merge, decisions)!;
        for (const { place, mine, theirs } of merge.open) {
          const wanted =
            decisions.get(place)?.take === "mine" ? { value: mine, base: theirs } : undefined;
          expect(settled[place]).toEqual(wanted);
        }
        expect(mergeOverlay(after, after, settled).open).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it("marks what is legally relevant and translations that were not written for the text", () => {
    const overlay = set({
      "fee:badge": { kind: "amount", cents: 1 },
      "about:summary": { de: "Hier anders", en: "For tests" },
    });
    const after = {
      ...service,
      description: { ...service.description, summary: { de: "Neu", en: "For tests" } },
    };
    const { settings } = mergeOverlay(service, after, overlay);
    expect(settings.map(({ place, state, legal, stale }) => [place, state, legal, stale])).toEqual([
      ["fee:badge", "kept", true, []],
      ["about:summary", "conflict", false, ["en"]],
    ]);
  });

  it.each<[what: string, mine: unknown, base: unknown, theirs: unknown, stale: readonly string[]]>([
    [
      "in a list, line by line",
      [
        { de: "Ausweis", en: "ID card" },
        { de: "Impfpass", en: "Evidence" },
      ],
      [
        { de: "Ausweis", en: "ID card" },
        { de: "Nachweis", en: "Evidence" },
      ],
      null,
      ["en"],
    ],
    [
      "in a member of an object, by what the newer version says",
      { office: { de: "Steueramt" }, openingHours: { de: "Mo 8–12", uk: "Пн 8–12" } },
      null,
      { office: { de: "Bauamt" }, openingHours: { de: "Mo 8–16", uk: "Пн 8–12" } },
      ["uk"],
    ],
    [
      "nowhere where each text is of its own",
      { video: "/a.mp4", transcript: { de: "Neu", en: "New" } },
      { video: "/a.mp4", transcript: { de: "Alt", en: "Old" } },
      { video: "/b.mp4", transcript: { de: "Anders", en: "Other" } },
      [],
    ],
  ])("finds stale translations %s", (_, mine, base, theirs, stale) => {
    expect(staleLanguages(mine, base, theirs)).toEqual(stale);
  });

  it("follows a question that moved, and tells what is gone or closed", () => {
    const fim = (id: string) => ({ fim: { id } });
    const [owner, ...rest] = service.nodes;
    if (owner?.type !== "group") throw new Error("no group");
    const children = owner.children.map((child) => ({ ...child, ...fim(`F${child.id}`) }));
    const before = { ...service, nodes: [{ ...owner, children }, ...rest] };
    const moved = {
      ...before,
      nodes: [
        { ...owner, children: children.slice(1) },
        ...children.slice(0, 1),
        ...rest,
      ] as ServiceDefinition["nodes"],
      adjustable: {
        places: ["*"],
        fixed: [{ places: "page:halter:*", why: { de: "Einheitlich" } }],
      },
    };
    const { settings } = mergeOverlay(before, moved, {
      "node:owner/name:hint": { value: { de: "x" }, base: null },
      "node:owner/nie:hint": { value: { de: "x" }, base: null },
      "page:halter:title": { value: { de: "x" }, base: { de: "Halter" } },
    });
    expect(settings.map(({ place, from, state }) => [place, from, state])).toEqual([
      ["node:name:hint", "node:owner/name:hint", "kept"],
      ["node:owner/nie:hint", undefined, "gone"],
      ["page:halter:title", undefined, "closed"],
    ]);
  });
});

describe("two editors", () => {
  const edits = anyOverlay(service).map(
    (overlay): Edits => new Map(Object.entries(overlay).map(([name, { value }]) => [name, value])),
  );

  it("keep what each of them did, and are told where both set something else", () => {
    fc.assert(
      fc.property(anyOverlay(service), edits, edits, (base, first, second) => {
        const stored = editOverlay(service, base, first);
        const { overlay, clashes } = joinEdits(base, stored, second, service);
        const mine = editOverlay(service, base, second);
        for (const name of new Set([
          ...Object.keys(stored),
          ...Object.keys(mine),
          ...Object.keys(base),
        ])) {
          const [old, theirs, own, joined] = [base, stored, mine, overlay].map(
            (one) => one[name]?.value,
          );
          const clash = clashes.find(({ place }) => place === name);
          if (isSame(own, old)) expect(joined).toEqual(theirs);
          else if (isSame(theirs, old)) expect(joined).toEqual(own);
          else if (isSame(theirs, own)) expect(joined).toEqual(own);
          else {
            expect(clash).toEqual({
              place: name,
              mine: mine[name] ?? null,
              theirs: stored[name] ?? null,
            });
            expect(joined).toEqual(theirs);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
