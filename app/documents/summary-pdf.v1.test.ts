import { createHash } from "node:crypto";
import fc from "fast-check";
import { SaxesParser } from "saxes";
import { beforeAll, describe, expect, it } from "vitest";
import { formatDateTime, formatDay, formatFileSize, formatMoney } from "../i18n/format.ts";
import deDocument from "../../locales/de/document.json" with { type: "json" };
import { charactersOf } from "../domain/din91379.ts";
import type { SubmissionDocument, SummarySection } from "../domain/submission.ts";
import { documentOf } from "./fixtures/fim-service.ts";
import { nameOf, readPdf, type ReadPdf } from "./fixtures/read-pdf.ts";
import { below, expectSound, rowsOf } from "./fixtures/sound-pdf.ts";
import { submissionJson } from "./submission-json.v1.server.ts";
import { summaryPdf, type SummaryKind } from "./summary-pdf.v1.server.ts";
import type { SummaryTexts } from "./summary-texts.ts";

const texts: SummaryTexts = {
  words: deDocument,
  dateTime: (instant) => formatDateTime(instant, "de"),
  day: (day) => formatDay(day, "de"),
  fileSize: (bytes) => formatFileSize(bytes, "de"),
  money: (cents) => formatMoney(cents, "de"),
};
const { words } = texts;
const make = (document: SubmissionDocument, kind: SummaryKind = "summary") =>
  summaryPdf(document, kind, texts);
const read = async (document: SubmissionDocument, kind?: SummaryKind) =>
  readPdf(await make(document, kind));

function withSummary(summary: readonly SummarySection[]): SubmissionDocument {
  return { ...documentOf(), summary: [...summary], attachments: [] };
}
function section(...rows: [label: string, ...values: string[]][]): SummarySection {
  return {
    page: "seite",
    title: "Abschnitt",
    rows: rows.map(([label, ...values], at) => ({ path: `f${String(at)}`, label, values })),
  };
}

const answersOf = (pdf: ReadPdf) => rowsOf(pdf).slice(4);

