import { expect, test } from "vitest";
import { checkFileName } from "./file-name.ts";

test("a name stays as it is, without folders and what nobody sees", () => {
  expect(checkFileName("C:\\Scans\\Größe\u0007 \u200bMaß.pdf")).toEqual({
    ok: true,
    name: "Größe Maß.pdf",
  });
  // Marks of direction that systems add by themselves are no tricks.
  expect(checkFileName("\u200eWhatsApp Bild.jpg")).toEqual({ ok: true, name: "WhatsApp Bild.jpg" });
  expect(checkFileName("  ")).toEqual({ ok: true, name: "datei" });
});

test("a name that turns the direction of its letters is refused, and told without the trick", () => {
  expect(checkFileName("Rechnung\u202efdp.exe")).toEqual({
    ok: false,
    code: "file.nameHidden",
    name: "Rechnungfdp.exe",
  });
});

test("a name of more than 200 characters is refused, and told in short", () => {
  expect(checkFileName(`${"ä".repeat(197)}.pdf`)).toMatchObject({ code: "file.nameTooLong" });
  expect(checkFileName(`${"ä".repeat(196)}.pdf`)).toMatchObject({ ok: true });
  expect([...checkFileName("ä".repeat(500)).name].length).toBe(61);
});
