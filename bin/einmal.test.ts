import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { readSchema } from "#app/fim/read-schema.ts";
import { createTestDatabaseAt } from "#db/test-database.ts";
import { createCommandLine } from "./fixtures/command-line.ts";

const root = path.resolve(import.meta.dirname, "..");
const fixtures = path.join(root, "app/fim/fixtures");
const schema = path.join(fixtures, "alle-merkmale.xdf3.xml");
const { database, url } = await createTestDatabaseAt();
const { folder, einmal, einmalJson, write } = createCommandLine(url);

const countServices = async () =>
  (await database.sql`select count(*)::int as count from services`)[0]?.["count"] as number;

test("help", async () => {
  const overview = await einmal(["--help"]);
  expect(overview).toMatchObject({ code: 0, err: "" });
  expect(overview.out).toContain("municipality import");
  const { code, out } = await einmal(["service", "import", "--help"]);
  expect(code).toBe(0);
  expect(out).toContain("Usage: npx einmal service import <path>");
  expect(out).toContain("--codelists <path>");
});

test.each([
  ["service frob"],
  ["service import"],
  ["service list --frob"],
  ["service check schema.xml --id Große-Adresse"],
  ["service schema schema.xml"],
  ["service schema schema.xml --format docx"],
  ["service schema schema.xml --format xsd --keys long"],
  ["service schema schema.xml --format xsd --state 17"],
  ["offering enable --service x"],
  ["staff create --login x --name x --role king"],
])("wrong usage ends with 2: %s", async (command) => {
  const { code, out, err } = await einmal(command.split(" "));
  expect([code, out]).toEqual([2, ""]);
  expect(err).toMatch(/^Error: .*\n {2}What to do: npx einmal .*--help\n$/);
});

test("the command that npm installs finds its Node, and hands on how it ended", () => {
  const command = path.join(root, "bin/einmal.mjs");
  const run = spawnSync(process.execPath, [command, "frob", "--json"], { encoding: "utf8" });
  expect(run.status).toBe(2);
  expect(JSON.parse(run.stdout)).toMatchObject({ ok: false, errors: [{ code: "usage" }] });
});

