import fc from "fast-check";
import { expect, it } from "vitest";
import { inboxCsv, type InboxCsvRow } from "./inbox-csv.v1.server.ts";

const words = {
  reference: "Vorgangsnummer",
  service: "Antrag",
  submittedAt: "Eingegangen",
  status: "Stand",
};
const row: InboxCsvRow = {
  reference: "7KQ4-M2XA-P9DT",
  service: "Hund anmelden",
  submittedAt: "2026-07-01T22:30:00Z",
  status: "Eingegangen",
};

/** As RFC 4180 reads it, with semicolons. */
function read(csv: string): string[][] {
  const rows: string[][] = [];
  let cells: string[] = [];
  let at = 1;
  while (at < csv.length) {
    const match = /"((?:[^"]|"")*)"(;|\r\n)/y;
    match.lastIndex = at;
    const found = match.exec(csv);
    if (!found) throw new Error(`damaged at ${String(at)}`);
    cells.push(found[1]!.replaceAll('""', '"'));
    if (found[2] === "\r\n") {
      rows.push(cells);
      cells = [];
    }
    at = match.lastIndex;
  }
  return rows;
}

it("is what a German Excel opens without asking", () => {
  expect(inboxCsv([row], words)).toBe(
    "\uFEFF" +
      '"Vorgangsnummer";"Antrag";"Eingegangen";"Stand"\r\n' +
      '"7KQ4-M2XA-P9DT";"Hund anmelden";"2026-07-02 00:30";"Eingegangen"\r\n',
  );
});

it.each(["=1+1", "+49", "-2", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "\n=1"])(
  "does not let %j be a formula",
  (service) => {
    expect(read(inboxCsv([{ ...row, service }], words))[1]?.[1]).toBe(`'${service}`);
  },
);

it("keeps every text and the number of cells, whatever the texts are", () => {
  const text = fc.string({ unit: "binary" });
  fc.assert(
    fc.property(fc.array(fc.record({ reference: text, service: text, status: text })), (texts) => {
      const rows = texts.map((one) => ({ ...row, ...one }));
      const found = read(inboxCsv(rows, words)).slice(1);
      expect(found).toHaveLength(rows.length);
      found.forEach((cells, at) => {
        expect(cells).toHaveLength(4);
        expect(cells[0]?.replace(/^'/, "")).toBe(rows[at]?.reference.replace(/^'/, ""));
        for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
      });
    }),
  );
});
