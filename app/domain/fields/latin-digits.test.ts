import { expect, it } from "vitest";
import { latinDigits } from "./latin-digits.ts";
import { line } from "./field-kind.ts";
import { numberFormatter } from "./formatters.ts";

it("takes the figures of Arabic and Persian keyboards", () => {
  expect(latinDigits("٠١٢٣٤٥٦٧٨٩")).toBe("0123456789");
  expect(latinDigits("۰۱۲۳۴۵۶۷۸۹")).toBe("0123456789");
  expect(latinDigits("٣٫٥")).toBe("3,5");
  expect(latinDigits("Straße 5, ٫")).toBe("Straße 5, ٫");
  expect(line(() => [" ٥٣١١١ "])).toBe("53111");
});

it("prints figures that everybody at the authority reads", () => {
  expect(numberFormatter("ar", {}).format(12)).toBe("12");
  expect(numberFormatter("ar-SY", {}).format(12)).toBe("12");
});
