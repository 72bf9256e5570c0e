import { describe, expect, test } from "vitest";
import { loadAuditLog } from "#app/administration/load-audit-log.server.ts";
import { openSession } from "#app/identity/session.server.ts";
import { sessionCookie } from "#app/identity/session-cookie.server.ts";
import { createReceivingTown } from "#app/jobs/fixtures/receiving-town.ts";
import { query } from "#db/connect.ts";
import { encrypt, sendV2 } from "../../../e2e/fixtures/zustelldienst/test-client.ts";
import { patchDestination, addKey } from "../../../e2e/fixtures/zustelldienst/destinations.ts";
import { callRoute, type Answer } from "../fixtures/call-route.ts";
import { elsewhere, here, type AccountName } from "../fixtures/staff-portal.ts";
import { auditSentences } from "../staff/audit-sentence.server.ts";
import * as keyFile from "./key-file.ts";
import * as page from "./pickup.tsx";
import * as list from "./pickups.tsx";

const town = await createReceivingTown();
const { accounts, pickup, service, sender, destinationId, options, round } = town;
let days = 0;
const clock = () => new Date(Date.now() + days * 86_400_000);
const portal = { ...town.portal, clock };
const cookieOf = async (name: AccountName): Promise<string> => {
  const token = await query(portal.database, (sql) => openSession(sql, accounts[name], clock()));
  return sessionCookie(token, false).split(";", 1)[0] ?? "";
};

interface Shown {
  readonly pickups?: readonly { readonly id: string; readonly total: number }[];
  readonly pickup?: { readonly updatedAt: Date; readonly active: boolean };
  readonly keys?: readonly {
    readonly kid: string;
    readonly use: string;
    readonly keptUntil?: Date;
  }[];
}
const townQuery = (ars: string) => `?gemeinde=${ars}`;
const show = async (id = pickup.id, who: AccountName = "admin", ars = here.ars): Promise<Answer> =>
  callRoute(portal, page.loader, {
    path: `/verwaltung/abholungen/${id}${townQuery(ars)}`,
    params: { id },
    cookie: await cookieOf(who),
  });
const shown = async (id = pickup.id) => (await show(id)).data as Shown;
type Form = Record<string, string>;
type Files = NonNullable<Parameters<typeof callRoute>[2]["files"]>;
const post = async (
  form: Form,
  id = pickup.id,
  who: AccountName = "admin",
  ars = here.ars,
  files?: Files,
) =>
  callRoute(portal, page.action, {
    path: `/verwaltung/abholungen/${id}${townQuery(ars)}`,
    params: { id },
    cookie: await cookieOf(who),
    form,
    ...(files && { files }),
  });
const news = ({ headers }: Answer) =>
  new URL(headers.get("Location") ?? "", "http://x").searchParams.get("hinweis");
const download = async (kid: string, file: string, who: AccountName = "admin", ars = here.ars) =>
  callRoute(portal, keyFile.loader, {
    path: `/verwaltung/abholungen/${pickup.id}/${kid}/${file}${townQuery(ars)}`,
    params: { id: pickup.id, kid, file },
    cookie: await cookieOf(who),
  });
const settings = {
  name: "Zustellpunkt Bauamt",
  intent: "save",
  "option.tokenUrl": options.tokenUrl,
  "option.submissionApi": options.submissionApi,
  "option.clientId": options.clientId,
  "option.testKeys": "on",
  "option.revocation": "soft",
};

describe("who looks after pick-ups", () => {
  const allowed: readonly AccountName[] = ["admin", "operator"];
  const others: readonly AccountName[] = ["caseworker", "editor", "publisher", "otherAdmin"];
  test.each([...allowed, ...others])("%s", async (who) => {
    const may = allowed.includes(who);
    const cookie = await cookieOf(who);
    const path = `/verwaltung/abholungen${townQuery(here.ars)}`;
    expect((await callRoute(portal, list.loader, { path, cookie })).status).toBe(may ? 200 : 404);
    expect((await show(pickup.id, who)).status).toBe(may ? 200 : 404);
    const [key] = (await shown()).keys ?? [];
    expect((await download(key?.kid ?? "", "schluessel.json", who)).status).toBe(may ? 200 : 404);
    if (may) return;
    const before = await town.inTown((sql) => sql`select * from pickups`);
    for (const intent of ["look", "start", "pause", "renew", "certify", "forget", "remove", "save"])
      expect([intent, (await post({ ...settings, intent }, pickup.id, who)).status]).toEqual([
        intent,
        404,
      ]);
    expect(await town.inTown((sql) => sql`select * from pickups`)).toEqual(before);
  });

  test("and nobody those of another town, by whatever address", async () => {
    expect((await show(pickup.id, "otherAdmin", elsewhere.ars)).status).toBe(404);
    expect((await show(pickup.id, "operator", elsewhere.ars)).status).toBe(404);
    const [key] = (await shown()).keys ?? [];
    for (const file of ["schluessel.json", "anforderung.pem"])
      expect((await download(key?.kid ?? "", file, "otherAdmin", elsewhere.ars)).status).toBe(404);
    for (const intent of ["look", "pause", "renew", "remove"])
      expect((await post({ intent }, pickup.id, "otherAdmin", elsewhere.ars)).status).toBe(404);
    const anonymous = { path: `/verwaltung/abholungen${townQuery(here.ars)}` };
    expect((await callRoute(portal, list.loader, anonymous)).status).toBe(303);
  });
});

