import { expect, it } from "vitest";
import { readHost } from "./host.ts";

it.each([
  ["antrag.musterstadt.de", "antrag.musterstadt.de"],
  [" https://Antrag.Musterstadt.de/ ", "antrag.musterstadt.de"],
  ["antrag.münster.de", "antrag.xn--mnster-3ya.de"],
  ["antrag.musterstadt.de.", "antrag.musterstadt.de"],
])("%j is the host %s", (typed, host) => {
  expect(readHost(typed, undefined)).toEqual({ host });
});

it.each([
  "",
  "musterstadt",
  "localhost",
  "antrag.localhost",
  "127.0.0.1",
  "[::1]",
  "antrag.musterstadt.de/pfad",
  "antrag.musterstadt.de:8080",
  "erika@musterstadt.de",
  "an trag.de",
  "-antrag.de",
  "antrag_.musterstadt.de",
  `${"a".repeat(64)}.de`,
])("%j is none", (typed) => {
  expect(readHost(typed, undefined)).toEqual({ problem: "invalid" });
});

it("the portal's own belongs to no municipality", () => {
  expect(readHost("portal.example", "portal.example")).toEqual({ problem: "portal" });
});
