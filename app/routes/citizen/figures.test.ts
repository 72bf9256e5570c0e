import { expect, it } from "vitest";
import { createTestPortal } from "#app/apply/fixtures/test-portal.ts";
import { withMunicipality } from "#db/connect.ts";
import { createFigureCounter } from "#app/catalogue/figures.server.ts";
import { deleteOldFigures } from "#app/jobs/delete-old-figures.server.ts";
import { deleteExpired } from "#app/jobs/delete-expired.server.ts";
import { examplesOf, fillJourney } from "../fixtures/fill-journey.ts";
import { createVisitor } from "../fixtures/visitor.ts";

const portal = await createTestPortal();
const ars = "000000000001";
const service = "hundesteuer-anmelden";
const dog = `/musterstadt/${service}`;
const [oneDog] = examplesOf(service);
if (!oneDog) throw new Error("the package has no worked example");
const place = { ars, serviceId: service, serviceVersion: "1", language: "de" };

/** Every counter of the database, as `event subject: count`. */
async function counted(): Promise<Record<string, number>> {
  await portal.figures.flush();
  const rows = await withMunicipality(
    portal.database,
    "*",
    (sql) => sql<{ event: string; subject: string; count: number }[]>`
      select event, subject, sum(count)::int as count from figures group by event, subject`,
  );
  return Object.fromEntries(
    rows.map(({ event, subject, count }) => [`${event} ${subject}`.trim(), count]),
  );
}

it("counts a way through the form once a page, and its errors by field, and not a single value", async () => {
  const visitor = createVisitor(portal);
  await visitor.get(dog);
  await visitor.get(`${dog}/halter`);
  const wrong = { _shown: "", intent: "next", "G00000000100/F00000000228": "Mustermann-Geheim" };
  expect((await visitor.post(`${dog}/halter`, wrong)).status).toBe(422);
  await fillJourney(visitor, dog, oneDog);
  // Once more through the first page, as whoever changes something does.
  await fillJourney(visitor, dog, { ...oneDog, steps: oneDog.steps.slice(0, 1) });
  await visitor.get(`${dog}/pruefen`);
  expect((await visitor.post(`${dog}/pruefen`, {})).location).toContain("/eingang/");

  const figures = await counted();
  expect(figures).toMatchObject({
    view: 1,
    start: 1,
    filed: 1,
    "view pruefen": 1,
    "reached pruefen": 1,
    "done pruefen": 1,
    "reached halter": 1,
    "done halter": 1,
    "refused halter": 1,
    "duration 0": 1,
  });
  expect(figures["sent halter"]).toBe(3);
  const errors = Object.keys(figures).filter((key) => key.startsWith("error "));
  expect(errors.length).toBeGreaterThan(0);
  // What anybody typed is nowhere in the table.
  const [row] = await withMunicipality(
    portal.database,
    "*",
    (sql) => sql<{ all: string }[]>`select string_agg(f::text, ' ') as all from figures f`,
  );
  expect(row?.all).not.toMatch(/Mustermann|Geheim|Erika/);
});

it("adds up what several processes count, and keeps what cannot be written", async () => {
  const other = createFigureCounter({ ...portal, clock: portal.clock });
  for (const counter of [portal.figures, other]) counter.count(place, "resumed");
  await Promise.all([portal.figures.flush(), other.flush()]);
  expect((await counted())["resumed"]).toBe(2);

  const broken = { ...portal.database, sql: portal.database.sql };
  const failing = createFigureCounter({
    log: portal.log,
    clock: portal.clock,
    database: {
      ...broken,
      get sql(): typeof broken.sql {
        if (away) throw new Error("away");
        return broken.sql;
      },
    },
  });
  let away = true;
  failing.count(place, "resumed");
  await failing.flush();
  expect((await counted())["resumed"]).toBe(2);
  away = false;
  await failing.flush();
  expect((await counted())["resumed"]).toBe(3);
});

it("counts drafts that are deleted, by their citizen or by time, and forgets old figures", async () => {
  const visitor = createVisitor(portal);
  const first = { ...oneDog, steps: oneDog.steps.slice(0, 1) };
  await fillJourney(visitor, dog, first);
  await visitor.post(dog, { intent: "discard" });
  await fillJourney(visitor, dog, first);
  portal.setClock("2026-04-15T09:00:00Z");
  await deleteExpired(portal);
  const figures = await counted();
  expect(figures["expired"]).toBe(1);
  expect(Object.entries(figures).find(([key]) => key.startsWith("discarded "))).toMatchObject([
    "discarded anschrift",
    1,
  ]);
  portal.setClock("2028-05-01T09:00:00Z");
  await deleteOldFigures(portal);
  expect(await counted()).toEqual({});
  portal.setClock("2026-03-01T09:00:00Z");
});
