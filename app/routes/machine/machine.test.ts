import { describe, expect, test } from "vitest";
import { addService, dogs, elsewhere, here } from "#app/apply/fixtures/walks.ts";
import { createTestPortal } from "#app/apply/fixtures/test-portal.ts";
import { publishRevision } from "#app/catalogue/publish-revision.server.ts";
import { withMunicipality } from "#db/connect.ts";
import { deleteListedService, saveListedService } from "#db/queries/listed-services.ts";
import { lockOffering } from "#db/queries/revisions.ts";
import { sitemapPart } from "#app/apply/publish-addresses.server.ts";
import { readConfig, type Config } from "#app/platform/config.server.ts";
import { callRoute } from "../fixtures/call-route.ts";
import * as robots from "./robots-txt.ts";
import * as security from "./security-txt.ts";
import * as index from "./sitemap-index.ts";
import * as part from "./sitemap-part.ts";
import * as xzufi from "./xzufi-export.ts";
import * as ownXzufi from "./xzufi-municipality.ts";

const portal = await createTestPortal();
await addService(
  portal,
  { ...dogs, name: { de: "Hund & <Katze>" }, leikaKeys: ["99102013000000"] },
  here.ars,
  elsewhere.ars,
);
const get = (handler: Parameters<typeof callRoute>[1], path: string, params = {}) =>
  callRoute(portal, handler, { path, params });
const matches = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map(([, one]) => one);

describe("the sitemap", () => {
  test("has every town that offers anything, and what it offers", async () => {
    const listed = matches(
      await (await get(index.loader, "/sitemap.xml")).text(),
      /<loc>([^<]*)</g,
    );
    expect(listed).toEqual([
      "http://portal/sitemap/portal.xml",
      `http://portal/sitemap/${here.ars}-${elsewhere.ars}.xml`,
    ]);
    const answer = await get(part.loader, "/sitemap/x", {
      part: `${here.ars}-${elsewhere.ars}.xml`,
    });
    expect(answer.headers.get("content-type")).toContain("application/xml");
    const addresses = matches(await answer.text(), /<loc>http:\/\/portal([^<]*)</g);
    expect(addresses.slice(0, 2)).toEqual(["/musterstadt", "/musterstadt/alle-feldarten"]);
    expect(addresses.slice(-2)).toEqual(["/neustadt-b", "/neustadt-b/hunde"]);
    expect(addresses).toHaveLength(9);
    expect(new Set(addresses).size).toBe(9);
  });

  test("leaves out what is switched off", async () => {
    await portal.database.sql`update offerings set enabled = false where ars = ${elsewhere.ars}`;
    const pieces = sitemapPart(portal, { from: here.ars, to: elsewhere.ars }, "");
    let xml = "";
    for await (const piece of pieces) xml += piece;
    expect(xml).not.toContain("neustadt-b");
    await portal.database.sql`update offerings set enabled = true where ars = ${elsewhere.ars}`;
  });

  test.each(["x.xml", "000000000003-000000000001.xml", "../a.xml"])(
    "has no part %s",
    async (name) => {
      expect((await get(part.loader, "/sitemap/x", { part: name })).status).toBe(404);
    },
  );

  test("is divided so that no part is too long, and no address is missing or there twice", async () => {
    const { sql } = portal.database;
    await sql`
      insert into municipalities (ars, ags, name, slug, state, search_text)
      select '99' || lpad(n::text, 10, '0'), n::text, 'Ort ' || n, 'ort-' || n, '99', 'ort'
      from generate_series(1, 300) n`;
    await sql`
      insert into catalogue_entries
        (service_id, version, name, summary, languages, leika_keys, search_text, imported_at)
      select 's' || n, '1', '{"de":"x"}', '{"de":"x"}', '{de}', '{}', '', now() from generate_series(1, 400) n`;
    await sql`
      insert into offerings (ars, service_id, enabled, updated_at, updated_by)
      select m.ars, e.service_id, true, now(), 'test'
      from municipalities m, catalogue_entries e where m.state = '99' and e.service_id like 's%' on conflict do nothing`;
    const listed = matches(
      await (await get(index.loader, "/sitemap.xml")).text(),
      /\/sitemap\/(\d+-\d+\.xml)/g,
    );
    expect(listed.length).toBeGreaterThan(2);
    const all = new Set<string | undefined>();
    let count = 0;
    for (const name of listed) {
      const text = await (await get(part.loader, "/sitemap/x", { part: name })).text();
      const addresses = matches(text, /<loc>([^<]*)</g);
      expect(addresses.length).toBeLessThanOrEqual(50_000);
      count += addresses.length;
      for (const address of addresses) all.add(address);
    }
    const [expected] = await sql<{ count: number }[]>`
      select (select count(*) from offerings where enabled)::int
        + (select count(distinct ars) from offerings where enabled)::int as count`;
    expect(count).toBe(expected?.count);
    expect(all.size).toBe(count);
    await sql`delete from offerings where ars like '99%'`;
    await sql`delete from municipalities where state = '99'`;
    await sql`delete from catalogue_entries where service_id ~ '^s[0-9]+$'`;
  });
});

