import { expect, it } from "vitest";
import { compareVersions, proposeVersion } from "./next-version.ts";

it("compares numbers, not letters", () => {
  expect(compareVersions("1.10.0", "1.9")).toBeGreaterThan(0);
  expect(compareVersions("1.0", "1.0.0")).toBe(0);
  expect(compareVersions("0.9.9", "1")).toBeLessThan(0);
});

it("proposes a version by whom the change touches", () => {
  const none = { breaksDrafts: false, breaksReceivers: false };
  expect(proposeVersion(undefined, none)).toBe("1.0.0");
  expect(proposeVersion("1.2.3", none)).toBe("1.2.4");
  expect(proposeVersion("1.2.3.4", none)).toBe("1.2.4");
  expect(proposeVersion("1.2.3", { ...none, breaksDrafts: true })).toBe("1.3.0");
  expect(proposeVersion("1.2", { breaksDrafts: true, breaksReceivers: true })).toBe("2.0.0");
});
