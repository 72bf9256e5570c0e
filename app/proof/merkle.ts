// Trees of hashes as in RFC 9162 (certificate transparency), section 2.1.

/** 32 bytes. */
export type Hash = Uint8Array;

/** That an entry stands at its place in a tree. */
export interface InclusionProof {
  /** Place of the entry, from 0. */
  readonly index: number;
  /** Entries in the tree. */
  readonly size: number;
  readonly path: readonly Hash[];
}

async function sha256(...parts: readonly Uint8Array[]): Promise<Hash> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return new Uint8Array(await crypto.subtle.digest("SHA-256", whole));
}

/** Hash of an entry: leaves and nodes begin differently, so that none can be taken for the other. */
export function leafHash(entry: Uint8Array): Promise<Hash> {
  return sha256(Uint8Array.of(0), entry);
}

export function nodeHash(left: Hash, right: Hash): Promise<Hash> {
  return sha256(Uint8Array.of(1), left, right);
}

/** The root of a tree without entries. */
export function emptyRoot(): Promise<Hash> {
  return sha256();
}

/** A full subtree: node `position` of `level`, where level 0 are the leaves. */
export interface NodeName {
  readonly level: number;
  readonly position: number;
}
/** Hash of a full subtree; whatever is asked for lies within the tree. */
export type Nodes = (node: NodeName) => Promise<Hash>;

/** The full subtrees that make up the entries from `start` up to `end`, where `start` is a multiple of the largest of them. */
function fullSubtrees(start: number, end: number): NodeName[] {
  const parts: NodeName[] = [];
  for (let at = start; at < end;) {
    let level = 0;
    while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= end) level += 1;
    parts.push({ level, position: at / 2 ** level });
    at += 2 ** level;
  }
  return parts;
}

/** The root over the entries from `start` up to `end`. */
async function rangeRoot(nodes: Nodes, start: number, end: number): Promise<Hash> {
  const hashes = await Promise.all(fullSubtrees(start, end).map(nodes));
  const last = hashes.pop();
  if (last === undefined) return emptyRoot();
  let root = last;
  for (const left of hashes.reverse()) root = await nodeHash(left, root);
  return root;
}

export function treeRoot(nodes: Nodes, size: number): Promise<Hash> {
  return rangeRoot(nodes, 0, size);
}

/** The largest power of two below a number. */
function split(size: number): number {
  let half = 1;
  while (half * 2 < size) half *= 2;
  return half;
}

/** Hashes that lead from an entry to the root of the tree of the first `size` entries (2.1.3.1). */
export async function inclusionPath(nodes: Nodes, index: number, size: number): Promise<Hash[]> {
  const walk = async (start: number, end: number): Promise<Hash[]> => {
    if (end - start < 2) return [];
    const middle = start + split(end - start);
    return index < middle
      ? [...(await walk(start, middle)), await rangeRoot(nodes, middle, end)]
      : [...(await walk(middle, end)), await rangeRoot(nodes, start, middle)];
  };
  return walk(0, size);
}

/** Hashes that prove that the tree of `first` entries is the beginning of the tree of `second` ones (2.1.4.1). */
export async function consistencyPath(
  nodes: Nodes,
  first: number,
  second: number,
): Promise<Hash[]> {
  const walk = async (start: number, end: number, known: boolean): Promise<Hash[]> => {
    if (first === end) return known ? [] : [await rangeRoot(nodes, start, end)];
    const middle = start + split(end - start);
    return first <= middle
      ? [...(await walk(start, middle, known)), await rangeRoot(nodes, middle, end)]
      : [...(await walk(middle, end, false)), await rangeRoot(nodes, start, middle)];
  };
  return first === 0 || first >= second ? [] : walk(0, second, true);
}

/** Whether an entry with this hash stands at its place in the tree with this root (2.1.3.2). */
export async function isIncluded(leaf: Hash, proof: InclusionProof, root: Hash): Promise<boolean> {
  const { index, size, path } = proof;
  if (!isCount(index) || !isCount(size) || index >= size) return false;
  let node = index;
  let last = size - 1;
  let hash = leaf;
  for (const sibling of path) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = await nodeHash(sibling, hash);
      while (node % 2 === 0 && node !== 0) {
        node = Math.floor(node / 2);
        last = Math.floor(last / 2);
      }
    } else hash = await nodeHash(hash, sibling);
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && equal(hash, root);
}

export interface TreeHead {
  readonly size: number;
  readonly root: Hash;
}

/** Whether one tree is the beginning of another, so that nothing was taken out or changed in between (2.1.4.2). */
export async function isConsistent(
  first: TreeHead,
  second: TreeHead,
  path: readonly Hash[],
): Promise<boolean> {
  if (!isCount(first.size) || !isCount(second.size) || first.size > second.size) return false;
  if (first.size === second.size) return path.length === 0 && equal(first.root, second.root);
  if (first.size === 0) return path.length === 0;
  let node = first.size - 1;
  let last = second.size - 1;
  while (node % 2 === 1) {
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  // A first tree that is one full subtree of the second is its own beginning.
  const rest = node === 0 ? [first.root, ...path] : [...path];
  const start = rest.shift();
  if (start === undefined) return false;
  let [before, after] = [start, start];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      before = await nodeHash(sibling, before);
      after = await nodeHash(sibling, after);
      while (node % 2 === 0 && node !== 0) {
        node = Math.floor(node / 2);
        last = Math.floor(last / 2);
      }
    } else after = await nodeHash(after, sibling);
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && equal(before, first.root) && equal(after, second.root);
}

function isCount(number: number): boolean {
  return Number.isSafeInteger(number) && number >= 0;
}

function equal(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}