describe("the export", () => {
  test("of a town names its services, itself, and where one applies", async () => {
    const answer = await get(ownXzufi.loader, "/musterstadt/leistungen.xml", {
      municipality: "musterstadt",
    });
    const xml = await answer.text();
    expect(xml).toContain("<code>99102013000000</code>");
    expect(xml).toContain("Hund &amp; &lt;Katze&gt;");
    expect(xml).toContain("<xzufi:link>http://portal/musterstadt/hunde</xzufi:link>");
    expect(xml).toContain(`<xzufi:id schemeAgencyID="einmal">${here.ars}</xzufi:id>`);
    expect(xml.match(/<xzufi:onlinedienst>/g)).toHaveLength(6);
    expect(xml.match(/<xzufi:leistung>/g)).toHaveLength(6);
    const { XmlDocument } = await import("libxml2-wasm");
    const document = XmlDocument.fromString(xml);
    expect(document.root.name).toBe("transfer");
    document.dispose();
    expect((await get(ownXzufi.loader, "/x/leistungen.xml", { municipality: "x" })).status).toBe(
      404,
    );
  });

  test("tells what a town says in its own words, what it lists on paper, and nothing that is only tried out", async () => {
    const at = portal.clock();
    const key = { ars: elsewhere.ars, serviceId: dogs.id };
    await withMunicipality(portal.database, elsewhere.ars, async (sql) => {
      await lockOffering(sql, key);
      const overlay = {
        "about:fee": { value: { de: "12 Euro" }, base: { de: "10 Euro" } },
        "about:languages": { value: ["de", "en"], base: ["de"] },
      };
      const next = { serviceVersion: dogs.version, basedOn: null, overlay };
      await publishRevision(sql, key, next, { at, actor: "test", note: "" });
      const nothing = { description: "", contact: "", formUrl: "", formFile: null };
      const by = { updatedAt: at, updatedBy: "test", leikaKey: "99108001000000" };
      const listing = { name: "Parken & Halten", summary: "Auf Papier", fee: "30 Euro" };
      await saveListedService(sql, { ars: key.ars, id: "p-parken", ...listing, ...nothing, ...by });
    });
    const town = async () =>
      (
        await get(ownXzufi.loader, "/neustadt-b/leistungen.xml", { municipality: "neustadt-b" })
      ).text();
    const xml = await town();
    const id = (own: string) => `<xzufi:id schemeAgencyID="einmal">${elsewhere.ars}.${own}<`;
    const [own = "", paper = ""] = matches(xml, /<xzufi:leistung>(.*?)<\/xzufi:leistung>/gs);
    for (const text of [id("hunde"), "12 Euro", "<xzufi:languageCode>en<"])
      expect(own).toContain(text);
    expect(own).not.toContain("10 Euro");
    for (const text of [id("p-parken"), "99108001000000", "Parken &amp; Halten", "30 Euro"])
      expect(paper).toContain(text);
    expect(paper).toContain("<xzufi:uri>http://portal/neustadt-b/p-parken<");
    expect(matches(xml, /<xzufi:link><xzufi:typ.*?<xzufi:link>([^<]*)</g)).toEqual([
      "http://portal/neustadt-b/hunde",
    ]);
    expect(matches(xml, /<xzufi:zustaendigkeit>.*?>([^<]*)<\/xzufi:leistungID>/gs)).toEqual([
      `${elsewhere.ars}.hunde`,
      `${elsewhere.ars}.p-parken`,
    ]);
    // The other town's stands as it was.
    const whole = await (await get(xzufi.loader, "/export/xzufi/leistungen.xml")).text();
    expect(whole).toContain("10 Euro");
    await portal.database.sql`update offerings set test_mode = true where ars = ${key.ars}`;
    expect(await town()).not.toContain("onlinedienst");
    await portal.database
      .sql`update offerings set test_mode = false, revision = null where ars = ${key.ars}`;
    await withMunicipality(portal.database, key.ars, (sql) =>
      deleteListedService(sql, key.ars, "p-parken"),
    );
  });

  test("of all towns goes on where it ended", async () => {
    const whole = await get(xzufi.loader, "/export/xzufi/leistungen.xml");
    expect(whole.headers.get("link")).toBeNull();
    expect((await whole.text()).match(/<xzufi:onlinedienst>/g)).toHaveLength(7);
    const rest = await get(
      xzufi.loader,
      `/export/xzufi/leistungen.xml?nach=${here.ars}.strassenfest`,
    );
    expect(matches(await rest.text(), /<xzufi:link><xzufi:typ.*?<xzufi:link>([^<]*)</g)).toEqual([
      "http://portal/neustadt-b/hunde",
    ]);
    expect((await get(xzufi.loader, "/export/xzufi/leistungen.xml?nach=x")).status).toBe(400);
  });
});

test("robots are kept from forms and pages of staff", async () => {
  const text = await (await get(robots.loader, "/robots.txt")).text();
  for (const line of ["Disallow: /*/*/", "Disallow: /verwaltung", "Disallow: /eingang"])
    expect(text).toContain(line);
  expect(text).toContain("Sitemap: http://portal/sitemap.xml");
});

test("a contact for weaknesses is named where there is one, and not out of date", async () => {
  expect((await get(security.loader, "/.well-known/security.txt")).status).toBe(404);
  const config: Config = { ...portal.config, securityContact: "mailto:sicherheit@example.de" };
  const answer = await callRoute({ ...portal, config }, security.loader, {
    path: "/.well-known/security.txt",
  });
  const text = await answer.text();
  expect(text).toContain("Contact: mailto:sicherheit@example.de\n");
  const [expires = ""] = matches(text, /Expires: (\S+)/g);
  const days = (new Date(expires).getTime() - portal.clock().getTime()) / 86_400_000;
  expect(days).toBeGreaterThan(170);
  expect(days).toBeLessThan(365);
  const read = (SECURITY_CONTACT: string) =>
    readConfig({ DATA_DIR: portal.config.dataDir, SECURITY_CONTACT });
  expect(read("https://example.de/melden").securityContact).toBe("https://example.de/melden");
  expect(() => read("sicherheit@example.de")).toThrow("SECURITY_CONTACT");
});
