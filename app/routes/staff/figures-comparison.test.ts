import fc from "fast-check";
import { expect, test } from "vitest";
import { readPackage } from "#app/catalogue/read-package.server.ts";
import { nodesByPath } from "#app/domain/nodes-by-path.ts";
import { compareTownsOfMonths } from "#app/jobs/compare-towns.server.ts";
import { withMunicipality } from "#db/connect.ts";
import { addMunicipalities } from "#db/queries/import-municipalities.ts";
import { callRoute } from "../fixtures/call-route.ts";
import { createStaffPortal, here, parking } from "../fixtures/staff-portal.ts";
import * as csv from "./figures-csv.ts";
import * as figures from "./figures.tsx";

// The clock of this portal stands at the first of March 2026: February is not closed before the second.
const { portal, accounts, cookieOf, later } = await createStaffPortal();
later(2 * 24 * 60);
const cookie = await cookieOf(accounts.admin);
const { database } = portal;

const others = Array.from({ length: 7 }, (_, at) => ({
  ars: `9999900000${String(at + 10)}`,
  slug: `vergleich-${String(at)}`,
}));
await withMunicipality(database, "*", async (sql) => {
  await addMunicipalities(
    sql,
    others.map(({ ars, slug }) => ({
      ars,
      ags: ars.slice(0, 5) + ars.slice(9),
      name: slug,
      slug,
      state: "99",
    })),
  );
  await sql`update municipalities set population = 12000 where ars = any(${[here, ...others].map(({ ars }) => ars)})`;
});

/** So many cases a town, in February. */
async function count(cases: readonly number[]): Promise<void> {
  await withMunicipality(database, "*", async (sql) => {
    await sql`delete from figures`;
    await sql`delete from comparisons`;
    await sql`delete from compared_months`;
    for (const [at, starts] of cases.entries()) {
      const ars = at === 0 ? here.ars : (others[at - 1]?.ars ?? "");
      for (const [event, number] of [
        ["start", starts],
        ["filed", Math.floor(starts / 2)],
      ] as const) {
        if (number > 0)
          await sql`insert into figures (ars, service_id, service_version, language, day, event, subject, count)
            values (${ars}, ${parking}, '1', 'de', '2026-02-10', ${event}, '', ${number})`;
      }
    }
  });
}

const search = `?gemeinde=${here.ars}&leistung=${parking}&monat=2026-02`;
const page = async () => {
  const { data } = await callRoute(portal, figures.loader, {
    path: `/verwaltung/zahlen${search}`,
    cookie,
  });
  return data as { comparison: { townClass: string; months: string[]; compared: unknown[] } };
};
const table = async (query = search) => {
  const answer = await callRoute(portal, csv.loader, {
    path: `/verwaltung/zahlen.csv${query}`,
    cookie,
  });
  return answer.text();
};

test("with fewer than five other towns nothing of a median is stored for it, shown or saved", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 8, maxLength: 8 }),
      async ([own = 0, ...rest]) => {
        await count([own, ...rest]);
        await compareTownsOfMonths(portal);
        const behind = rest.filter((starts) => starts >= 10).length;
        const isShown = JSON.stringify((await page()).comparison.compared).includes("conversion");
        // Nothing of the town itself would be counted without a case, and no report be shown.
        expect(isShown).toBe(behind >= 5);
        const saved = await table();
        const wide = await table(`?gemeinde=${here.ars}&von=2025-10&bis=2026-03`);
        const isSaved = own > 0 && behind >= 5;
        expect(saved.includes("compared.conversion.median")).toBe(isSaved);
        expect(wide.includes("compared.conversion.median")).toBe(isSaved);
      },
    ),
    { numRuns: 12 },
  );
}, 120_000);

test("a month is compared once, when it is closed, and beside one's own figure", async () => {
  await count([20, 10, 12, 14, 16, 18, 9, 0]);
  expect(await compareTownsOfMonths(portal)).toContain("2026-02");
  const before = await page();
  expect(before.comparison).toMatchObject({
    townClass: "from5000",
    months: ["2026-02"],
    compared: [
      {
        month: "2026-02",
        rows: [
          { measure: "startsPerThousand", own: 1.7, median: 1.3, towns: 6, standing: "above" },
          { measure: "conversion", own: 0.5, median: 0.5, towns: 6, standing: "same" },
        ],
      },
    ],
  });
  const saved = await table();
  expect(saved).toContain('"2026-02";"compared.conversion.median";"from5000";"0,5"');
  expect(saved).toContain('"2026-02";"month.starts";"";"20"');
  // What is counted late changes no median.
  await withMunicipality(database, "*", (sql) => sql`update figures set count = count * 3`);
  expect(await compareTownsOfMonths(portal)).toEqual([]);
  expect((await page()).comparison.compared).toMatchObject([
    {
      rows: [
        { median: 1.3, towns: 6 },
        { median: 0.5, towns: 6 },
      ],
    },
  ]);
});

test("pages and fields are compared too, where enough was begun, and those of the current version have their name", async () => {
  const { nodes } = await readPackage(`db/seed/services/${parking}`);
  const [[path = "", node] = []] = nodesByPath(nodes);
  const field = { path, label: node?.label.de };
  await count([20, 12, 12, 12, 12, 12, 9]);
  await withMunicipality(database, "*", async (sql) => {
    for (const [at, { ars }] of [here, ...others.slice(0, 6)].entries())
      for (const [event, subject, number] of [
        ["reached", "pruefen", 20],
        ["done", "pruefen", 10 + at],
        ["error", `${field.path} required`, 2],
        ["error", `${field.path} tooLong`, at],
        ["error", "nur-hier required", at === 0 ? 40 : 0],
      ] as const)
        if (number > 0)
          await sql`insert into figures (ars, service_id, service_version, language, day, event, subject, count)
            values (${ars}, ${parking}, '1', 'de', '2026-02-10', ${event}, ${subject}, ${number})`;
  });
  await compareTownsOfMonths(portal);
  const [compared] = (await page()).comparison.compared as { rows: object[] }[];
  expect(compared?.rows).toEqual(
    expect.arrayContaining([
      // Six towns, of which the seventh with nine begun is none: 0.5, 0.45 to 0.25.
      expect.objectContaining({ measure: "left pruefen", own: 0.5, median: 0.38, towns: 6 }),
      expect.objectContaining({
        measure: `errors ${field.path}`,
        place: expect.objectContaining({ text: field.label }) as unknown,
        own: 0.1,
        median: 0.38,
        towns: 6,
      }),
    ]),
  );
  // The median of the field at which only one town has errors is none, and is not told.
  expect(JSON.stringify(compared)).not.toContain("nur-hier");
  expect(await table()).toContain('"compared.left.median";"from5000 pruefen";"0,38"');
});

test("a month that is not closed is not compared, and the database itself takes no small median", async () => {
  await count([20, 20, 20, 20, 20, 20]);
  await withMunicipality(database, "*", (sql) => sql`update figures set day = '2026-03-01'`);
  expect(await compareTownsOfMonths(portal)).not.toContain("2026-03");
  const insert = withMunicipality(
    database,
    "*",
    (sql) => sql`insert into comparisons (town_class, service_id, month, measure, towns, median)
      values ('from5000', ${parking}, '2026-01', 'conversion', 4, 0.5)`,
  );
  await expect(insert).rejects.toThrow("comparisons_enough_towns");
});
