import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import {
  consistencyPath,
  emptyRoot,
  inclusionPath,
  isConsistent,
  isIncluded,
  leafHash,
  nodeHash,
  treeRoot,
  type Hash,
  type Nodes,
} from "./merkle.ts";

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
const entry = (at: number) => new TextEncoder().encode(`entry ${String(at)}`);

/** Subtrees of a log in which one entry may be another one than it was. */
function nodesOf(changed?: number): Nodes {
  const nodes: Nodes = async ({ level, position }) => {
    if (level === 0) return leafHash(entry(position === changed ? position + 10_000 : position));
    const [left, right] = await Promise.all([
      nodes({ level: level - 1, position: position * 2 }),
      nodes({ level: level - 1, position: position * 2 + 1 }),
    ]);
    return nodeHash(left, right);
  };
  return nodes;
}

/** The root as RFC 9162 defines it, word by word. */
async function definedRoot(leaves: readonly Hash[]): Promise<Hash> {
  const [only] = leaves;
  if (only === undefined) return emptyRoot();
  if (leaves.length === 1) return only;
  let half = 1;
  while (half * 2 < leaves.length) half *= 2;
  return nodeHash(await definedRoot(leaves.slice(0, half)), await definedRoot(leaves.slice(half)));
}

test("gives the hashes that others compute (vectors of the certificate transparency project)", async () => {
  expect(hex(await emptyRoot())).toBe(
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  );
  const inputs = [
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
  ];
  const leaves = await Promise.all(inputs.map((text) => leafHash(Buffer.from(text, "hex"))));
  expect(hex(leaves[0]!)).toBe("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
  expect(hex(await definedRoot(leaves))).toBe(
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
  );
});

describe("a log", () => {
  const size = fc.integer({ min: 1, max: 70 });

  it("has the root of the definition, from full subtrees alone", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(70), async (count) => {
        const leaves = await Promise.all(
          Array.from({ length: count }, (_, at) => leafHash(entry(at))),
        );
        expect(hex(await treeRoot(nodesOf(), count))).toBe(hex(await definedRoot(leaves)));
      }),
      { numRuns: 40 },
    );
  });

  it("proves every entry that is in it, at its place alone, and no other", async () => {
    await fc.assert(
      fc.asyncProperty(size, fc.nat(), fc.nat(), async (count, any, other) => {
        const index = any % count;
        const root = await treeRoot(nodesOf(), count);
        const path = await inclusionPath(nodesOf(), index, count);
        const proof = { index, size: count, path };
        expect(await isIncluded(await leafHash(entry(index)), proof, root)).toBe(true);
        expect(await isIncluded(await leafHash(entry(index + 1)), proof, root)).toBe(false);
        const wrong = other % count;
        if (wrong !== index)
          expect(
            await isIncluded(await leafHash(entry(index)), { ...proof, index: wrong }, root),
          ).toBe(false);
        const longer = { ...proof, path: [...path, root] };
        expect(await isIncluded(await leafHash(entry(index)), longer, root)).toBe(false);
        if (path.length > 0) {
          const shorter = { ...proof, path: path.slice(1) };
          expect(await isIncluded(await leafHash(entry(index)), shorter, root)).toBe(false);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("proves that it only grew, and cannot when an old entry was changed", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(70), fc.nat(70), fc.nat(), async (one, two, any) => {
        const [first, second] = one < two ? [one, two] : [two, one];
        const before = { size: first, root: await treeRoot(nodesOf(), first) };
        const after = { size: second, root: await treeRoot(nodesOf(), second) };
        const path = await consistencyPath(nodesOf(), first, second);
        expect(await isConsistent(before, after, path)).toBe(true);
        if (first === 0) return;
        const changed = nodesOf(any % first);
        const forged = { size: second, root: await treeRoot(changed, second) };
        const forgedPath = await consistencyPath(changed, first, second);
        expect(await isConsistent(before, forged, forgedPath)).toBe(false);
        expect(await isConsistent(before, forged, path)).toBe(false);
      }),
      { numRuns: 80 },
    );
  });

  it.each([
    [{ index: 5, size: 5, path: [] }],
    [{ index: -1, size: 5, path: [] }],
    [{ index: 0.5, size: 1, path: [] }],
    [{ index: 0, size: Number.NaN, path: [] }],
  ])("refuses %j", async (proof) => {
    expect(await isIncluded(await leafHash(entry(0)), proof, await leafHash(entry(0)))).toBe(false);
  });
});
