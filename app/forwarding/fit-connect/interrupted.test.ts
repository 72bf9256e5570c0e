import { describe, expect, test } from "vitest";
import { LeaseLostError, type Delivery } from "../adapter.server.ts";
import { createSender } from "./fixtures/sender.ts";
import { deliveryOf, urlOf } from "./fixtures/local-service.ts";
import type { FitConnectState } from "./state.server.ts";

const { service, forward, follow, submitted, pickUp } = await createSender();

describe("a process that dies", () => {
  /** Fails at the request of that number, before or after it has had its effect. */
  const dying = (at: number, after: boolean): Delivery<FitConnectState>["fetch"] => {
    let count = 0;
    return async (input, init) => {
      count += 1;
      if (count !== at) return fetch(input, init);
      if (after) await (await fetch(input, init)).arrayBuffer();
      throw new TypeError("killed");
    };
  };

  test.each([false, true])(
    "at any step, before or after it took effect (%s), has everything arrive once",
    async (after) => {
      for (let at = 1; ; at += 1) {
        service.reset();
        const first = deliveryOf({ fetch: dying(at, after) });
        const outcome = await forward(first);
        if (outcome.kind !== "retry") {
          expect(at).toBeGreaterThan(6);
          break;
        }
        const second = deliveryOf({ state: first.kept() });
        expect(await forward(second)).toMatchObject({ kind: "sent" });
        expect(submitted(), `died at ${String(at)}`).toHaveLength(1);
        const { submissionId, caseId } = second.kept() ?? first.kept()!;
        const { opened } = await pickUp(submissionId, caseId);
        expect(opened).not.toHaveProperty("problem");
        // The receiver's word is believed whichever attempt it was that came through.
        expect(await follow(second)).toMatchObject({ kind: "sent" });
      }
    },
    180_000,
  );

  test("goes on with the attachments that are missing, and sends none twice", async () => {
    const sent: string[] = [];
    const counting: Delivery<FitConnectState>["fetch"] = (input, init) => {
      if (urlOf(input).includes("/attachments/")) {
        sent.push(urlOf(input));
        if (sent.length === 3) throw new TypeError("killed");
      }
      return fetch(input, init);
    };
    const first = deliveryOf({ fetch: counting });
    await forward(first);
    expect(await forward(deliveryOf({ state: first.kept(), fetch: counting }))).toMatchObject({
      kind: "sent",
    });
    // The third one twice: nobody knew whether it had arrived.
    expect(new Set(sent).size).toBe(3);
    expect(sent).toHaveLength(4);
  });

  test("whose lease is another's by now sends nothing more", async () => {
    const requests: string[] = [];
    const delivery = deliveryOf({
      fetch: (input, init) => {
        requests.push(init?.method ?? "GET");
        return fetch(input, init);
      },
      keep: () => Promise.reject(new LeaseLostError("lease lost")),
    });
    await expect(forward(delivery)).rejects.toThrow("lease lost");
    expect(requests.filter((method) => method === "PUT")).toEqual([]);
  });

  test("whose submission was cut off after it took effect learns that from the log", async () => {
    service.faults.set({ dropAfterSubmit: 1 });
    const delivery = deliveryOf();
    expect(await forward(delivery)).toMatchObject({ kind: "retry" });
    expect(await forward(deliveryOf({ state: delivery.kept() }))).toMatchObject({ kind: "sent" });
    expect(submitted()).toHaveLength(1);
  });

  test("whose submission is asked for a second time learns in the same attempt that it is there", async () => {
    service.faults.set({ dropAfterSubmit: 1 });
    // As what asks idempotent requests again does, whose connection was cut.
    const again: Delivery<FitConnectState>["fetch"] = (input, init) =>
      fetch(input, init).catch(() => fetch(input, init));
    expect(await forward(deliveryOf({ fetch: again }))).toMatchObject({ kind: "sent" });
    expect(submitted()).toHaveLength(1);
  });

  test("for so long that the announcement is gone announces anew", async () => {
    const first = deliveryOf({ fetch: dying(5, false) });
    await forward(first);
    expect(first.kept()).toBeDefined();
    service.clock.advance(15 * 86_400_000);
    const second = deliveryOf({ state: first.kept() });
    expect(await forward(second)).toMatchObject({ kind: "sent" });
    expect(second.kept()?.submissionId).not.toBe(first.kept()?.submissionId);
  });
});
