import { expect, test } from "vitest";
import { publishRevision } from "#app/catalogue/publish-revision.server.ts";
import { readPackage } from "#app/catalogue/read-package.server.ts";
import type { Paper } from "#app/domain/privacy/paper.ts";
import { nodesByPath } from "#app/domain/nodes-by-path.ts";
import { withMunicipality } from "#db/connect.ts";
import { setOffering } from "#db/queries/offerings.ts";
import { lockOffering } from "#db/queries/revisions.ts";
import { callRoute } from "../fixtures/call-route.ts";
import { createStaffPortal, festival, here, parking } from "../fixtures/staff-portal.ts";
import * as notice from "./notice.tsx";
import * as paper from "./paper.tsx";

const { portal, accounts, cookieOf, file } = await createStaffPortal();
const { ars, slug } = here;
const cookie = await cookieOf(accounts.admin);
const service = await readPackage(`db/seed/services/${festival}`);
const of = (value: unknown) => ({ value, base: null });
const inTown = <T>(work: Parameters<typeof withMunicipality<T>>[2]) =>
  withMunicipality(portal.database, ars, work);

type Shown = Pick<Paper, "sections">;
const show = async (address: "verzeichnis" | "loeschkonzept", query = "") => {
  const answer = await callRoute(portal, paper.loader, {
    path: `/verwaltung/datenschutz/${address}?gemeinde=${ars}${query}`,
    params: { paper: address },
    cookie,
  });
  return (answer.data as { paper: Shown }).paper;
};
const read = async (language: string) => {
  const { data } = await callRoute(portal, notice.loader, {
    path: `/${slug}/${festival}/datenschutz?sprache=${language}`,
    params: { municipality: slug, service: festival },
  });
  return data as Shown;
};
const rowOf = ({ sections }: Shown, key: string, section?: string) =>
  sections
    .filter((one) => section === undefined || one.key === section)
    .flatMap(({ rows }) => rows)
    .find((row) => row.key === key)
    ?.values.map(({ text }) => text) ?? [];

const fields = [...nodesByPath(service.nodes)].filter(([, node]) => node.type === "field");
/** A field whose label stands nowhere else. */
const [left] = fields.filter(
  ([path, node]) =>
    path.includes("/") && fields.filter(([, other]) => other.label.de === node.label.de).length < 2,
);
/** A whole group is left out, too. */
const group = service.nodes.findLast(
  (node) => node.type === "group" && !left?.[0].startsWith(`${node.id}/`),
);
const [page] = service.pages;
if (!left || !group || !page) throw new Error("nothing to leave out");

await inTown(async (sql) => {
  const key = { ars, serviceId: festival };
  await lockOffering(sql, key);
  const overlay = {
    "extra:strom": of({
      page: page.id,
      kind: "yesNo",
      label: { de: "Brauchen Sie Strom?", en: "Do you need electricity?" },
      required: true,
      purpose: { de: "Planung des Bauhofs", en: "Planning of the depot" },
      legalBasis: { de: "§ 4 Festsatzung" },
    }),
    [`node:${left[0]}:omitted`]: of(true),
    [`node:${group.id}:omitted`]: of(true),
    "about:retentionDays": of(47),
    "about:legalBasis": of([{ de: "§ 9 Ortsrecht" }]),
  };
  const next = { serviceVersion: service.version, basedOn: null, overlay };
  await publishRevision(sql, key, next, { at: portal.clock(), actor: "test", note: "" });
});

test("the record tells what the town asks by itself, for what and by which right, and not what it leaves out", async () => {
  const record = await show("verzeichnis", `&leistung=${festival}`);
  expect(rowOf(record, "purpose")).toEqual([
    service.description.privacy?.purpose.de,
    "Für die Frage „Brauchen Sie Strom?“: Planung des Bauhofs",
  ]);
  expect(rowOf(record, "laws")).toEqual(
    expect.arrayContaining(["§ 4 Festsatzung", "§ 9 Ortsrecht"]),
  );
  // In place of what the service says.
  for (const { de } of service.description.legalBasis)
    expect(rowOf(record, "laws")).not.toContain(de);
  const data = rowOf(record, "data").join("\n");
  expect(data).toContain("Brauchen Sie Strom?");
  expect(data).not.toContain(left[1].label.de);
  expect(data).not.toContain(group.label.de);
  expect(rowOf(record, "erasure")[0]).toBe("47 Tage nach dem Eingang, durch das Portal");
});

test.each([
  ["de", "Für die Frage „Brauchen Sie Strom?“: Planung des Bauhofs"],
  ["en", "For the question “Do you need electricity?”: Planning of the depot"],
  ["tr", "“Brauchen Sie Strom?” sorusu için: Planung des Bauhofs"],
])("citizens read it in the notice, in %s", async (language, purpose) => {
  const told = await read(language);
  expect(rowOf(told, "purpose")).toContain(purpose);
  expect(rowOf(told, "laws")).toEqual(["§ 9 Ortsrecht", "§ 4 Festsatzung"]);
  expect(rowOf(told, "filed").join()).toContain("47");
});

test("the deletion concept names the town's own period, and that of a service that says it itself", async () => {
  const concept = await show("loeschkonzept");
  expect(rowOf(concept, festival, "submissions")[0]).toBe("Frist: 47 Tage");
  expect(rowOf(concept, parking, "submissions")[0]).toBe("Frist: 90 Tage");
});

test("a service that is switched off stays in the documents while anything of it is kept, and is marked", async () => {
  const turn = (enabled: boolean) =>
    inTown((sql) =>
      setOffering(sql, {
        ars,
        serviceId: parking,
        enabled,
        updatedAt: portal.clock(),
        updatedBy: "test",
      }),
    );
  const headings = async () =>
    (await show("verzeichnis")).sections
      .filter(({ key }) => key === parking)
      .map((one) => one.heading);
  const labels = async () =>
    (await show("loeschkonzept")).sections
      .flatMap(({ rows }) => rows)
      .filter(({ key }) => key === parking)
      .map(({ label }) => label);
  const { id } = await file(here, parking);
  expect((await headings())[0]).not.toContain("abgeschaltet");
  await turn(false);
  expect(await headings()).toEqual([expect.stringMatching(/\(Fassung .*\), abgeschaltet$/)]);
  expect(await labels()).toEqual([expect.stringMatching(/, abgeschaltet$/)]);
  // What it says of itself counts on.
  expect(rowOf(await show("verzeichnis", `&leistung=${parking}`), "erasure")[0]).toContain("90");
  // Nothing is kept any more.
  await inTown((sql) => sql`delete from submissions where id = ${id}`);
  expect(await headings()).toEqual([]);
  expect(await labels()).toEqual([]);
  const now = portal.clock();
  await inTown(
    (
      sql,
    ) => sql`insert into drafts (id, ars, service_id, service_version, sealed, revision, created_at, updated_at, expires_at)
      values ('d', ${ars}, ${parking}, '1', 'x', 1, ${now}, ${now}, ${now}::timestamptz + interval '30 days')`,
  );
  expect(await headings()).toHaveLength(1);
  // A test is nobody's.
  await inTown((sql) => sql`update drafts set test = true`);
  expect(await headings()).toEqual([]);
});