describe("the summary of an ordinary submission", () => {
  const document = documentOf();
  let pdf: ReadPdf;
  beforeAll(async () => {
    pdf = await read(document);
  });

  it("says that it is tagged, in which language, and shows its title", () => {
    const { catalog, get, info } = pdf;
    expect(get(catalog["MarkInfo"])).toEqual({ Marked: true });
    expect(get(catalog["ViewerPreferences"])).toEqual({ DisplayDocTitle: true });
    expect(catalog["Lang"]).toBe("de");
    expect(info["Title"]).toBe("Zusammenfassung: Alles beantragen (7KQ4-M2XA-P9DT)");
    const [intent] = catalog["OutputIntents"] as [Record<string, unknown>];
    expect(get(intent as never)).toMatchObject({ S: { name: "GTS_PDFA1" } });
  });

  it("claims PDF/UA-1 and PDF/A-3a, in XMP that is well-formed", async () => {
    const name = 'Gaststätte <A> & "B" \u0007';
    const service = { ...document.service, name };
    for (const { metadata } of [pdf, await read({ ...document, service })]) {
      const parser = new SaxesParser({ xmlns: true });
      parser.on("error", (error) => {
        throw error;
      });
      parser.write(metadata).close();
      expect(metadata).toMatch(/<pdfuaid:part>1</);
      expect(metadata).toMatch(/<pdfaid:part>3<[^]*<pdfaid:conformance>A</);
    }
    expect((await read({ ...document, service })).info["Title"]).toContain(name);
  });

  it("carries the machine format as its source", () => {
    const { catalog, get, stream } = pdf;
    const [reference] = catalog["AF"] as [never];
    const spec = get(reference) as Record<string, never>;
    expect(spec).toMatchObject({ UF: "antrag.json", AFRelationship: { name: "Source" } });
    const { F: file } = spec["EF"] as unknown as { F: never };
    expect(stream(file).toString("utf8")).toBe(submissionJson(document));
    expect(nameOf((get(file) as Record<string, never>)["Subtype"])).toBe("application/json");
    const names = get((get(catalog["Names"]) as Record<string, never>)["EmbeddedFiles"]);
    expect(names).toMatchObject({ Names: ["antrag.json", reference] });
  });

  it("has its headings in order, and under them every label with its values", () => {
    expectSound(pdf);
    expect(pdf.tree.children.slice(0, 5).map(({ tag, text }) => [tag, text])).toMatchObject([
      ["P", "Musterstadt"],
      ["H1", "Zusammenfassung"],
      ["P", "Alles beantragen"],
      ["P", words.summaryIntro],
      ["Table", expect.stringContaining("7KQ4-M2XA-P9DT")],
    ]);
    expect(below(pdf.tree, "H2").map(({ text }) => text)).toEqual([
      "Angaben",
      "Ihr Hund – Hund 1",
      "Ihr Hund – Hund 2",
      "Anlagen",
    ]);
    expect(rowsOf(pdf).slice(0, 4)).toEqual([
      ["Vorgangsnummer", ["7KQ4-M2XA-P9DT"]],
      ["Eingegangen am", ["24. November 2026 um 14:30"]],
      ["Antrag", ["Alles beantragen"]],
      ["Empfänger", ["Musterstadt"]],
    ]);
    const expected = document.summary.flatMap(({ rows }) =>
      rows.map(({ label, values, statement }) => [
        label,
        [...values, ...(statement && values.length > 0 ? [statement.text] : [])]
          .flatMap((value) => value.split("\n"))
          .filter((line) => line !== ""),
      ]),
    );
    expect(answersOf(pdf).slice(0, -1)).toEqual(expected);
    expect(answersOf(pdf)[0]?.[1]).toEqual(["Łukasz Çelik-Müßner ǈ Ș & <Söhne>"]);
    for (const row of below(pdf.tree, "TH")) {
      expect(row.attributes).toMatchObject({ Scope: { name: "Row" } });
    }
  });

  it("says of a test on every page that it is one: once for readers, and across each page for the eye alone", async () => {
    const rows = Array.from({ length: 80 }, (_, at): [string, string] => [`Frage ${at}`, "Ja"]);
    const tested = await read({ ...withSummary([section(...rows)]), test: true });
    const marks = tested.items.filter(({ text }) => text === words.testMark);
    const pages = new Set(tested.items.map(({ page: of }) => of));
    expect(pages.size).toBeGreaterThan(1);
    expect(new Set(marks.map(({ page: of }) => of))).toEqual(pages);
    expect(marks.every(({ isArtifact }) => isArtifact)).toBe(true);
    expect(tested.tree.children.map(({ text }) => text)).toContain(words.testHint);
    expect(pdf.items.some(({ text }) => text === words.testMark)).toBe(false);
  });

  it("names attachments with question, size and checksum", () => {
    const [attachment] = document.attachments;
    expect(answersOf(pdf).at(-1)).toEqual([
      "Anlage 1",
      [attachment?.name, "Frage file", "1 kB, Prüfsumme (SHA-256):", attachment?.sha256],
    ]);
  });

  it("tells what it costs: every position, how it comes about, and the sum", async () => {
    const line = { cents: 4800, single: 9600, count: 1 };
    const costly = await read({
      ...withSummary([section(["Frage", "Antwort"])]),
      fees: {
        currency: "EUR",
        provisional: true,
        positions: [
          {
            ...line,
            id: "a",
            label: "Steuer",
            item: "Hund 1: Bello",
            reduction: { label: "Geringes Einkommen", percent: 50 },
          },
          { id: "b", label: "Marken", cents: 500, single: 250, count: 2 },
        ],
        open: [{ id: "c", label: "Zuschlag" }],
        total: 5300,
        period: "im Jahr",
        legalBasis: ["Satzung"],
      },
    });
    expect(answersOf(costly).slice(1)).toEqual([
      ["Steuer (Hund 1: Bello)", [texts.money(4800), "50 % weniger: Geringes Einkommen"]],
      ["Marken", [texts.money(500), `2 × ${texts.money(250)}`]],
      ["Zuschlag", [words.feeOpen]],
      ["Summe", [`${texts.money(5300)} im Jahr`, "Satzung"]],
    ]);
    expect(costly.tree.children.map(({ text }) => text)).toContain(words.feeProvisional);
  });

  it("counts its pages and repeats the reference, for the eye alone", () => {
    expect(pdf.pageCount).toBeGreaterThan(1);
    for (let at = 0; at < pdf.pageCount; at += 1) {
      const foot = pdf.items.filter((item) => item.page === at && item.isArtifact && item.y < 60);
      expect(foot.map(({ text }) => text)).toEqual([
        "Vorgangsnummer 7KQ4-M2XA-P9DT",
        `Seite ${String(at + 1)} von ${String(pdf.pageCount)}`,
      ]);
    }
  });

  it("is the same to the byte when made again, and differs as a receipt", async () => {
    const sum = async (kind: SummaryKind) =>
      createHash("sha256")
        .update(await make(document, kind))
        .digest("hex");
    expect(await sum("summary")).toBe(await sum("summary"));
    const receipt = await read(document, "receipt");
    expect(receipt.tree.children.slice(1, 4).map(({ text }) => text)).toEqual([
      "Eingangsbestätigung",
      "Alles beantragen",
      words.receiptIntro,
    ]);
    expect(rowsOf(receipt)).toEqual(rowsOf(pdf));
  });

  it("says how surely the applicant was known, where they have signed in", async () => {
    const known = await read({ ...document, assuranceLevel: "substantial" });
    expect(rowsOf(known)).toContainEqual([words.assurance, [words.levels.substantial]]);
    expect(JSON.stringify(rowsOf(pdf))).not.toContain(words.assurance);
  });
});

