import { Readable } from "node:stream";
import { createPublicKey, generateKeyPairSync, verify, X509Certificate } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { CertificationRequest } from "pkijs";
import { afterAll, expect, test } from "vitest";
import { createStaffPortal, here } from "#app/routes/fixtures/staff-portal.ts";
import { withMunicipality } from "#db/connect.ts";
import { listAuditEntries } from "#db/queries/audit-log.ts";
import { makeCertificate, type Issuer } from "../e2e/fixtures/zustelldienst/certificate.ts";
import { UsageError } from "./command.ts";
import { pickupCommands } from "./pickup-commands.ts";

const { portal } = await createStaffPortal();
const folder = mkdtempSync(path.join(os.tmpdir(), "pickup-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const fileOf = (name: string, content: string): string => {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
};

type Values = Readonly<Record<string, string | boolean>>;
const run = async (name: string, values: Values = {}, named: readonly string[] = []) => {
  const command = pickupCommands.find((one) => one.name === `pickup ${name}`);
  if (!command) throw new Error(name);
  const never = () => {
    throw new Error("not needed");
  };
  return command.run({
    arguments: named,
    values,
    input: Readable.from([]),
    config: never,
    open: never,
    portal: () => Promise.resolve(portal),
  });
};

const day = 86_400_000;
const now = portal.clock().getTime();
/** A root as that of an administration. */
function issuerOf(name: string): Issuer {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 4096 });
  const signer = { name, privateKey };
  const times = { notBefore: new Date(now - day), notAfter: new Date(now + 900 * day) };
  const root = makeCertificate({ name, publicKey, signer, ...times, authority: true });
  return { name, privateKey, chain: [root] };
}
const pemOf = (...all: readonly Buffer[]) =>
  all
    .map((der) => {
      const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
      return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
    })
    .join("");
const root = issuerOf("Wurzel der Verwaltungs-PKI");
const options = {
  tokenUrl: "https://auth.example.org/token",
  submissionApi: "https://fit-connect.example.org/submission-api",
  clientId: "amt",
  clientSecret: "streng-geheim",
  trustedRoots: pemOf(...root.chain),
};

interface Key {
  readonly kid: string;
  readonly key_ops: readonly string[];
  readonly x5c?: readonly string[];
}

