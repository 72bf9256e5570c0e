import { describe, expect, test } from "vitest";
import { addressOf, readWays, sameWays, waysText } from "./confirmation.ts";

describe("where a destination leads", () => {
  test.each<[string, Readonly<Record<string, unknown>>, string]>([
    [
      "a host alone: paths can be secrets",
      { url: "https://a.example:8443/x?y#z" },
      "a.example:8443",
    ],
    [
      "a bucket behind its host",
      { bucket: "antraege", endpoint: "https://s3.example" },
      "s3.example, antraege",
    ],
    ["a mailbox", { to: "amt@example.de", encryption: "smime" }, "amt@example.de"],
    ["a host of SFTP", { host: "sftp.example.de", username: "stadt" }, "sftp.example.de"],
    ["what is no address stays as it was typed", { url: "https://[" }, "https://["],
    ["nothing that could be an address", { behaviour: "accept", seconds: 3 }, ""],
  ])("%s", (_, options, address) => {
    expect(addressOf(options)).toBe(address);
  });
});

describe("ways", () => {
  const ways = [
    { destinationId: "b", role: "primary" },
    { destinationId: "a", role: "copy" },
  ] as const;

  test("are the same in whatever order, and not in other roles", () => {
    expect(sameWays(ways, ways.toReversed())).toBe(true);
    expect(sameWays(ways, ways.slice(1))).toBe(false);
    expect(sameWays([{ destinationId: "a", role: "primary" }], ways.slice(1))).toBe(false);
  });

  test("come back from the log as they went into it", () => {
    expect(readWays(waysText(ways))).toEqual(ways.toReversed());
    expect(readWays("")).toEqual([]);
  });
});
