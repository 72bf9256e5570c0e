import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  amountDue,
  isLive,
  isOverdue,
  mayBeginAnew,
  nextPaymentStatus,
  nextQuestion,
  paymentStatuses,
  type PaymentEvent,
  type PaymentStatus,
  type ToldStatus,
} from "./payment.ts";

const told = (status: ToldStatus, otherPaid = false): PaymentEvent => ({
  kind: "told",
  status,
  otherPaid,
});
const anyEvent: fc.Arbitrary<PaymentEvent> = fc.oneof(
  fc.constantFrom<PaymentEvent>(
    { kind: "start" },
    { kind: "created" },
    { kind: "refused" },
    { kind: "lost" },
    { kind: "overdue" },
    { kind: "superseded" },
  ),
  fc
    .tuple(fc.constantFrom<ToldStatus>("open", "paid", "failed", "cancelled"), fc.boolean())
    .map(([status, otherPaid]) => told(status, otherPaid)),
);

describe("one attempt", () => {
  it("goes from being due to being paid", () => {
    const events: PaymentEvent[] = [
      { kind: "start" },
      { kind: "created" },
      told("open"),
      told("paid"),
    ];
    expect(events.reduce<PaymentStatus>(nextPaymentStatus, "due")).toBe("paid");
  });

  it("that is paid never goes back, whatever comes", () => {
    fc.assert(
      fc.property(fc.array(anyEvent), fc.constantFrom("paid", "surplus"), (events, status) => {
        expect(events.reduce<PaymentStatus>(nextPaymentStatus, status)).toBe(status);
      }),
    );
  });

  it("is paid only if the payment service says so of a transaction that there is", () => {
    fc.assert(
      fc.property(fc.array(anyEvent), (events) => {
        const end = events.reduce<PaymentStatus>(nextPaymentStatus, "due");
        const isTold = events.some((one) => one.kind === "told" && one.status === "paid");
        if (end === "paid" || end === "surplus") expect(isTold).toBe(true);
      }),
    );
  });

  it("that failed does not come back to life, unless it is paid after all", () => {
    for (const status of ["failed", "cancelled", "expired"] as const) {
      expect(nextPaymentStatus(status, told("open"))).toBe(status);
      expect(nextPaymentStatus(status, told("paid"))).toBe("paid");
      expect(nextPaymentStatus(status, told("paid", true))).toBe("surplus");
    }
  });

  it("is asked about less and less often, and after a month no more", () => {
    const begun = new Date("2026-03-01T09:00:00Z");
    const at = (hours: number) => new Date(begun.getTime() + hours * 3_600_000);
    const minutes = (status: PaymentStatus, hours: number) =>
      ((nextQuestion(status, begun, at(hours))?.getTime() ?? NaN) - at(hours).getTime()) / 60_000;
    expect([0, 1, 7].map((hours) => minutes("started", hours))).toEqual([1, 10, 60]);
    expect(minutes("cancelled", 1)).toBe(720);
    expect(nextQuestion("expired", begun, at(31 * 24))).toBeUndefined();
    for (const status of ["due", "paid", "surplus"] as const)
      expect(nextQuestion(status, begun, at(1))).toBeUndefined();
    expect([isOverdue(begun, at(71)), isOverdue(begun, at(73))]).toEqual([false, true]);
  });
});

/** What citizens, the payment service and the clock can do to the attempts of one application. */
type Deed =
  | { readonly kind: "press" }
  /** On the page of the newest transaction, or of an older one that still stands open in some tab. */
  | {
      readonly kind: "page";
      readonly which: number;
      readonly deed: "paid" | "failed" | "cancelled";
    }
  | { readonly kind: "ask"; readonly which: number }
  | { readonly kind: "loseAnswer" }
  | { readonly kind: "days" }
  | { readonly kind: "file" };

interface Attempt {
  status: PaymentStatus;
  /** At the payment service; undefined where there is none. */
  there: ToldStatus | undefined;
  /** Whether anybody was told where to pay. */
  known: boolean;
}

