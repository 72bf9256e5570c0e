import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it, test } from "vitest";
import { listAdapters, type RegisteredAdapter } from "./adapters.server.ts";
import { failureOf } from "./failure.server.ts";
import { personal, testAttachment, testDelivery, testDocument } from "./fixtures/test-delivery.ts";

/** They send nothing anywhere, so that there is no receiver to try them at. */
const sendNothing = ["download-only", "demo-trouble"];

test("every adapter has run the contract, at a real receiver where there is one", () => {
  const runs = globSync("**/*.test.ts", { cwd: import.meta.dirname })
    .map((file) => readFileSync(path.join(import.meta.dirname, file), "utf8"))
    .filter((source) => /^\s*adapterContract\(/m.test(source));
  const without = listAdapters("demo")
    .map(({ name }) => name)
    .filter((name) => !runs.some((source) => source.includes(`/${name}.server.ts"`)));
  expect(without.toSorted()).toEqual(sendNothing.toSorted());
});

const options: Readonly<Record<string, object>> = {
  "download-only": {},
  "demo-trouble": { behaviour: "accept", seconds: 0 },
};

describe.each(listAdapters("demo").filter(({ name }) => sendNothing.includes(name)))(
  "$name keeps what of the contract concerns it:",
  (adapter) => {
    const make = (wishes = {}, given = options[adapter.name]) => {
      const document = testDocument();
      const delivery = testDelivery(document, { open: false, ...wishes });
      const send = (signal = AbortSignal.timeout(10_000)) =>
        adapter.forward(document, [testAttachment("x.pdf", 10).attachment], given, signal, {
          ...delivery.open(),
          fetch: () => Promise.reject(new Error("nothing goes out")),
          reach: () => Promise.reject(new Error("nothing goes out")),
        });
      return { delivery, send };
    };

    it("takes whatever comes, as often as it comes, sends nothing and tells nothing", async () => {
      for (const kind of ["application", "supplement", "test"] as const) {
        const { delivery, send } = make({ kind });
        const first = await send();
        expect(first).toMatchObject({ kind: "accepted" });
        delivery.forget();
        expect(await send()).toEqual(first);
        expect(delivery.exchanges).toEqual([]);
        for (const word of personal)
          expect(JSON.stringify([first, delivery.kept()])).not.toContain(word);
      }
    });

    it("says of a check what it found, and refuses options that there are not", async () => {
      const { tools } = { tools: make().delivery.open() };
      const signal = AbortSignal.timeout(10_000);
      const found = await adapter.check(options[adapter.name], tools, signal);
      expect(found.every(({ ok }) => ok)).toBe(true);
      const [refused] = await adapter.check({ strange: 1 }, tools, signal);
      expect(refused).toMatchObject({ what: "options", ok: false });
      expect(await make({}, { strange: 1 }).send()).toMatchObject({ kind: "retry", alone: true });
    });
  },
);

describe("the demo's destination", () => {
  const demo = listAdapters("demo").find(
    ({ name }) => name === "demo-trouble",
  ) as RegisteredAdapter;
  const send = (behaviour: string, signal: AbortSignal) => {
    const document = testDocument();
    const delivery = testDelivery(document).open();
    return demo.forward(document, [], { behaviour, seconds: 5 }, signal, delivery);
  };

  it.each(["timeout", "late"])(
    "that does not answer (%s) is left when the time is over",
    async (behaviour) => {
      const signal = AbortSignal.timeout(200);
      const begun = performance.now();
      const failure = await send(behaviour, signal).catch((error: unknown) =>
        failureOf(error, signal),
      );
      expect(failure).toEqual({ kind: "retry", reason: "no answer in time" });
      expect(performance.now() - begun).toBeLessThan(3000);
    },
  );

  it("is busy, breaks, and rejects with a problem of a known kind", async () => {
    const signal = AbortSignal.timeout(10_000);
    expect(await send("refuse", signal)).toMatchObject({ kind: "retry" });
    await expect(send("throw", signal)).rejects.toThrow("breaks");
    expect(await send("reject", signal)).toMatchObject({
      kind: "rejected",
      problems: [{ instance: "data" }],
    });
  });
});
