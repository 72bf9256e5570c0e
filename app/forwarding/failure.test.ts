import { expect, test } from "vitest";
import * as z from "zod";
import { UnreachableHostError } from "../platform/reach.server.ts";
import { failureOf, withoutThrowing } from "./failure.server.ts";

const { signal } = new AbortController();

test("a mistake of ours is one delivery's own trouble", async () => {
  const broken: (() => Promise<never>)[] = [
    () => Promise.reject(new TypeError("undefined is not a function")),
    () => Promise.reject(new RangeError("Invalid array length")),
    // eslint-disable-next-line @typescript-eslint/require-await -- what it throws is meant.
    async () => z.never().parse("Erika Mustermann"),
  ];
  for (const work of broken) {
    const result = await withoutThrowing(signal, work);
    expect(result).toMatchObject({ kind: "retry", alone: true });
    expect(JSON.stringify(result)).not.toContain("Mustermann");
  }
});

test("a network that fails is the destination's trouble", async () => {
  const refused = await fetch("http://127.0.0.1:9/").catch((error: unknown) => error);
  const reset = Object.assign(new Error("read"), { code: "ECONNRESET" });
  for (const error of [refused, reset, new UnreachableHostError("there is no host x")]) {
    const failure = failureOf(error, signal);
    expect(failure.kind).toBe("retry");
    expect(failure).not.toHaveProperty("alone");
  }
});