test("a pick-up is set up, certified and switched on, and nothing secret is ever told", async () => {
  const file = fileOf("options.json", JSON.stringify(options));
  const made = { municipality: here.slug, name: "Zustellpunkt Ordnungsamt", options: file };
  await expect(run("create", { ...made, options: "/nowhere.json" })).rejects.toThrow(UsageError);
  expect(await run("create", { ...made, municipality: "atlantis" })).toMatchObject({
    ok: false,
    json: { errors: [{ code: "unknownMunicipality" }] },
  });
  const bare = fileOf("bare.json", JSON.stringify({ ...options, trustedRoots: undefined }));
  expect(await run("create", { ...made, options: bare })).toMatchObject({
    ok: false,
    json: { errors: [{ code: "invalidOptions" }] },
  });
  const created = await run("create", made);
  expect(created).toMatchObject({ ok: true, json: { ars: here.ars } });
  const id = String(created.json["id"]);
  const listed = await run("list");
  expect(listed.json).toMatchObject({ pickups: [{ id, active: false, lastError: null }] });
  expect(listed.text).toContain("Zustellpunkt Ordnungsamt");

  const requested = await run("request", {}, [id]);
  const requests = requested.json["requests"] as { use: string; kid: string; pem: string }[];
  expect(requests.map(({ use }) => use)).toEqual(["encrypt", "sign"]);
  const leafOf = (pem: string, by: Issuer, days: number) => {
    // As a registration authority does: who asks has the key, and what is asked for is read from the request.
    const der = Buffer.from(pem.replaceAll(/-----[^-]+-----/g, ""), "base64");
    const request = CertificationRequest.fromBER(new Uint8Array(der));
    const spki = Buffer.from(request.subjectPublicKeyInfo.toSchema().toBER());
    const publicKey = createPublicKey({ key: spki, format: "der", type: "spki" });
    const signature = new Uint8Array(request.signatureValue.valueBlock.valueHexView);
    expect(verify("sha512", new Uint8Array(request.tbsView), publicKey, signature)).toBe(true);
    expect(
      request.subject.typesAndValues.map(({ value }) => value.valueBlock.value as unknown),
    ).toEqual(["DE", "Musterstadt", "Zustellpunkt Ordnungsamt"]);
    return makeCertificate({
      name: "Musterstadt",
      publicKey,
      signer: by,
      notBefore: new Date(now - day),
      notAfter: new Date(now + days * day),
    });
  };
  const certify = (name: string, pem: string) => run("certify", { chain: fileOf(name, pem) }, [id]);
  const [encrypt, sign] = requests;
  const code = (value: string) => ({ ok: false, json: { errors: [{ code: value }] } });
  expect(await certify("empty.pem", "nothing")).toMatchObject(code("noCertificates"));
  expect(await certify("other.pem", pemOf(...root.chain))).toMatchObject(code("otherKey"));
  const stranger = issuerOf("Fremde Wurzel");
  const foreign = pemOf(leafOf(encrypt!.pem, stranger, 300), ...stranger.chain);
  expect(await certify("foreign.pem", foreign)).toMatchObject(code("refused"));
  const ended = pemOf(leafOf(encrypt!.pem, root, -0.5));
  expect(await certify("ended.pem", ended)).toMatchObject(code("refused"));
  const keys = async () => (await run("keys", {}, [id])).json["keys"] as Key[];
  expect((await keys()).filter(({ x5c }) => x5c)).toEqual([]);

  // In any order, and each with its own key.
  const leaf = leafOf(encrypt!.pem, root, 300);
  expect(await certify("encrypt.pem", pemOf(...root.chain, leaf))).toMatchObject({
    ok: true,
    json: { kid: encrypt!.kid, certificates: 2 },
  });
  expect(await certify("sign.pem", pemOf(leafOf(sign!.pem, root, 300)))).toMatchObject({
    ok: true,
    json: { kid: sign!.kid, certificates: 1 },
  });
  for (const { kid, x5c } of await keys()) {
    const first = new X509Certificate(Buffer.from(x5c?.[0] ?? "", "base64"));
    expect(first.subject).toContain("Musterstadt");
    expect(kid).toBe(first.raw.equals(leaf) ? encrypt!.kid : sign!.kid);
  }

  expect(await run("change", { on: true }, [id])).toMatchObject({ ok: true });
  expect((await run("list")).json).toMatchObject({ pickups: [{ id, active: true }] });
  expect(await run("change", { options: bare }, [id])).toMatchObject(code("invalidOptions"));
  await expect(run("change", {}, [id])).rejects.toThrow(UsageError);

  await run("keys", { new: true }, [id]);
  expect(await keys()).toHaveLength(4);
  await run("keys", { forget: encrypt!.kid }, [id]);
  expect((await keys()).map(({ kid }) => kid)).not.toContain(encrypt!.kid);

  for (const name of ["change", "keys", "request"])
    expect(await run(name, { on: true }, ["unbekannt"])).toMatchObject(code("unknownPickup"));
  const audit = await withMunicipality(portal.database, here.ars, (sql) =>
    listAuditEntries(sql, { ars: here.ars, limit: 50 }),
  );
  expect(new Set(audit.map(({ action }) => action))).toEqual(
    new Set([
      "pickup.created",
      "pickup.resumed",
      "pickup.keyCertified",
      "pickup.keysMade",
      "pickup.keyForgotten",
    ]),
  );
  const told = JSON.stringify([created, await run("list"), requested, await keys()]);
  expect(told).not.toMatch(/streng-geheim|PRIVATE KEY|"d":/);
});