describe("a summary that is hard to set", () => {
  it("says where nothing was answered", async () => {
    const pdf = await read(withSummary([section(["Telefonnummer"])]));
    expect(answersOf(pdf)).toEqual([["Telefonnummer", ["Keine Angabe"]]]);
  });

  it("goes on over pages with long answers, and says the label again", async () => {
    const lines = Array.from({ length: 200 }, (_, at) => `Zeile ${String(at)} der Antwort`);
    const pdf = await read(withSummary([section(["Beschreibung", lines.join("\n")], ["B", "b"])]));
    expectSound(pdf);
    expect(pdf.pageCount).toBeGreaterThan(3);
    expect(answersOf(pdf)).toEqual([
      ["Beschreibung", lines],
      ["B", ["b"]],
    ]);
    const again = pdf.items.filter(({ text }) => text.includes("(Fortsetzung)"));
    expect(again.map((item) => [item.page, item.isArtifact])).toEqual(
      Array.from({ length: pdf.pageCount - 1 }, (_, at) => [at + 1, true]),
    );
  });

  it("keeps hundreds of rows whole", async () => {
    const rows = Array.from({ length: 400 }, (_, at): [string, ...string[]] => [
      `Frage ${String(at)} ${"mit Worten ".repeat(at % 9)}`,
      ...Array.from(
        { length: at % 4 },
        (_value, value) => `Antwort ${String(at)}.${String(value)}`,
      ),
    ]);
    const sections = Array.from({ length: 40 }, (_, at) =>
      section(...rows.slice(at * 10, at * 10 + 10)),
    );
    const pdf = await read(withSummary(sections));
    expectSound(pdf);
    expect(answersOf(pdf)).toEqual(
      rows.map(([label, ...values]) => [label, values.length === 0 ? ["Keine Angabe"] : values]),
    );
    for (const row of below(pdf.tree, "TR")) {
      expect(new Set(row.items.map((item) => item.page)).size).toBe(1);
    }
  });

  it("breaks words that are longer than a line, and labels that are longer than a page", async () => {
    const word = "Rindfleischetikettierungsüberwachungsaufgaben".repeat(250);
    const label = "Versichern Sie, dass alle Angaben richtig und vollständig sind? ".repeat(90);
    const pdf = await read(withSummary([section([label, word], [word, "kurz"])]));
    expectSound(pdf);
    expect(answersOf(pdf)).toEqual([
      [label, [word]],
      [word, ["kurz"]],
    ]);
  });

  it("does not run over with long names of service, municipality and section", async () => {
    const long = "Sondernutzungserlaubnis für öffentliche Verkehrsflächen ".repeat(40).trim();
    const document = withSummary([{ ...section(["A", "b"]), title: long }]);
    const pdf = await read({
      ...document,
      service: { ...document.service, name: long },
      municipality: { ...document.municipality, name: long },
    });
    expectSound(pdf);
    expect(below(pdf.tree, "H2")[0]?.text).toBe(long);
  });
});

