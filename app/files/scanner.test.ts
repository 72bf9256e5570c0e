import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasClamd, infectedText, startClamd, type Clamd } from "./fixtures/clamd.ts";
import { pdfWith } from "./fixtures/make-files.ts";
import { openScanner, ScannerAwayError } from "./scanner.server.ts";

describe.skipIf(!hasClamd)("with a real clamd", () => {
  let clamd: Clamd;
  beforeAll(async () => {
    clamd = await startClamd(["StreamMaxLength 1M"]);
  });
  afterAll(() => clamd.stop());

  test.each(["tcp", "unix"] as const)(
    "finds a signature over %s, and nothing where nothing is",
    async (way) => {
      const scanner = openScanner(clamd[way]);
      expect(await scanner.scan([await pdfWith("Bescheid")])).toEqual({ kind: "clean" });
      expect(await scanner.scan([Buffer.from(`x ${infectedText} y`)])).toEqual({
        kind: "infected",
        signature: "Einmal.Test.Signatur.UNOFFICIAL",
      });
      expect(await scanner.version()).toMatch(/^ClamAV \d/);
    },
  );

  test("finds a signature that is spread over pieces, behind half a megabyte", async () => {
    const content = [
      randomBytes(500_000),
      ...Array.from(Buffer.from(infectedText), (byte) => Buffer.of(byte)),
    ];
    expect(await openScanner(clamd.tcp).scan(content)).toMatchObject({ kind: "infected" });
  });

  test("a file beyond the scanner's own limit is not called clean", async () => {
    const verdict = await openScanner(clamd.tcp).scan([randomBytes(3_000_000)]);
    expect(verdict).toMatchObject({
      kind: "failed",
      reason: expect.stringContaining("size limit") as string,
    });
  });

  test("many files at once", async () => {
    const scanner = openScanner(clamd.unix);
    const verdicts = await Promise.all(
      Array.from({ length: 12 }, (_, number) =>
        scanner.scan([Buffer.from(number % 3 === 0 ? infectedText : `Datei ${number}`)]),
      ),
    );
    expect(verdicts.map(({ kind }) => kind)).toEqual(
      Array.from({ length: 12 }, (_, number) => (number % 3 === 0 ? "infected" : "clean")),
    );
  });
});

test("a scanner that is not there is said to be away", async () => {
  const nowhere = openScanner({ kind: "tcp", host: "127.0.0.1", port: 1 });
  await expect(nowhere.scan([Buffer.from("x")])).rejects.toThrow(ScannerAwayError);
  await expect(openScanner({ kind: "unix", path: "/nowhere" }).version()).rejects.toThrow(
    ScannerAwayError,
  );
});
