import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasClamd, startClamd, type Clamd } from "../../files/fixtures/clamd.ts";
import type { Config } from "../../platform/config.server.ts";
import { checkScanner } from "./check-scanner.server.ts";

const look = (scanner?: Config["scanner"]) =>
  checkScanner({ ...(scanner && { scanner }) } as Config, new Date());

test("no scanner is a warning, one that is away a failure", async () => {
  expect(await look()).toMatchObject({ status: "warn" });
  expect(await look({ kind: "tcp", host: "127.0.0.1", port: 1 })).toMatchObject({ status: "fail" });
});

describe.skipIf(!hasClamd)("with a real clamd", () => {
  let clamd: Clamd;
  beforeAll(async () => {
    clamd = await startClamd();
  });
  afterAll(() => clamd.stop());

  test("one without the official signatures is told", async () => {
    expect(await look(clamd.unix)).toMatchObject({
      status: "warn",
      message: expect.stringMatching(/ClamAV .* without official signatures/) as string,
    });
  });
});