describe("the letters", () => {
  it("show what no font has by its number", async () => {
    const pdf = await read(withSummary([section(["A", "Gruß 😀 日 \u202E\u0007 a\u00ADb\u200B"])]));
    expectSound(pdf);
    expect(answersOf(pdf)).toEqual([["A", ["Gruß [U+1F600] [U+65E5] [U+202E][U+0007] ab"]]]);
  });

  it("come back out of the PDF, Greek and Cyrillic too", async () => {
    const all =
      "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞßẞàþÿĀąĆčĎđĒĘĜğĠĦĨıĲĳĴĶĸĹŁŃŇŊŐŒŔŘŚŠȘŢȚŤŦŨŮŰŲŴŶŹŻŽƏǅǆǈǋǓǫǮȮȲəʒ " +
      "A̋C̀C̄C̨̆D̂F̀H̱J́K͟hL̥̄M̂M̐N̂P̕T̕Z̄a̋č̕ḳ̄l̥ŗ̥̄s̱ž̦ ḂḌḎḐḠḤḪḰḲḴḶṁṅṇṉṘṛṝṡṣṬṯẀẄẍẎẐẒẕẠỹ ‘’“”„–—…€₤§°²³½×÷±≤≥∞ ΑΒΓΔΆΈάέήίόύώϊϋΰΐς АБВГДЖИЙЪЬЮЯабвгд";
    const pdf = await read(withSummary([section([all, all])]));
    expectSound(pdf);
    const [row] = answersOf(pdf);
    expect(row?.[0].normalize("NFC")).toBe(all.normalize("NFC"));
    expect(row?.[1].join("").normalize("NFC")).toBe(all.normalize("NFC"));
  });

  it("are all of DIN 91379", async () => {
    const all = charactersOf("E").filter((one) => one.trim() !== "");
    const pdf = await read(
      withSummary([section(...all.map((one): [string, string] => [one, one]))]),
    );
    expectSound(pdf);
    const found = answersOf(pdf).flatMap(([label, values]) => [label, ...values]);
    expect(found.map((letter) => letter.normalize("NFC"))).toEqual(
      all.flatMap((one) => [one, one]),
    );
  });

  it("are as wide as they were measured, where a line needs two fonts", async () => {
    // The first font lacks the letter; all of its line used to be set in the second one, which is wider.
    const answer = `\u0250${"\u0000".repeat(6)}\u{10000}`;
    const document = withSummary([section(["Frage", answer])]);
    expectSound(await read({ ...document, service: { ...document.service, name: answer } }));
  });

  it("come back whatever is answered", async () => {
    const text = fc.string({ unit: "binary", maxLength: 40 });
    const european = fc.string({
      unit: fc.oneof(
        fc.integer({ min: 0x20, max: 0x24f }).map((code) => String.fromCodePoint(code)),
        fc.constantFrom(" ", "\n", "-", "\u0301", "\u0323"),
      ),
      maxLength: 300,
    });
    const answer = fc.oneof(text, european);
    await fc.assert(
      fc.asyncProperty(answer, answer, fc.array(answer, { maxLength: 3 }), async (a, b, c) => {
        const document = withSummary([{ ...section([a, b, ...c]), title: a }]);
        const pdf = await read({ ...document, service: { ...document.service, name: b } });
        expectSound(pdf);
        const [row] = answersOf(pdf);
        expect(spelled(row?.[0] ?? "")).toBe(expected(a));
        expect(spelled(row?.[1].join("") ?? "")).toBe(
          [b, ...c].map(expected).join("").normalize("NFC"),
        );
      }),
      { numRuns: 30 },
    );
  }, 60_000);
});

/** A text of the PDF, with numbers turned back into characters. */
function spelled(text: string): string {
  return text
    .replace(/\[U\+([\dA-F]+)\]/g, (_, hex: string) =>
      String.fromCodePoint(Number.parseInt(hex, 16)),
    )
    .normalize("NFC");
}

/** What of a text the PDF has to keep. */
function expected(text: string): string {
  return text
    .split(/\r\n|[\r\n\u2028\u2029]/)
    .map((line) =>
      line
        .normalize("NFC")
        .replace(/[\u00AD\u200B\uFEFF]/g, "")
        .replace(/[\t\u1680\u2000-\u200A\u205F\u3000]/g, " "),
    )
    .join("")
    .normalize("NFC");
}
