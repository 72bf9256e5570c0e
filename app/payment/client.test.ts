import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { createDesk, demoAccess, listenDesk } from "../../e2e/fixtures/bezahldienst/desk.ts";
import { paymentService } from "./client.server.ts";
import { paymentOptionsSchema, transactionsUrlOf, type PaymentOptions } from "./options.ts";
import { paymentRequest, type Charge } from "./wire.ts";

const desk = createDesk();
const { origin, stop } = await listenDesk(desk);
afterAll(stop);
const { originatorId, endPointId, token, client } = demoAccess;
const options: PaymentOptions = { baseUrl: `${origin}/api/v1`, originatorId, endPointId, token };
const terms = { open: true, now: () => new Date() };
const service = paymentService(options, terms);
const usual = { ...desk.trouble };
beforeEach(() => {
  Object.assign(desk.trouble, usual);
});

const charge: Charge = {
  purpose: "Bewohnerparkausweis für Straße",
  description: "Bewohnerparkausweis, Musterstadt (Stadt)",
  positions: [
    { id: "ausweis", label: "Ausweis für 1 Jahr", cents: 3070 },
    { id: "porto", label: "Porto & Versand", cents: 110 },
    { id: "nichts", label: "Erlassen", cents: 0 },
  ],
};
let count = 0;
const requestOf = (change: Partial<Charge> = {}) => {
  count += 1;
  const own = { id: `r-${String(count)}`, at: new Date(), redirectUrl: "https://portal.example/z" };
  return paymentRequest({ ...charge, ...change }, own);
};
const asked = ({ requestId }: { requestId: string }) => ({ requestId, cents: 3180 });

describe("the request", () => {
  it("has decimals of whole cents, one item a position, and texts within the bounds", () => {
    expect(requestOf()).toMatchObject({
      currency: "EUR",
      grossAmount: 31.8,
      purpose: "Bewohnerparkausweis fuer St",
      description: "Bewohnerparkausweis, Musterstadt Stadt",
      items: [
        { id: "1", reference: "ausweis", totalNetAmount: 30.7, taxRate: 0, quantity: 1 },
        { id: "2", reference: "porto", description: "Porto Versand", singleNetAmount: 1.1 },
      ],
    });
  });

  it("never has more than 99 items, and every sum of cents adds up", async () => {
    const positions = Array.from({ length: 120 }, (_, index) => ({
      id: `p${String(index)}`,
      label: "Posten",
      cents: 1 + index * 7,
    }));
    for (const length of [1, 99, 100, 120]) {
      const request = requestOf({ positions: positions.slice(0, length) });
      expect(request.items.length).toBe(length > 99 ? 1 : length);
      expect((await service.create(request)).kind).toBe("transaction");
    }
  });
});

describe("a transaction", () => {
  it("is made once for a request, told where it is paid, and found again", async () => {
    const request = requestOf();
    const made = await service.create(request);
    expect(made).toMatchObject({ kind: "transaction", transaction: { status: "open" } });
    if (made.kind !== "transaction") throw new Error("none");
    expect(made.transaction.redirectUrl).toBe(`${origin}/bezahlen/${made.transaction.id}`);
    expect(await service.create(request)).toEqual({ kind: "exists" });
    const url = transactionsUrlOf(options);
    desk.act(made.transaction.id, "pay");
    expect(await service.find(url, made.transaction.id, asked(request))).toMatchObject({
      kind: "transaction",
      transaction: { status: "paid", method: "CREDITCARD", redirectUrl: undefined },
    });
    // What is told of another request or amount is not believed.
    const other = { requestId: "another", cents: 3180 };
    expect((await service.find(url, made.transaction.id, other)).kind).toBe("unknown");
    const less = { requestId: request.requestId, cents: 3179 };
    expect((await service.find(url, made.transaction.id, less)).kind).toBe("unknown");
    expect(await service.find(url, "nothing", other)).toEqual({ kind: "absent" });
  });

  it.each([
    ["CALCULATION_ERROR", { grossAmount: 5 }],
    ["VALIDATION_ERROR", { purpose: "Straße und noch viel mehr als geht" }],
    ["VALIDATION_ERROR", { items: [] }],
  ])("is refused with %s", async (code, change) => {
    expect(await service.create({ ...requestOf(), ...change })).toEqual({ kind: "refused", code });
  });

  it("is refused without data for the booking, where they are wanted", async () => {
    desk.trouble.wantsBookingData = true;
    const code = "BOOKING_DATA_MISSING";
    expect(await service.create(requestOf())).toEqual({ kind: "refused", code });
  });

  it("may be there although the answer did not come", async () => {
    desk.trouble.loseAnswers = 1;
    const request = requestOf();
    expect((await service.create(request)).kind).toBe("unknown");
    expect(await service.create(request)).toEqual({ kind: "exists" });
    desk.trouble.down = true;
    expect((await service.create(requestOf())).kind).toBe("unknown");
    const gone = await listenDesk(createDesk());
    await gone.stop();
    const nobody = paymentService({ ...options, baseUrl: `${gone.origin}/api` }, terms);
    expect(await nobody.create(requestOf())).toEqual({ kind: "unknown", reason: "ECONNREFUSED" });
  });
});

describe("access", () => {
  it("is by a token or by client credentials", async () => {
    const { token: _, ...bare } = options;
    const oauth = { tokenUrl: `${origin}/api/v1/token`, clientId: client.id };
    const good = paymentService({ ...bare, ...oauth, clientSecret: client.secret }, terms);
    expect(await good.check()).toEqual({ ok: true, detail: "200" });
    expect((await good.create(requestOf())).kind).toBe("transaction");
    const wrong = paymentService({ ...bare, ...oauth, clientSecret: "wrong" }, terms);
    expect(await wrong.check()).toEqual({ ok: false, detail: "token: 401" });
    const none = paymentService(bare, terms);
    expect(await none.create(requestOf())).toEqual({ kind: "refused", code: "FORBIDDEN" });
    const stranger = paymentService({ ...options, originatorId: "fremd" }, terms);
    expect(await stranger.create(requestOf())).toEqual({
      kind: "refused",
      code: "NO_VALID_ORIGINATOR_OR_ENDPOINT",
    });
    expect(paymentOptionsSchema.safeParse({ ...bare, clientId: "half" }).success).toBe(false);
  });

  it("keeps the token from other servers, and the portal from private networks", async () => {
    const elsewhere = "http://localhost:9/paymenttransaction/a/b";
    expect(await service.find(elsewhere, "x", { requestId: "x", cents: 1 })).toEqual({
      kind: "unknown",
      reason: "of another payment service",
    });
    const closed = paymentService(options, { ...terms, open: false });
    expect(await closed.check()).toEqual({ ok: false, detail: "not https" });
    const https = { ...options, baseUrl: origin.replace("http:", "https:") };
    const guarded = await paymentService(https, { ...terms, open: false }).check();
    expect(guarded.detail).toContain("may not be reached");
  });
});
