import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { safeFileName } from "./safe-file-name.ts";

describe("a safe file name", () => {
  it.each([
    ["Zeugnis Łukasz.pdf", "Zeugnis Łukasz.pdf"],
    ["../../etc/passwd", "passwd"],
    ["C:\\Users\\erika\\foto.jpg", "foto.jpg"],
    ["..", "datei"],
    ["", "datei"],
    [".htaccess", "htaccess"],
    ["a\u0000b\nc.pdf", "a_b_c.pdf"],
    ['was? "ja": <nein>|*.pdf', "was_ _ja__ _nein___.pdf"],
    ["rechnung\u202Efdp.exe", "rechnung_fdp.exe"],
    ["CON", "_CON"],
    ["nul.txt", "_nul.txt"],
    ["ende. ", "ende"],
    [`${"ä".repeat(300)}.pdf`, `${"ä".repeat(56)}.pdf`],
    ["U\u0308ber.pdf", "Über.pdf"],
  ])("%j becomes %j", (name, safe) => {
    expect(safeFileName(name)).toBe(safe);
  });

  it("is safe whatever it was", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (name) => {
        const safe = safeFileName(name);
        expect(safe).not.toMatch(/[/\\<>:"|?*\p{C}]|^[.\s]|[.\s]$/u);
        expect(safe).not.toBe("");
        expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(240);
        expect(safeFileName(safe)).toBe(safe);
      }),
    );
  });
});
