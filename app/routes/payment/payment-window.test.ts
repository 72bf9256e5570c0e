import { beforeEach, describe, expect, it } from "vitest";
import { changeWindow, type WindowSettings } from "#app/catalogue/change-window.server.ts";
import { withMunicipality } from "#db/connect.ts";
import { ars, base, createPayingPortal, serviceId } from "../fixtures/paying-portal.ts";
import type { Visitor } from "../fixtures/visitor.ts";

const { portal, desk, filled } = await createPayingPortal();
const offering = { ars, serviceId };
const start = "2026-03-01T09:00:00Z";
beforeEach(async () => {
  portal.setClock(start);
  await set({ testMode: false });
});

async function set(window: WindowSettings): Promise<void> {
  await withMunicipality(portal.database, ars, async (sql) => {
    const by = { at: portal.clock(), actor: "test" };
    expect(await changeWindow(sql, offering, () => window, by)).toMatchObject({ kind: "changed" });
  });
}
const order = async (visitor: Visitor) => {
  const { data } = await visitor.get(`${base}/pruefen`);
  const { marks } = data as { marks: readonly string[] };
  return visitor.post(`${base}/pruefen`, { gesehen: marks });
};
const pay = (visitor: Visitor) => visitor.post(`${base}/bezahlen`, {});
const rests: WindowSettings = { testMode: false, maintenanceText: { de: "Umbau" } };
const closed: WindowSettings = { testMode: false, closesAt: new Date("2026-03-01T08:00:00Z") };

describe("a payment", () => {
  it("is not ordered where nothing may be filed", async () => {
    const visitor = await filled();
    await set(rests);
    expect((await order(visitor)).location).toBe(`${base}/pruefen`);
    expect((await visitor.get(`${base}/pruefen`)).data).toMatchObject({ mayFile: false });
  });

  it("that was ordered before is not begun, and one that was begun is not gone on with", async () => {
    const [ordered, begun] = [await filled(), await filled()];
    for (const visitor of [ordered, begun])
      expect((await order(visitor)).location).toBe(`${base}/bezahlen`);
    expect((await pay(begun)).location).toMatch(/^http:.*\/bezahlen\//);
    const known = desk.transactions.size;
    await set(closed);
    expect((await pay(ordered)).location).toBe(`${base}/pruefen`);
    expect((await pay(begun)).location).toBe(`${base}/pruefen`);
    expect(desk.transactions.size).toBe(known);
  });

  it("that was made before the end is filed after it", async () => {
    const visitor = await filled();
    await order(visitor);
    const id = (await pay(visitor)).location?.split("/").at(-1) ?? "";
    await set(closed);
    desk.act(id, "pay");
    expect((await visitor.get(`${base}/bezahlen/zurueck`)).location).toMatch(/\/eingang\//);
  });

  it("that was made is kept for the municipality to see where the last place went to somebody else", async () => {
    const visitor = await filled();
    await order(visitor);
    const id = (await pay(visitor)).location?.split("/").at(-1) ?? "";
    await set({ ...closed, submissionLimit: 1 });
    desk.act(id, "pay");
    expect((await visitor.get(`${base}/bezahlen/zurueck`)).location).toBe(`${base}/pruefen`);
  });

  it("is asked for by no test, but what was paid for is no test", async () => {
    const [paying, trying] = [await filled(), await filled()];
    await order(paying);
    const id = (await pay(paying)).location?.split("/").at(-1) ?? "";
    await set({ testMode: true });
    desk.act(id, "pay");
    const receipt = (await paying.get(`${base}/bezahlen/zurueck`)).location ?? "";
    expect((await paying.get(receipt)).data).toMatchObject({ test: false });
    const tried = (await order(trying)).location ?? "";
    expect((await trying.get(tried)).data).toMatchObject({ test: true, payment: undefined });
  });
});