test("a pick-up is set up, started, looked at, paused and removed", async () => {
  const wrong = await post({ ...settings, name: "" }, "neu");
  expect(wrong).toMatchObject({
    status: 422,
    data: {
      kind: "settings",
      problems: [{ field: "name" }, { field: "clientSecret" }],
      typed: { clientId: [options.clientId] },
    },
  });
  const made = await post({ ...settings, "option.clientSecret": options.clientSecret }, "neu");
  expect([made.status, news(made)]).toEqual([303, "gespeichert"]);
  const [, id = ""] = /abholungen\/([^?]+)/.exec(made.headers.get("Location") ?? "") ?? [];
  expect((await shown(id)).keys).toMatchObject([{ use: "encrypt" }, { use: "sign" }]);
  expect(await post({ intent: "start" }, id)).toMatchObject({
    status: 409,
    data: { kind: "refused", why: "unready" },
  });
  const seen = (await shown(id)).pickup!.updatedAt.toISOString();
  const named = { ...settings, "option.destinationId": destinationId };
  expect(news(await post({ ...named, seen }, id))).toBe("gespeichert");
  // Somebody else has saved it in between.
  expect(await post({ ...named, seen }, id)).toMatchObject({
    status: 409,
    data: { kind: "settings", overtaken: true },
  });
  expect(news(await post({ intent: "start" }, id))).toBe("started");
  expect(news(await post({ intent: "look" }, id))).toBe("looked");
  expect((await shown(id)).pickup).toMatchObject({
    active: true,
    // It is known there, and encrypts for the keys of another.
    checked: [
      { what: "credentials", ok: true },
      { what: "destination", ok: true },
      { what: "key", ok: false },
      { what: "signature", ok: false },
      { what: "waiting", ok: true },
    ],
  });
  expect(await post({ intent: "remove" }, id)).toMatchObject({ data: { why: "busy" } });
  expect(news(await post({ intent: "pause" }, id))).toBe("paused");
  const gone = await post({ intent: "remove" }, id);
  expect(gone.headers.get("Location")).toContain("/verwaltung/abholungen?");
  expect((await show(id)).status).toBe(404);
});

test("one whose settings are not valid any more opens with what is wrong, and is mended there", async () => {
  const made = await post({ ...settings, "option.clientSecret": options.clientSecret }, "neu");
  const [, id = ""] = /abholungen\/([^?]+)/.exec(made.headers.get("Location") ?? "") ?? [];
  const { keys } = await shown(id);
  await town.inTown(
    (sql) => sql`update pickups set options = options - 'submissionApi' where id = ${id}`,
  );
  const broken = await show(id);
  expect(broken).toMatchObject({
    status: 200,
    data: { problems: [{ field: "submissionApi" }], keys },
  });
  const { pickup: stored } = broken.data as Shown;
  const seen = stored!.updatedAt.toISOString();
  expect(await post({ ...settings, "option.submissionApi": "", seen }, id)).toMatchObject({
    status: 422,
    data: { problems: [{ field: "submissionApi" }] },
  });
  const mended = { ...settings, "option.clientSecret": options.clientSecret, seen };
  expect(news(await post(mended, id))).toBe("gespeichert");
  expect((await show(id)).data).toMatchObject({ problems: [], keys });
  expect(await post({ ...mended, intent: "remove" }, id)).toMatchObject({ status: 303 });
});

