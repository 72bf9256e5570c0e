import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { withMunicipality } from "#db/connect.ts";
import { insertAttachment, findAttachment } from "#db/queries/attachments.ts";
import { findDraft, saveDraft } from "#db/queries/drafts.ts";
import { countEvent } from "#db/queries/rate-limits.ts";
import { createTestDatabase } from "#db/test-database.ts";
import { createStaff } from "../identity/create-staff.server.ts";
import { findSession, idleMinutes } from "../identity/session.server.ts";
import { signIn } from "../identity/sign-in.server.ts";
import { createLog } from "../platform/log.server.ts";
import { openStorage } from "../platform/storage.server.ts";
import { deleteExpired } from "./delete-expired.server.ts";

const start = new Date("2026-11-24T12:00:00Z");
const database = await createTestDatabase();
const folder = mkdtempSync(path.join(os.tmpdir(), "einmal-expired-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const later = (minutes: number) => new Date(start.getTime() + minutes * 60_000);
const at = (minutes: number) => ({
  database,
  storage: openStorage(folder),
  log: createLog("silent"),
  clock: () => later(minutes),
});

test("deletes drafts with their files, sessions and counters once they are past their date, not before", async () => {
  const ars = "000000000001";
  const stored = await at(0).storage.put(Buffer.from("Bescheinigung"));
  await withMunicipality(database, ars, async (tx) => {
    await saveDraft(tx, {
      id: "draft",
      ars,
      serviceId: "strassenfest",
      serviceVersion: "1.0.0",
      sealed: Buffer.from("x"),
      revision: 0,
      createdAt: start,
      updatedAt: start,
      expiresAt: later(60),
      test: false,
    });
    await insertAttachment(tx, {
      id: "file",
      ars,
      draftId: "draft",
      submissionId: null,
      path: "F1",
      storageKey: stored.storageKey,
      sealed: Buffer.from("x"),
      size: stored.size,
      sha256: stored.sha256,
      createdAt: start,
      scan: "pending",
      scanAttempts: 0,
    });
  });
  const person = { login: "erika", password: "ein-langes-passwort" };
  const roles = [{ role: "caseworker", ars }] as const;
  await createStaff(at(0), { ...person, name: "Erika Mustermann", roles });
  const signedIn = await signIn(at(0), { ...person, address: "127.0.0.1" });
  if (signedIn.outcome !== "ok") throw new Error("not signed in");
  await countEvent(database.sql, { key: "long", limit: 1, windowSeconds: 86_400 }, start);

  const none = {
    drafts: 0,
    files: 0,
    uploads: 0,
    captures: 0,
    sessions: 0,
    rateLimits: 0,
    barrierReports: 0,
    tests: 0,
    previewLinks: 0,
    invitations: 0,
    mailboxes: 0,
    confirmations: 0,
  };
  expect(await deleteExpired(at(1))).toEqual(none);
  expect(await findSession(at(2), signedIn.token)).toBeDefined();

  // The sign-in counted the address for a quarter of an hour.
  const done = await deleteExpired(at(61 + idleMinutes));
  expect(done).toEqual({ ...none, drafts: 1, files: 1, sessions: 1, rateLimits: 1 });
  await withMunicipality(database, ars, async (tx) => {
    expect(await findDraft(tx, "draft", start)).toBeUndefined();
    expect(await findAttachment(tx, "file")).toBeUndefined();
  });
  const read = async () => {
    for await (const _piece of at(0).storage.get(stored)) throw new Error("still there");
  };
  await expect(read()).rejects.toThrow(/no such file|ENOENT|cannot read/i);
  expect(
    (await database.sql<{ key: string }[]>`select key from rate_limits`).map(({ key }) => key),
  ).toEqual(["long"]);
});
