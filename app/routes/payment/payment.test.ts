import { beforeEach, describe, expect, it } from "vitest";
import { settlePayments } from "#app/apply/file-paid.server.ts";
import { feeTable } from "#app/operations/set-fee-table.server.ts";
import { deleteExpired } from "#app/jobs/delete-expired.server.ts";
import { withMunicipality, type Sql } from "#db/connect.ts";
import type { PaymentRow } from "#db/queries/payments.ts";
import { ars, base, createPayingPortal } from "../fixtures/paying-portal.ts";
import { examplesOf } from "../fixtures/fill-journey.ts";
import { createVisitor, type Visitor } from "../fixtures/visitor.ts";

const { portal, desk, filled } = await createPayingPortal();
const usual = { ...desk.trouble };
const start = "2026-03-01T09:00:00Z";
beforeEach(() => {
  Object.assign(desk.trouble, usual);
  portal.setClock(start);
});
const later = (minutes: number) => {
  portal.setClock(new Date(new Date(start).getTime() + minutes * 60_000).toISOString());
};
const inTown = <T>(work: (sql: Sql) => Promise<T>) => withMunicipality(portal.database, ars, work);

interface Review {
  readonly marks: readonly string[];
  readonly fees: { readonly total: number };
  readonly payment: {
    readonly needed: boolean;
    readonly paid?: { cents: number; differs: boolean };
  };
}
const reviewOf = async (visitor: Visitor) => (await visitor.get(`${base}/pruefen`)).data as Review;
const order = async (visitor: Visitor) => {
  const { marks } = await reviewOf(visitor);
  const answer = await visitor.post(`${base}/pruefen`, { gesehen: marks });
  expect(answer).toMatchObject({ status: 303, location: `${base}/bezahlen` });
};
const pay = (visitor: Visitor) => visitor.post(`${base}/bezahlen`, {});
/** The transaction to which somebody is sent. */
const begun = async (visitor: Visitor): Promise<string> => {
  const { status, location = "" } = await pay(visitor);
  expect({ status, location }).toMatchObject({ status: 303 });
  expect(location).toMatch(/^http:.*\/bezahlen\//);
  return location.split("/").at(-1) ?? "";
};
const pageOf = async (visitor: Visitor) => (await visitor.get(`${base}/bezahlen`)).data;
const back = async (visitor: Visitor) => (await visitor.get(`${base}/bezahlen/zurueck`)).location;
const madeBy = (known: ReadonlySet<string>) =>
  [...desk.transactions.keys()].filter((id) => !known.has(id));
const rowsOf = (transactionId: string) =>
  inTown(
    (sql) => sql<PaymentRow[]>`
      select * from payments where draft_id =
        (select draft_id from payments where transaction_id = ${transactionId}) order by created_at`,
  );

describe("where fees are paid before filing", () => {
  it("the review leads to the payment, and what is paid is filed with it", async () => {
    const visitor = await filled();
    const { payment, fees } = await reviewOf(visitor);
    expect(payment).toEqual({ needed: true, paid: undefined });
    await order(visitor);
    expect(await pageOf(visitor)).toMatchObject({ status: "due", begunCents: fees.total });
    const id = await begun(visitor);
    const { request } = desk.transactions.get(id) ?? {};
    expect(request).toMatchObject({
      grossAmount: fees.total / 100,
      redirectUrl: `http://portal.test${base}/bezahlen/zurueck`,
    });
    desk.act(id, "pay");
    const receipt = await back(visitor);
    expect(receipt).toMatch(/\/eingang\//);
    expect((await visitor.get(receipt ?? "")).data).toMatchObject({
      payment: { status: "paid", amountCents: fees.total, transactionId: id, method: "CREDITCARD" },
    });
    // Filed: nothing is kept of the order, and every way leads to the receipt.
    expect(await rowsOf(id)).toMatchObject([{ status: "paid", sealed: null }]);
    for (const address of ["pruefen", "bezahlen", "bezahlen/zurueck"])
      expect((await visitor.get(`${base}/${address}`)).location).toBe(receipt);
    expect((await pay(visitor)).location).toBe(receipt);
  });

  it("nothing is filed unpaid, whatever the address says and however often one presses", async () => {
    const visitor = await filled();
    await order(visitor);
    const known = new Set(desk.transactions.keys());
    await begun(visitor);
    const lie = await visitor.get(`${base}/bezahlen/zurueck?status=PAYED`);
    expect(lie.location).toBe(`${base}/bezahlen`);
    await order(visitor);
    await settlePayments(portal);
    expect(await pageOf(visitor)).toMatchObject({ status: "started" });
    expect(madeBy(known)).toHaveLength(1);
  });

  it("two tabs and two presses make one transaction", async () => {
    const visitor = await filled();
    await order(visitor);
    const known = new Set(desk.transactions.keys());
    // Longer than the other tabs need on a slow machine.
    desk.trouble.late = 2000;
    const answers = await Promise.all([pay(visitor), pay(visitor), pay(visitor)]);
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(2);
    expect(madeBy(known)).toHaveLength(1);
    const again = await pay(visitor);
    expect(again.location).toContain(madeBy(known)[0]);
    expect(madeBy(known)).toHaveLength(1);
  });

  it("what is cancelled can be paid anew, and only once", async () => {
    const visitor = await filled();
    await order(visitor);
    const first = await begun(visitor);
    desk.act(first, "cancel");
    expect(await back(visitor)).toBe(`${base}/bezahlen`);
    expect(await pageOf(visitor)).toMatchObject({ status: "cancelled" });
    expect((await pay(visitor)).location).toBe(`${base}/pruefen`);
    await order(visitor);
    const second = await begun(visitor);
    expect(second).not.toBe(first);
    desk.act(second, "pay");
    expect(await back(visitor)).toMatch(/\/eingang\//);
    expect((await rowsOf(second)).map(({ status }) => status)).toEqual(["cancelled", "paid"]);
  });
});

describe("trouble", () => {
  it("a payment service that is away takes nothing with it", async () => {
    const visitor = await filled();
    await order(visitor);
    desk.trouble.down = true;
    expect(await pay(visitor)).toMatchObject({ status: 503, data: { trouble: "unavailable" } });
    expect(await pageOf(visitor)).toMatchObject({ status: "starting" });
    desk.trouble.down = false;
    const id = await begun(visitor);
    desk.act(id, "pay");
    desk.trouble.down = true;
    expect(await back(visitor)).toBe(`${base}/bezahlen?hinweis=keine-antwort`);
    desk.trouble.down = false;
    expect(await back(visitor)).toMatch(/\/eingang\//);
  });

  it.each([true, false])(
    "an answer that is lost after a transaction was made leads to one payment (found by request: %s)",
    async (findsByRequestId) => {
      Object.assign(desk.trouble, { findsByRequestId, loseAnswers: 1 });
      const visitor = await filled();
      await order(visitor);
      const known = new Set(desk.transactions.keys());
      expect(await pay(visitor)).toMatchObject({ status: 503 });
      const answer = await pay(visitor);
      if (!findsByRequestId) {
        // Nobody knows where that one is paid: another may begin.
        expect(answer.location).toBe(`${base}/bezahlen`);
        expect(await pageOf(visitor)).toMatchObject({ status: "failed" });
        await order(visitor);
        await begun(visitor);
      }
      const payable = madeBy(known);
      expect(payable).toHaveLength(findsByRequestId ? 1 : 2);
      desk.act(payable.at(-1) ?? "", "pay");
      expect(await back(visitor)).toMatch(/\/eingang\//);
    },
  );

  it("what was told to be paid stays paid", async () => {
    desk.trouble.flaps = true;
    const visitor = await filled();
    await order(visitor);
    const id = await begun(visitor);
    desk.act(id, "pay");
    expect(await back(visitor)).toMatch(/\/eingang\//);
    await settlePayments(portal);
    expect(await rowsOf(id)).toMatchObject([{ status: "paid" }]);
  });

  it("a payment that was given up and paid after all closes the one that came after it", async () => {
    const visitor = await filled();
    await order(visitor);
    const first = await begun(visitor);
    later(4 * 24 * 60);
    expect(await back(visitor)).toBe(`${base}/bezahlen`);
    expect(await pageOf(visitor)).toMatchObject({ status: "expired" });
    await order(visitor);
    desk.act(first, "pay");
    // Before anything new begins, it is asked what became of the old one.
    expect((await pay(visitor)).location).toMatch(/\/eingang\/|\/pruefen$/);
    expect((await rowsOf(first)).map(({ status }) => status)).toEqual(["paid", "expired"]);
  });

  it("money for nothing that was filed is known", async () => {
    const visitor = await filled();
    await order(visitor);
    const id = await begun(visitor);
    await visitor.post(`${base}/entwurf`, { intent: "discard" });
    desk.act(id, "pay");
    later(2);
    expect(await settlePayments(portal)).toBe(0);
    expect(await rowsOf(id)).toMatchObject([{ status: "paid", submissionId: null }]);
  });
});

describe("an amount that changes after a payment has begun", () => {
  const dearer = (cents: number) =>
    feeTable(
      portal,
      {
        municipality: "musterstadt",
        serviceId: "hund-mit-gebuehr",
        table: { ersterHund: { kind: "amount", cents } },
      },
      "test",
    );

  it("is told, never charged a second time, and left to the office once the old one is paid", async () => {
    const visitor = await filled();
    const { fees } = await reviewOf(visitor);
    await order(visitor);
    const known = new Set(desk.transactions.keys());
    const id = await begun(visitor);
    await dearer(fees.total + 500);
    await order(visitor);
    expect(await pageOf(visitor)).toMatchObject({
      status: "started",
      differs: true,
      begunCents: fees.total,
      fees: { total: fees.total + 500 },
    });
    expect((await pay(visitor)).location).toContain(id);
    expect([...madeBy(known)]).toEqual([id]);
    desk.act(id, "pay");
    const receipt = (await back(visitor)) ?? "";
    expect((await visitor.get(receipt)).data).toMatchObject({
      fees: { total: fees.total + 500 },
      payment: { amountCents: fees.total },
    });
    await dearer(fees.total);
  });

  it("can be paid as it is now once the old payment is broken off", async () => {
    const visitor = await filled();
    const { fees } = await reviewOf(visitor);
    await order(visitor);
    const old = await begun(visitor);
    await dearer(fees.total + 500);
    desk.act(old, "cancel");
    await back(visitor);
    await order(visitor);
    const id = await begun(visitor);
    expect(desk.transactions.get(id)?.request.grossAmount).toBe((fees.total + 500) / 100);
    await dearer(fees.total);
  });
});

describe("whoever does not come back", () => {
  it("has it filed by itself once it is paid, by one of many workers", async () => {
    const visitor = await filled();
    await order(visitor);
    const id = await begun(visitor);
    desk.act(id, "pay");
    later(2);
    const filedBy = await Promise.all([settlePayments(portal), settlePayments(portal)]);
    expect(filedBy.reduce((sum, one) => sum + one, 0)).toBeGreaterThanOrEqual(1);
    const [submissions] = await inTown(
      (sql) => sql`select count(*)::int as count from submissions where draft_id =
        (select draft_id from payments where transaction_id = ${id})`,
    );
    expect(submissions).toEqual({ count: 1 });
    expect((await visitor.get(`${base}/bezahlen`)).location).toMatch(/\/eingang\//);
  });

  it("finds it paid where the answers were changed after it was confirmed, and files it without paying again", async () => {
    const visitor = await filled();
    await order(visitor);
    const id = await begun(visitor);
    const [example] = examplesOf("hundesteuer-anmelden");
    const step = example?.steps.find(({ page }) => page === "halter");
    const input = { ...step?.input, "G99000000201/F99000000301": "Erika Maria", intent: "next" };
    await visitor.post(`${base}/halter`, input);
    desk.act(id, "pay");
    later(2);
    expect(await settlePayments(portal)).toBe(0);
    const { payment, marks, fees } = await reviewOf(visitor);
    expect(payment).toEqual({ needed: false, paid: { cents: fees.total, differs: false } });
    const filed = await visitor.post(`${base}/pruefen`, { gesehen: marks });
    expect(filed.location).toMatch(/\/eingang\//);
  });

  it("keeps the draft for as long as it may be paid", async () => {
    const visitor = await filled();
    await order(visitor);
    const id = await begun(visitor);
    desk.trouble.down = true;
    later(40 * 24 * 60);
    await deleteExpired(portal);
    desk.trouble.down = false;
    const [row] = await rowsOf(id);
    const drafts = await inTown(
      (sql) => sql`select 1 from drafts where id = ${row?.draftId ?? ""}`,
    );
    expect(drafts).toHaveLength(1);
  });
});

it("a service without such fees knows nothing of paying", async () => {
  const visitor = createVisitor(portal);
  expect((await visitor.get("/musterstadt/strassenfest/bezahlen")).location).toBe(
    "/musterstadt/strassenfest/pruefen",
  );
});