test("a receiver's schemas are printed without a database", async () => {
  const nowhere = { env: { DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" } };
  const print = (...args: string[]) =>
    einmal(["service", "schema", schema, "--codelists", fixtures, ...args], nowhere);
  const [json, rules, xsd, xdf3, asJson] = await Promise.all([
    print("--format", "json-schema", "--keys", "bare"),
    print("--format", "json-schema-rules", "--state", "05"),
    print("--format", "xsd"),
    print("--format", "xdf3"),
    print("--format", "xsd", "--json"),
  ]);
  expect(JSON.parse(json.out)).toMatchObject({
    $id: "S99000000001.schema.json",
    properties: { F99000000002: { $ref: "#/$defs/F99000000002V1.0.0" } },
  });
  expect(JSON.parse(rules.out)).toMatchObject({ $id: "S99000000001V1.0.0.rules.schema.json" });
  expect(xsd.out).toMatch(/^<\?xml [^]*<xs:element name="S99000000001V1.0.0">[^]*<\/xs:schema>\n$/);
  const again = readSchema(xdf3.out);
  expect(again.ok && again.schema.id).toBe("S99000000001");
  const document = JSON.parse(asJson.out) as { schema: string };
  expect(document).toMatchObject({ ok: true, format: "xsd" });
  expect(document.schema.trim()).toBe(xsd.out.trim());
  const local = path.join(root, "db/seed/services/alle-feldarten");
  const none = await einmalJson("service", "schema", local, "--format", "xsd");
  expect(none).toMatchObject({ code: 1, json: { errors: [{ code: "notFromFim" }] } });
});

test("the pages of a service are printed without a database", async () => {
  const nowhere = { env: { DATABASE_URL: "postgres://nobody@127.0.0.1:1/nothing" } };
  const printed = await einmal(["service", "pages", schema, "--codelists", fixtures], nowhere);
  expect(printed.code).toBe(0);
  expect(printed.out).toContain("9. Stände  [staende]\n   once for each of: „Stände“");
  expect(printed.out).toContain("(group drawn as bank, optional as a whole)");
  expect(printed.out).toContain("only if „Möchten Sie Angaben zu „Bankverbindung“ machen?“ = yes");

  const definition = path.join(root, "db/seed/services/alle-feldarten/definition.json");
  const { code, json } = await einmalJson("service", "pages", definition);
  expect(code).toBe(0);
  const pages = json["pages"] as { nodes: { kind: string; list?: { options: number } }[] }[];
  const nodes = pages.flatMap((page) => page.nodes);
  expect(nodes.map(({ kind }) => kind)).toContain("personName");
  expect(nodes.find(({ list }) => list?.options === 1200)).toBeDefined();
});

test("a service in our own format is a single file", async () => {
  const source = readFileSync(path.join(root, "db/seed/services/alle-feldarten/definition.json"));
  const definition = JSON.parse(source.toString()) as Record<string, unknown>;
  const own = { $schema: "service-definition.v1.schema.json", ...definition, id: "eigene" };
  const file = write("eigene.json", JSON.stringify(own));
  expect(await einmalJson("service", "check", file)).toMatchObject({
    code: 0,
    json: { service: { id: "eigene" } },
  });
  const wrong = write("falsch.json", JSON.stringify({ ...own, pages: [] }));
  expect(await einmalJson("service", "import", wrong)).toMatchObject({
    code: 1,
    json: { ok: false, errors: [{ code: "invalidPackage", path: "pages" }] },
  });
});

test("all ways through a service are found without a database", async () => {
  const nowhere = { env: { DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" } };
  const dogs = path.join(root, "db/seed/services/hundesteuer-anmelden");
  const args = ["service", "paths", dogs, "--today", "2026-03-01"];
  const [text, json, wrong] = await Promise.all([
    einmal(args, nowhere),
    einmal([...args, "--json"], nowhere),
    einmal([...args, "--state", "17"], nowhere),
  ]);
  expect(text).toMatchObject({ code: 0, err: "" });
  expect(text.out).toContain("168 ways through 8 pages");
  expect(text.out).toContain("No dead ends.");
  expect(json).toMatchObject({ code: 0, err: "" });
  const report = JSON.parse(json.out) as { persons: { pages: string[]; steps: unknown[] }[] };
  expect(report).toMatchObject({
    ok: true,
    id: "hundesteuer-anmelden",
    version: "1.1.0",
    paths: "168",
    complete: true,
    deadEnds: [],
    unreachable: [],
  });
  expect(report.persons[0]?.pages).toContain("herkunft/a1");
  expect(wrong.code).toBe(2);
});

test("a schema becomes a service that a municipality offers", async () => {
  const list = ["--codelists", fixtures];
  const checked = await einmal(["service", "check", schema, ...list]);
  expect(checked.code).toBe(0);
  expect(checked.out).toContain("urn:muster:fehlt_1 liegt nicht vor");
  expect(checked.out).not.toContain("Wenn F99000000013 = wahr");
  expect(checked.out).toContain("Nothing was stored.");
  const sentence = "F99000000014 ist nach Ermessen der Behörde zu befüllen.";
  const unclear = readFileSync(schema, "utf8").replace(/Wenn F99000000013[^<]*/, sentence);
  const open = await einmal(["service", "check", write("unclear.xml", unclear), ...list]);
  expect(open.out).toContain(`R99000000002: ${sentence}`);
  expect(open.out).toContain("(Nicht verstanden ab „nach Ermessen der Behörde");

  const packed = write("schema.xml.gz", gzipSync(readFileSync(schema)));
  const first = await einmalJson("service", "import", packed, ...list, "--id", "feier");
  expect(first.code).toBe(0);
  expect(first.json).toMatchObject({
    ok: true,
    outcome: "added",
    service: { id: "feier", version: "1.0.0", fim: { id: "S99000000001" } },
  });
  expect((first.json["openPoints"] as unknown[]).length).toBe(5);
  const again = await einmal(["service", "import", schema, ...list, "--id", "feier"]);
  expect(again.code).toBe(0);
  expect(again.out).toContain("Unchanged");

  const shorter = readFileSync(schema, "utf8").replace('maxLength="80"', 'maxLength="8"');
  const newer = write("newer.xml", shorter);
  const compared = await einmalJson("service", "diff", "feier@1.0.0", newer, ...list);
  expect(compared).toMatchObject({
    code: 0,
    json: {
      changes: [{ kind: "bounds", path: "F99000000002", touches: ["drafts"] }],
      breaksReceivers: false,
      touched: { offerings: 0, drafts: 0 },
    },
  });
  expect(await einmal(["service", "diff", schema, newer, ...list])).toMatchObject({
    code: 0,
    out: expect.stringContaining("has to be answered anew") as string,
  });
  expect(await einmalJson("service", "diff", "feier@9.9", newer)).toMatchObject({
    code: 1,
    json: { errors: [{ file: "feier@9.9", code: "notFound" }] },
  });

  const enable = ["offering", "enable", "--service", "feier", "--municipality", "053150000000"];
  const refused = await einmal(enable);
  expect(refused.code).toBe(1);
  expect(refused.err).toContain(
    "Köln, Stadt (053150000000) is not ready; nothing was switched on\nTo be put in order first:\n" +
      "  Inbox: Nobody can read applications in the portal. Invite caseworkers",
  );
  expect(refused.err).toContain("--not-ready-too");
  expect(await einmalJson(...enable)).toMatchObject({
    code: 1,
    json: {
      errors: [{ code: "notReady" }],
      // The last two are a duty in Nordrhein-Westfalen.
      obstacles: ["inbox", "privacy", "plainLanguage", "signLanguage"].map((what) => ({ what })),
    },
  });
  const enabled = await einmal([...enable, "--not-ready-too"]);
  expect(enabled.code).toBe(0);
  expect(enabled.out).toContain("Not in order:\n  Inbox: Nobody can read applications");
  expect(enabled.out).toContain("Address: https://antrag.example.de/koeln/feier");
  expect(await einmalJson(...enable)).toMatchObject({ json: { outcome: "unchanged" } });
  const disable = ["offering", "disable", "--service", "feier", "--municipality", "koeln"];
  expect(await einmalJson(...disable)).toMatchObject({ json: { outcome: "changed" } });
  const listed = await einmalJson("service", "list");
  const services = listed.json["services"] as { id: string; certificate: unknown }[];
  expect(services.find(({ id }) => id === "feier")?.certificate).toMatchObject({
    service: "feier",
    complete: true,
    deadEnds: [],
  });
  const { json } = await einmalJson("offering", "list", "--service", "feier");
  expect(json["offerings"]).toMatchObject([{ slug: "koeln", enabled: false }]);
  const audit = await database.sql.begin(async (tx) => {
    await tx`select set_config('einmal.ars', '*', true)`;
    return tx<{ action: string }[]>`
      select action from audit_log where actor = 'operator:cli' order by id`;
  });
  expect(audit.map(({ action }) => action)).toEqual([
    "service.imported",
    "offering.enabled",
    "offering.disabled",
  ]);
}, 180_000);

test("a municipality sets what a service costs there, and takes it back", async () => {
  const folder = path.join(root, "db/seed/services/hundesteuer-anmelden");
  expect((await einmal(["service", "import", folder])).code).toBe(0);
  const target = ["--service", "hundesteuer-anmelden", "--municipality", "koeln"];
  expect(await einmalJson("offering", "fees", ...target)).toMatchObject({
    code: 1,
    json: { errors: [{ code: "notOffered" }] },
  });
  await einmal(["offering", "enable", ...target, "--not-ready-too"]);
  const file = write("gebuehren.json", '{"ersterHund":{"kind":"amount","cents":15600}}');
  const set = await einmalJson("offering", "fees", ...target, "--file", file);
  expect(set).toMatchObject({
    code: 0,
    json: { outcome: "changed", own: ["ersterHund"], table: { ersterHund: { cents: 15600 } } },
  });
  const shown = await einmal(["offering", "fees", ...target]);
  expect(shown.out).toMatch(/ersterHund +amount +15600 +municipality/);
  const wrong = write("falsch.json", '{"katze":{"kind":"amount","cents":1}}');
  expect(await einmalJson("offering", "fees", ...target, "--file", wrong)).toMatchObject({
    code: 1,
    json: { errors: [{ file: wrong, code: "feeEntry", path: "fees/katze" }] },
  });
  const broken = write("kaputt.json", "{");
  expect((await einmal(["offering", "fees", ...target, "--file", broken])).code).toBe(1);
  const reset = await einmalJson("offering", "fees", ...target, "--reset");
  expect(reset).toMatchObject({ json: { own: [], table: { ersterHund: { cents: 9600 } } } });
}, 180_000);

test("the same version with other content is a conflict, with the way out", async () => {
  const args = ["service", "import", schema, "--id", "feier"];
  const { code, json } = await einmalJson(...args);
  expect(code).toBe(1);
  expect(json).toMatchObject({ ok: false, errors: [{ file: schema, code: "conflict" }] });
  const [{ remedy }] = json["errors"] as [{ remedy: string }];
  expect(remedy).toContain("--version 1.0.0.1");
  expect((await einmal([...args, "--version", "1.0.0.1"])).code).toBe(0);
  const back = await einmalJson(...args, "--codelists", fixtures);
  expect(back).toMatchObject({ code: 0, json: { outcome: "current" } });
}, 180_000);

test("a schema does not take the address of another one by accident", async () => {
  const other = path.join(fixtures, "alle-merkmale.xdf2.xml");
  const wanted = ["service", "import", other, "--id", "feier"];
  expect(await einmalJson(...wanted)).toMatchObject({
    code: 1,
    json: { errors: [{ code: "otherService" }] },
  });
  const named = readFileSync(other, "utf8").replaceAll("Hund anmelden", "Hundesteuer anmelden");
  const file = write("namesake.xml", named);
  const { json } = await einmalJson("service", "import", file, "--name", "Noch ein Hund");
  expect(json).toMatchObject({
    service: { id: "hundesteuer-anmelden-s99000001", name: "Noch ein Hund" },
  });
  expect(await einmalJson("service", "import", file, "--name", "Noch ein Hund")).toMatchObject({
    json: { outcome: "unchanged" },
  });
  const replaced = await einmal([...wanted, "--version", "2.0", "--replace"]);
  expect(replaced.code).toBe(0);
}, 180_000);

describe("files that cannot be used import nothing and say where and why", () => {
  const good = readFileSync(schema, "utf8");
  const deep = `${"<a>".repeat(200)}${"</a>".repeat(200)}`;
  test.each([
    ["doctypeForbidden", good.replace("?>", '?>\n<!DOCTYPE a [<!ENTITY x "y">]>'), 2],
    ["malformedXml", good.replace("</fim:name>", "</fim:nome>"), undefined],
    ["malformedXml", good.slice(0, 5000), undefined],
    ["malformedXml", good.replace("<fim:name>", "<fim:name>&geheim;"), undefined],
    ["tooDeep", deep, 1],
    ["empty", " ", 1],
    ["unknownNamespace", "<a/>", 1],
    ["damagedArchive", gzipSync(good).subarray(0, 500), undefined],
    ["tooLarge", gzipSync(Buffer.alloc(40 * 1024 * 1024, 32)), undefined],
  ])("%s", async (expected, content, line) => {
    const before = await countServices();
    const file = write("bad.xml", content);
    const { code, json } = await einmalJson("service", "import", file);
    expect(code).toBe(1);
    const [problem] = json["errors"] as [Record<string, unknown>];
    expect(problem).toMatchObject({ file, code: expected });
    expect(problem["remedy"]).not.toBe("");
    if (line !== undefined) expect(problem["line"]).toBe(line);
    if (typeof content === "string") expect(problem["column"]).toBeGreaterThan(0);
    expect(await countServices()).toBe(before);
  });

  test("for people: file, line and column, then what to do", async () => {
    const file = write("bad.xml", good.replace("?>", "?>\n<!DOCTYPE a>"));
    const { code, out, err } = await einmal(["service", "import", file]);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toMatch(/^Error: .*bad\.xml:2:\d+\n {2}a document type .*\n {2}What to do: remove/);
  });

  test("a package names the place in service.json", async () => {
    const broken = path.join(folder, "package");
    cpSync(path.join(root, "db/seed/services/strassenfest"), broken, { recursive: true });
    const file = path.join(broken, "service.json");
    const overlay = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
    writeFileSync(file, JSON.stringify({ ...overlay, languages: [] }));
    expect(await einmalJson("service", "check", broken)).toMatchObject({
      code: 1,
      json: { errors: [{ file, path: "languages" }] },
    });
    writeFileSync(file, "{\n  x\n}");
    expect(await einmalJson("service", "import", broken)).toMatchObject({
      code: 1,
      json: { errors: [{ file, code: "invalidJson", line: 2 }] },
    });
  });
});

test("staff sign in with a password that was given or made", async () => {
  const erika = ["--login", "erika", "--name", "Erika Mustermann", "--role", "caseworker"];
  const made = await einmalJson("staff", "create", ...erika, "--municipality", "musterstadt");
  expect(made).toMatchObject({ code: 0, json: { login: "erika", ars: "000000000001" } });
  expect(made.json["password"]).toMatch(/^[a-z0-9-]{19}$/);
  const taken = await einmalJson("staff", "create", ...erika, "--municipality", "musterstadt");
  expect(taken).toMatchObject({ code: 1, json: { errors: [{ code: "loginTaken" }] } });
  const max = ["staff", "create", "--login", "max", "--name", "Max Mustermann"];
  const operator = [...max, "--role", "operator", "--password-stdin"];
  const short = await einmal(operator, { input: "kurz\n" });
  expect([short.code, short.err.includes("12 characters")]).toEqual([1, true]);
  const given = await einmal(operator, { input: "ein-langes-passwort\n" });
  expect([given.code, given.out.includes("ein-langes-passwort")]).toEqual([0, false]);
}, 180_000);

test("doctor ends with 1 if something fails", async () => {
  expect(await einmalJson("doctor")).toMatchObject({ code: 0, json: { ok: true } });
  const env = { MASTER_KEY: "", PORT: "-1" };
  const { code, out } = await einmal(["doctor", "--json"], { env });
  const { checks } = JSON.parse(out) as { checks: unknown[] };
  expect(code).toBe(1);
  expect(checks).toMatchObject([
    { name: "configuration", status: "fail" },
    { name: "configuration", status: "fail" },
  ]);
}, 180_000);

const data = path.resolve(process.env["EINMAL_DATA"] ?? "../shared/data");
const present = existsSync(path.join(data, "municipalities/municipalities.csv"));
if (!present) console.warn(`SKIPPED: genuine schemas and municipalities are not in ${data}`);

describe.skipIf(!present)("with genuine data", () => {
  test("all municipalities and postal codes, twice", async () => {
    const list = path.join(data, "municipalities");
    const codes = ["--postal-codes", path.join(list, "plz-ags-approx.csv")];
    const first = await einmalJson("municipality", "import", list, ...codes);
    expect(first).toMatchObject({ code: 0, json: { municipalities: { missing: [] } } });
    expect(first.json["postalCodes"]).toBeGreaterThan(14_000);
    const second = await einmalJson("municipality", "import", `${list}/municipalities.csv`);
    expect(second.json["municipalities"]).toEqual({
      added: [],
      changed: [],
      rekeyed: [],
      missing: [],
      unchanged: 10_950,
    });
    const found = await einmalJson("municipality", "list", "--search", "Hanau");
    expect(found.json["municipalities"]).toMatchObject([{ slug: "hanau" }]);
  }, 180_000);

  test.each([
    ["dev/xdf3/S07000000248.xdf3.xml", "codelists", "S07000000248"],
    ["corpus-dev/S00000000364.xdf3.xml.gz", "codelists", "S00000000364"],
    ["dev/xdf2/bewohnerparken/S05000058V1.0_xdf2.xml", "dev/xdf2/bewohnerparken", "S05000058"],
  ])(
    "%s is imported and offered",
    async (file, lists, id) => {
      const fim = path.join(data, "fim");
      const source = path.join(fim, file);
      const done = await einmalJson(
        "service",
        "import",
        source,
        "--codelists",
        path.join(fim, lists),
      );
      expect(done).toMatchObject({ code: 0, json: { outcome: "added", service: { fim: { id } } } });
      const { service } = done.json as { service: { id: string } };
      const target = ["--service", service.id, "--municipality", "010020000000"];
      expect((await einmal(["offering", "enable", ...target, "--not-ready-too"])).code).toBe(0);
    },
    60_000,
  );
});
