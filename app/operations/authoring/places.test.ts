import { describe, expect, it } from "vitest";
import { joinPackageEdits, sayingAt, withSaying } from "./places.ts";

const given = {
  name: { de: "Feier anzeigen" },
  nodes: { "G1/F2": { label: { de: "Wie viele?" }, hide: true } },
};

describe("a place of a package", () => {
  it("is read, set, and taken away with what is empty around it", () => {
    expect(sayingAt(given, ["nodes", "G1/F2", "label"])).toEqual({ de: "Wie viele?" });
    expect(sayingAt(given, ["nodes", "constructor", "label"])).toBeNull();
    const set = withSaying(given, ["pageChanges", "kontakt", "title"], { de: "Kontakt" });
    expect(set).toMatchObject({ ...given, pageChanges: { kontakt: { title: { de: "Kontakt" } } } });
    expect(withSaying(set, ["pageChanges", "kontakt", "title"], null)).toEqual(given);
    const less = withSaying(given, ["nodes", "G1/F2", "hide"], null);
    expect(less.nodes).toEqual({ "G1/F2": { label: { de: "Wie viele?" } } });
    expect(withSaying(less, ["nodes", "G1/F2", "label"], null)).toEqual({ name: given.name });
  });
});

describe("two editors", () => {
  const label = "nodes|G1/F2|label";
  const hide = "nodes|G1/F2|hide";

  it("are joined where only one of them touched a place", () => {
    const theirs = withSaying(given, ["nodes", "G1/F2", "hide"], null);
    const seen = { [label]: { de: "Wie viele?" }, [hide]: true };
    const { joined, clashes, changed } = joinPackageEdits(
      theirs,
      seen,
      new Map([[label, { de: "Wie viele kommen?" }]]),
    );
    expect(clashes).toEqual([]);
    expect(changed).toEqual([label]);
    expect(joined.nodes).toEqual({ "G1/F2": { label: { de: "Wie viele kommen?" } } });
  });

  it("are told where both said something else, and theirs stays", () => {
    const theirs = withSaying(given, ["nodes", "G1/F2", "label"], { de: "Anzahl?" });
    const mine = { de: "Wie viele kommen?" };
    const edits = new Map<string, unknown>([
      [label, mine],
      ["name", { de: "Fest anzeigen" }],
    ]);
    const seen = { [label]: { de: "Wie viele?" }, name: { de: "Feier anzeigen" } };
    const { joined, clashes } = joinPackageEdits(theirs, seen, edits);
    expect(clashes).toEqual([{ place: label, mine, theirs: { de: "Anzahl?" } }]);
    expect(joined).toMatchObject({
      name: { de: "Fest anzeigen" },
      nodes: { "G1/F2": { label: { de: "Anzahl?" } } },
    });
    const again = joinPackageEdits(
      joined,
      { [label]: { de: "Anzahl?" } },
      new Map([[label, mine]]),
    );
    expect(again.clashes).toEqual([]);
    expect(sayingAt(again.joined, ["nodes", "G1/F2", "label"])).toEqual(mine);
  });

  it("who said the same do not clash", () => {
    const same = { de: "Anzahl?" };
    const theirs = withSaying(given, ["nodes", "G1/F2", "label"], same);
    const { clashes, changed } = joinPackageEdits(theirs, {}, new Map([[label, same]]));
    expect([clashes, changed]).toEqual([[], []]);
  });
});