test("it tells how much came and why something was refused, and nothing of what came", async () => {
  await sendV2(sender, destinationId);
  const { publicJwk } = town.encryption;
  const { json: ids } = await sender.call("POST", "/submissions", {
    destinationId,
    announcedAttachments: [],
    publicService: { identifier: "urn:de:fim:leika:leistung:99000000000000", name: "Straßenfest" },
    region: "DE000000000001",
  });
  const broken = await encrypt("{Mustermann", publicJwk, { kid: publicJwk.kid });
  const body = { encryptedMetadata: broken, encryptedData: broken };
  await sender.call("PUT", `/submissions/${ids.submissionId}`, body);
  expect(await round()).toMatchObject({ accepted: 1, rejected: 1 });
  expect(news(await post({ intent: "look" }))).toBe("looked");
  const answer = await show();
  expect(answer.data).toMatchObject({
    pickup: {
      total: 2,
      rejected: 1,
      open: 0,
      lastError: null,
      checked: Array(5).fill({ ok: true }),
    },
    rejections: [{ reason: "syntax-violation", count: 1 }],
  });
  const text = JSON.stringify(answer.data);
  for (const word of ["Mustermann", ids.submissionId, options.clientSecret, '"d":'])
    expect(text).not.toContain(word);
});

test("keys change: old ones stay as long as they are needed, and no longer", async () => {
  const before = (await shown()).keys!;
  expect(news(await post({ intent: "renew" }))).toBe("renewed");
  const keys = (await shown()).keys!;
  expect(keys).toHaveLength(before.length + 2);
  const old = keys.find(({ use, keptUntil }) => use === "encrypt" && keptUntil)!;
  const fresh = keys.find(({ use, keptUntil }) => use === "encrypt" && !keptUntil)!;
  const forget = (kid: string) => post({ intent: "forget", kid });
  expect(await forget(old.kid)).toMatchObject({ status: 409, data: { why: "kept" } });
  days = 22;
  expect(await forget(fresh.kid)).toMatchObject({ data: { why: "kept" } });
  expect(await forget(old.kid)).toMatchObject({ data: { why: "inUse" } });
  service.faults.set({ down: true });
  expect(await forget(old.kid)).toMatchObject({ data: { why: "unanswered" } });
  service.faults.clear();
  const file = await download(fresh.kid, "schluessel.json");
  expect(file.headers.get("Content-Disposition")).toContain("schluessel.json");
  const jwk = JSON.parse(await file.text()) as Record<string, unknown>;
  expect(jwk).toMatchObject({ kid: fresh.kid, alg: "RSA-OAEP-256", key_ops: ["wrapKey"] });
  expect(jwk).not.toHaveProperty("d");
  expect(await (await download(fresh.kid, "anforderung.pem")).text()).toMatch(
    /^-----BEGIN CERTIFICATE REQUEST-----/,
  );
  expect((await download(old.kid, "anforderung.pem")).status).toBe(404);
  const { x5c } = town.encryption.publicJwk;
  const there = service.destinations.get(destinationId)!;
  const entered = addKey(service, there, "v2", { ...jwk, ...(x5c && { x5c }) });
  patchDestination(service, service.destinations.get(destinationId)!, {
    encryptionKid: entered.kid,
  });
  expect(news(await forget(old.kid))).toBe("forgotten");
  expect((await shown()).keys!.map(({ kid }) => kid)).not.toContain(old.kid);
  days = 0;
});

test("a certificate that is none, or of no key here, is refused where it was chosen", async () => {
  const upload = (content: string) =>
    post({ intent: "certify" }, pickup.id, "admin", here.ars, [
      ["certificates", "kette.pem", content],
    ]);
  expect(await upload("Mustermann")).toMatchObject({
    status: 422,
    data: { kind: "certificate", why: "noCertificates" },
  });
});

test("each of it stands in the log of the town, in a sentence", async () => {
  const actor = {
    accountId: accounts.admin,
    roles: [{ role: "municipality-admin" as const, ars: here.ars }],
  };
  const log = await loadAuditLog(portal, actor, { ars: here.ars }, "de");
  if (log.kind !== "log") throw new Error(log.kind);
  const sentences = log.lines.map(auditSentences("de")).join("\n");
  for (const what of [
    "hat die Abholung „Zustellpunkt Bauamt“ eingerichtet",
    "hat die Abholung „Zustellpunkt Bauamt“ geändert",
    "hat die Abholung „Zustellpunkt Bauamt“ gestartet",
    "hat die Abholung „Zustellpunkt Bauamt“ geprüft und nachsehen lassen",
    "hat die Abholung „Zustellpunkt Bauamt“ angehalten",
    "hat die Abholung „Zustellpunkt Bauamt“ mit ihren Schlüsseln entfernt",
    "hat für die Abholung „Zustellpunkt Ordnungsamt“ neue Schlüssel erzeugt",
    "hat für die Abholung „Zustellpunkt Ordnungsamt“ einen alten Schlüssel gelöscht",
  ])
    expect(sentences).toContain(what);
});
