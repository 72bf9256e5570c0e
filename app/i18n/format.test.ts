import { expect, it } from "vitest";
import {
  formatDateTime,
  formatDay,
  formatFileSize,
  formatMoney,
  formatNumber,
  formatShortDateTime,
} from "./format.ts";

/** Intl puts no-break spaces where a line must not end. */
const plain = (text: string) => text.replace(/\s/gu, " ");

it("tells instants by the authority's clock", () => {
  expect(plain(formatDateTime("2026-07-01T22:30:00Z", "de"))).toBe("2. Juli 2026 um 00:30");
  expect(plain(formatDateTime(new Date("2026-12-31T23:30:00Z"), "en"))).toBe(
    "1 January 2027 at 00:30",
  );
  expect(plain(formatShortDateTime("2026-07-01T12:05:00Z", "de"))).toBe("01.07.2026, 14:05");
});

it("tells days, wherever the server stands", () => {
  expect(formatDay("2026-11-24", "de")).toBe("24. November 2026");
  expect(formatDay("2026-11-24", "en")).toBe("24 November 2026");
  expect(formatDay("2026-11-24T23:30:00Z", "de")).toBe("25. November 2026");
});

it("tells money and sizes", () => {
  expect(plain(formatMoney(1250, "de"))).toBe("12,50 €");
  expect(plain(formatMoney(123_456, "en"))).toBe("€1,234.56");
  expect(plain(formatFileSize(0, "de"))).toBe("1 kB");
  expect(plain(formatFileSize(1024 * 1024 - 513, "de"))).toBe("1.023 kB");
  expect(plain(formatFileSize(1024 * 1024 - 1, "de"))).toBe("1 MB");
  expect(plain(formatFileSize(1_468_006, "de"))).toBe("1,4 MB");
  expect(plain(formatFileSize(10 * 1024 * 1024, "en"))).toBe("10 MB");
  expect(formatNumber(11_000, "de")).toBe("11.000");
});

it("tells them in the other languages with the same figures and hours", () => {
  expect(plain(formatDateTime("2026-07-01T12:05:00Z", "uk"))).toContain("14:05");
  expect(formatDateTime("2026-07-01T12:05:00Z", "ar")).toMatch(/^1 .+ 2026 .+ 14:05$/);
  expect(formatDay("2026-11-24", "de-simple")).toBe("24. November 2026");
  expect(plain(formatMoney(1250, "tr"))).toBe("€12,50");
  expect(formatMoney(1250, "ar")).toContain("12.50");
});
