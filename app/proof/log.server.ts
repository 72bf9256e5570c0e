import { withMunicipality, type Sql } from "#db/connect.ts";
import {
  findEntryByLeaf,
  findEntryOfSubmission,
  findNewestHead,
  findNode,
  insertHead,
  insertNodes,
  listGrowingLogs,
  listUnplacedEntries,
  lockLog,
  placeEntries,
  type LogEntryRow,
  type LogHeadRow,
  type LogNode,
} from "#db/queries/log.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { canonicalJson } from "../documents/canonical-json.ts";
import { toHex } from "./hexadecimal.ts";
import { signText, type Signer } from "./jws.ts";
import { consistencyPath, inclusionPath, nodeHash, treeRoot, type Nodes } from "./merkle.ts";
import { signerOf } from "./signing-keys.server.ts";
import type { Proof, SignedTreeHead } from "./statement.ts";

/** Entries that get their places in one transaction. */
const batch = 500;

/** Gives all entries that wait their places in the trees of their municipalities. Returns how many there were. */
export async function growLogs(portal: Portal): Promise<number> {
  const growing = await withMunicipality(portal.database, "*", (sql) => listGrowingLogs(sql));
  let count = 0;
  for (const ars of growing) count += await growLog(portal, ars);
  return count;
}

/** The same for one municipality: filing only adds entries, so that filings do not wait for each other. */
export async function growLog(portal: Portal, ars: string): Promise<number> {
  const signer = await signerOf(portal, ars);
  let count = 0;
  for (;;) {
    const placed = await withMunicipality(portal.database, ars, (sql) =>
      placeBatch(sql, ars, signer, portal.clock()),
    );
    count += placed;
    if (placed < batch) return count;
  }
}

async function placeBatch(sql: Sql, ars: string, signer: Signer, at: Date): Promise<number> {
  await lockLog(sql, ars);
  const entries = await listUnplacedEntries(sql, ars, batch);
  if (entries.length === 0) return 0;
  const before = (await findNewestHead(sql, ars))?.size ?? 0;
  const fresh = new Map<string, LogNode>();
  const nodes: Nodes = async (name) => fresh.get(nameOf(name))?.hash ?? storedNodes(sql, ars)(name);
  for (const [at, { leafHash }] of entries.entries()) {
    let node: LogNode = { level: 0, position: before + at, hash: leafHash };
    fresh.set(nameOf(node), node);
    while (node.position % 2 === 1) {
      const left = await nodes({ level: node.level, position: node.position - 1 });
      const hash = Buffer.from(await nodeHash(left, node.hash));
      node = { level: node.level + 1, position: (node.position - 1) / 2, hash };
      fresh.set(nameOf(node), node);
    }
  }
  const size = before + entries.length;
  const root = Buffer.from(await treeRoot(nodes, size));
  await insertNodes(sql, ars, [...fresh.values()]);
  await placeEntries(
    sql,
    entries.map(({ id }, at) => ({ id, leafIndex: before + at })),
  );
  await insertHead(sql, {
    ars,
    size,
    root,
    createdAt: at,
    signed: await signHead(signer, ars, size, root, at),
  });
  return entries.length;
}

function signHead(signer: Signer, ars: string, size: number, root: Buffer, at: Date) {
  const head: SignedTreeHead = {
    type: "einmal.tree-head",
    version: 1,
    ars,
    size,
    root: toHex(root),
    at: at.toISOString(),
  };
  return signText(signer, canonicalJson(head));
}

function nameOf({ level, position }: { level: number; position: number }): string {
  return `${String(level)}.${String(position)}`;
}

function storedNodes(sql: Sql, ars: string): Nodes {
  return async (name) => {
    const hash = await findNode(sql, ars, name);
    if (!hash) throw new Error(`the log of ${ars} lacks node ${nameOf(name)}`);
    return hash;
  };
}

/** Proves that the log holds what was stated about a submission; undefined for those filed before there was a log. */
export async function proofOfSubmission(
  portal: Portal,
  { id, ars }: { readonly id: string; readonly ars: string },
): Promise<Proof | undefined> {
  return proofOf(portal, ars, (sql) => findEntryOfSubmission(sql, id));
}

/** The same for an entry of which only the hash is known. */
export async function proofOfLeaf(
  portal: Portal,
  ars: string,
  leafHash: Buffer,
): Promise<Proof | undefined> {
  return proofOf(portal, ars, (sql) => findEntryByLeaf(sql, ars, leafHash));
}

async function proofOf(
  portal: Portal,
  ars: string,
  find: (sql: Sql) => Promise<LogEntryRow | undefined>,
): Promise<Proof | undefined> {
  const found = () => withMunicipality(portal.database, ars, find);
  let entry = await found();
  if (entry?.leafIndex === null) {
    await growLog(portal, ars);
    entry = await found();
  }
  const index = entry?.leafIndex;
  if (!entry || index === null || index === undefined) return undefined;
  const { statement } = entry;
  return withMunicipality(portal.database, ars, async (sql) => {
    const head = await findNewestHead(sql, ars);
    if (!head) throw new Error(`the log of ${ars} has entries but no head`);
    const path = await inclusionPath(storedNodes(sql, ars), index, head.size);
    return {
      type: "einmal.proof",
      version: 1,
      statement,
      inclusion: { index, size: head.size, path: path.map(toHex), treeHead: head.signed },
    };
  });
}

/** What a municipality's log last was. */
export async function newestHead(portal: Portal, ars: string): Promise<LogHeadRow | undefined> {
  return withMunicipality(portal.database, ars, (sql) => findNewestHead(sql, ars));
}

/** Proves that a log only grew between two of its sizes; undefined where it never had them. */
export async function consistencyProof(
  portal: Portal,
  ars: string,
  first: number,
  second: number,
): Promise<readonly string[] | undefined> {
  return withMunicipality(portal.database, ars, async (sql) => {
    const head = await findNewestHead(sql, ars);
    if (first > second || second > (head?.size ?? 0)) return undefined;
    return (await consistencyPath(storedNodes(sql, ars), first, second)).map(toHex);
  });
}
