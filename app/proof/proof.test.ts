import { base64url } from "jose";
import { expect, describe, test } from "vitest";
import { withMunicipality } from "#db/connect.ts";
import { createStaffPortal, elsewhere, festival, here } from "../routes/fixtures/staff-portal.ts";
import { checkProof } from "./check-proof.ts";
import { fromHex } from "./hexadecimal.ts";
import { readSigned } from "./jws.ts";
import { consistencyProof, growLogs, newestHead, proofOfSubmission } from "./log.server.ts";
import { isConsistent } from "./merkle.ts";
import { writeProof } from "./proof-file.ts";
import { loadPublicKeys, rotateSigningKey } from "./signing-keys.server.ts";
import { treeHeadSchema, type Proof } from "./statement.ts";

const { portal, file } = await createStaffPortal();
const bytes = (text: string) => new TextEncoder().encode(text);

async function filed(town = here): Promise<{ proof: Proof; reference: string }> {
  const { id, reference } = await file(town, festival);
  const proof = await proofOfSubmission(portal, { id, ars: town.ars });
  if (!proof) throw new Error("no proof");
  return { proof, reference };
}
const check = async (proof: Proof) =>
  checkProof(bytes(writeProof(proof)), await loadPublicKeys(portal));

/** The statement with one member of its content changed, its signature as it was. */
function forge(jws: string, change: (content: Record<string, unknown>) => void): string {
  const [head, payload = "", signature] = jws.split(".");
  const content = JSON.parse(new TextDecoder().decode(base64url.decode(payload))) as Record<
    string,
    unknown
  >;
  change(content);
  return [head, base64url.encode(JSON.stringify(content)), signature].join(".");
}