/** The portal as `app/payment` drives the machine, over a payment service whose pages close before the portal gives up. */
function play(deeds: readonly Deed[]) {
  const attempts: Attempt[] = [];
  let filed = 0;
  let filedUnpaid = 0;
  let losing = false;
  const ask = (attempt: Attempt): void => {
    if (!attempt.there || !attempt.known) return;
    const otherPaid = attempts.some((one) => one !== attempt && one.status === "paid");
    const next = nextPaymentStatus(attempt.status, told(attempt.there, otherPaid));
    if (next === "paid")
      for (const other of attempts)
        if (other !== attempt)
          other.status = nextPaymentStatus(other.status, { kind: "superseded" });
    attempt.status = next;
  };
  const begin = (attempt: Attempt): void => {
    attempt.status = nextPaymentStatus(attempt.status, { kind: "start" });
    if (attempt.there) {
      // PAYMENT_EXISTS, and nobody finds it.
      attempt.status = nextPaymentStatus(attempt.status, { kind: "lost" });
      return;
    }
    attempt.there = "open";
    if (losing) {
      losing = false;
      return;
    }
    attempt.known = true;
    attempt.status = nextPaymentStatus(attempt.status, { kind: "created" });
  };
  for (const deed of deeds) {
    switch (deed.kind) {
      case "press": {
        for (const one of attempts) ask(one);
        if (mayBeginAnew(attempts))
          attempts.push({ status: "due", there: undefined, known: false });
        const live = attempts.find(({ status }) => isLive(status));
        if (live && (live.status === "due" || live.status === "starting")) begin(live);
        break;
      }
      case "page": {
        const open = attempts.filter(({ there, known }) => known && there === "open");
        const one = open[deed.which % Math.max(1, open.length)];
        if (one) one.there = deed.deed;
        break;
      }
      case "ask": {
        const one = attempts[deed.which % Math.max(1, attempts.length)];
        if (one) ask(one);
        break;
      }
      case "loseAnswer":
        losing = true;
        break;
      case "days":
        for (const one of attempts) {
          if (one.there === "open") one.there = "failed";
          one.status = nextPaymentStatus(one.status, { kind: "overdue" });
        }
        break;
      case "file":
        if (attempts.some(({ status }) => status === "paid")) {
          filed += 1;
          if (!attempts.some(({ there }) => there === "paid")) filedUnpaid += 1;
        }
    }
  }
  return { attempts, filed, filedUnpaid };
}

const index = fc.nat(5);
const anyDeed: fc.Arbitrary<Deed> = fc.oneof(
  fc.constantFrom<Deed>(
    { kind: "press" },
    { kind: "press" },
    { kind: "loseAnswer" },
    { kind: "days" },
    { kind: "file" },
  ),
  fc.record({
    kind: fc.constant("page" as const),
    which: index,
    deed: fc.constantFrom(
      "paid" as const,
      "paid" as const,
      "failed" as const,
      "cancelled" as const,
    ),
  }),
  fc.record({ kind: fc.constant("ask" as const), which: index }),
);

describe("all attempts of an application", () => {
  it("pay at most once and never file unpaid, in whatever order things happen", () => {
    let paidRuns = 0;
    fc.assert(
      fc.property(fc.array(anyDeed, { maxLength: 40 }), (deeds) => {
        const { attempts, filedUnpaid } = play(deeds);
        const paid = attempts.filter(({ there }) => there === "paid").length;
        if (paid > 0) paidRuns += 1;
        expect(paid).toBeLessThanOrEqual(1);
        expect(filedUnpaid).toBe(0);
        expect(attempts.filter(({ status }) => isLive(status)).length).toBeLessThanOrEqual(1);
        expect(attempts.some(({ status }) => status === "surplus")).toBe(false);
      }),
      { numRuns: 3000 },
    );
    // The property would hold of a machine that lets nobody pay.
    expect(paidRuns).toBeGreaterThan(300);
  });

  it("begin anew only where none can be paid any more", () => {
    for (const status of paymentStatuses)
      expect(mayBeginAnew([{ status: "failed" }, { status }])).toBe(
        ["failed", "cancelled", "expired"].includes(status),
      );
  });
});

it("is due where the amount is certain", () => {
  const fees = { provisional: false, open: [], total: 3070 };
  expect(amountDue(fees)).toBe(3070);
  expect(amountDue(undefined)).toBeUndefined();
  expect(amountDue({ ...fees, provisional: true })).toBeUndefined();
  expect(amountDue({ ...fees, open: [{}] })).toBeUndefined();
  expect(amountDue({ ...fees, total: 0 })).toBeUndefined();
});