describe("a proof", () => {
  test("tells what was filed, where and when, and nothing of the applicant", async () => {
    const { proof, reference } = await filed();
    const verdict = await check(proof);
    expect(verdict).toMatchObject({
      kind: "valid",
      logged: true,
      file: "none",
      statement: {
        authority: { ars: here.ars, name: "Musterstadt" },
        service: { id: festival, name: "Straßenfest anmelden" },
        submittedAt: portal.clock().toISOString(),
      },
    });
    const told = JSON.stringify(verdict);
    for (const secret of [reference, "Mustermann", "example.org", "Heidestraße"])
      expect(told).not.toContain(secret);
  });

  test("holds for the statement alone, without its place in the log", async () => {
    const { proof } = await filed();
    const keys = await loadPublicKeys(portal);
    expect(await checkProof(bytes(` ${proof.statement}\n`), keys)).toMatchObject({
      kind: "valid",
      logged: false,
    });
  });

  test("is refused with any member of the statement changed", async () => {
    const { proof } = await filed();
    const changes: ((content: Record<string, unknown>) => void)[] = [
      "type",
      "version",
      "authority",
      "service",
      "submittedAt",
      "documentSha256",
      "referenceSha256",
    ].map((name) => (content) => {
      const value = JSON.stringify(content[name]);
      content[name] = JSON.parse(value.replace(/\w(?=\W*$)/, (last) => (last === "1" ? "2" : "1")));
    });
    changes.push((content) => {
      content["more"] = true;
    });
    for (const change of changes) {
      const statement = forge(proof.statement, change);
      expect(statement).not.toBe(proof.statement);
      expect(await check({ ...proof, statement })).toEqual({ kind: "tampered", part: "statement" });
    }
  });

  test("is refused with any character of the statement changed", async () => {
    const { proof } = await filed();
    const keys = await loadPublicKeys(portal);
    for (let at = 0; at < proof.statement.length; at += 1) {
      const other = proof.statement.charAt(at) === "A" ? "B" : "A";
      const changed = proof.statement.slice(0, at) + other + proof.statement.slice(at + 1);
      expect((await checkProof(bytes(changed), keys)).kind, String(at)).not.toBe("valid");
    }
  });

  test("is refused with any part of its place in the log changed", async () => {
    await filed();
    await filed();
    const { proof } = await filed();
    const { inclusion } = proof;
    if (!inclusion) throw new Error("not in the log");
    expect(inclusion.path.length).toBeGreaterThan(0);
    const elsewhereHead = (await filed(elsewhere)).proof.inclusion?.treeHead ?? "";
    const changed: (typeof inclusion)[] = [
      { ...inclusion, index: inclusion.index - 1 },
      { ...inclusion, size: inclusion.size + 1 },
      { ...inclusion, path: inclusion.path.slice(1) },
      {
        ...inclusion,
        path: inclusion.path.map((hash) => hash.replace(/^./, "0").replace(/.$/, "1")),
      },
      { ...inclusion, treeHead: elsewhereHead },
      {
        ...inclusion,
        treeHead: forge(inclusion.treeHead, (head) => (head["root"] = "0".repeat(64))),
      },
    ];
    for (const wrong of changed)
      expect(await check({ ...proof, inclusion: wrong })).toEqual({
        kind: "tampered",
        part: "log",
      });
  });

  test("of a portal that is not known here is unknown, and nonsense is unreadable", async () => {
    const { proof } = await filed();
    expect(await checkProof(bytes(proof.statement), [])).toEqual({ kind: "unknown" });
    for (const nonsense of ["", "{}", "a.b.c", "%PDF-1.7\n%%EOF", '{"type":"einmal.proof"}', "\0"])
      expect((await checkProof(bytes(nonsense), await loadPublicKeys(portal))).kind).toBe(
        "unreadable",
      );
  });

  test("in the name of another town, signed with one's own key, is refused", async () => {
    const { proof } = await filed();
    const keys = (await loadPublicKeys(portal)).map((key) =>
      key.ars === here.ars ? { ...key, ars: elsewhere.ars } : key,
    );
    expect(await checkProof(bytes(proof.statement), keys)).toMatchObject({ kind: "tampered" });
  });

  test("stays valid when the town gets another key", async () => {
    const { proof } = await filed();
    const kid = await rotateSigningKey(portal, here.ars);
    portal.signers.clear();
    const later = await filed();
    expect(await check(proof)).toMatchObject({ kind: "valid", logged: true });
    expect(await check(later.proof)).toMatchObject({ kind: "valid", logged: true });
    expect((await loadPublicKeys(portal)).map((key) => key.kid)).toContain(kid);
    const [head = ""] = later.proof.statement.split(".");
    expect(new TextDecoder().decode(base64url.decode(head))).toContain(kid);
  });
});

test("the log of a town only grows, whoever files at the same time, and proves it", async () => {
  const before = await newestHead(portal, here.ars);
  if (!before) throw new Error("no head");
  await Promise.all(Array.from({ length: 6 }, () => file(here, festival)));
  // Several processes at once give each entry one place.
  const grown = await Promise.all([growLogs(portal), growLogs(portal), growLogs(portal)]);
  expect(grown.reduce((sum, count) => sum + count, 0)).toBe(6);
  const after = await newestHead(portal, here.ars);
  if (!after) throw new Error("no head");
  expect(after.size).toBe(before.size + 6);
  const path = await consistencyProof(portal, here.ars, before.size, after.size);
  expect(await isConsistent(before, after, (path ?? []).map(fromHex))).toBe(true);
  expect(await consistencyProof(portal, here.ars, before.size, after.size + 1)).toBeUndefined();
  const signed = await readSigned(after.signed, treeHeadSchema, await loadPublicKeys(portal));
  expect(signed).toMatchObject({ kind: "signed", content: { size: after.size } });
  const indexes = await withMunicipality(
    portal.database,
    here.ars,
    (sql) => sql<{ leafIndex: number }[]>`select leaf_index from log_entries order by leaf_index`,
  );
  expect(indexes.map(({ leafIndex }) => leafIndex)).toEqual(indexes.map((_, at) => at));
});
