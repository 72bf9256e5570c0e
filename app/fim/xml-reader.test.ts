import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fixture } from "./fixtures/read-fixture.ts";
import { readGenericode } from "./genericode.ts";
import { readSchema } from "./read-schema.ts";
import { maxXmlDepth, maxXmlToken, readXml } from "./xml-reader.ts";
import { maxXmlBytes } from "./xml-text.ts";

const ns = "urn:xoev-de:fim:standard:xdatenfelder_3.0.0";
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string): Uint8Array => {
  const units = Uint16Array.from(`\uFEFF${text}`, (letter) => letter.charCodeAt(0));
  return new Uint8Array(units.buffer);
};
const bomb = `<!DOCTYPE a [<!ENTITY l0 "ha">${Array.from(
  { length: 20 },
  (_, level) => `<!ENTITY l${String(level + 1)} "${`&l${String(level)};`.repeat(10)}">`,
).join("")}]><a>&l20;</a>`;

/** Name, input, code, line. */
const bad: readonly (readonly [string, string | Uint8Array, string, number?])[] = [
  ["nothing", "", "empty", 1],
  ["white space only", " \n ", "empty", 1],
  ["no bytes", new Uint8Array(), "empty", 1],
  ["a document type", "<!DOCTYPE a>\n<a/>", "doctypeForbidden", 1],
  ["an entity bomb", bomb, "doctypeForbidden", 1],
  [
    "an external entity",
    '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    "doctypeForbidden",
    1,
  ],
  ["an external document type", '<!DOCTYPE a SYSTEM "http://[::1]/a.dtd"><a/>', "doctypeForbidden"],
  ["an unknown entity", "<a>\n&auml;</a>", "malformedXml", 2],
  ["a truncated file", "<a>\n<b>\n<c/>", "malformedXml", 3],
  ["a truncated document type", "<!DOCTYPE a [", "malformedXml", 1],
  ["crossed tags", "<a><b></a></b>", "malformedXml", 1],
  ["two roots", "<a/><a/>", "malformedXml", 1],
  ["an undeclared prefix", "<x:a/>", "malformedXml", 1],
  ["text", "not xml at all", "malformedXml", 1],
  ["JSON", '{"a": 1}', "malformedXml", 1],
  ["a control character", "<a>\u0001</a>", "malformedXml", 1],
  [
    "binary garbage",
    Uint8Array.from([0x50, 0x4b, 3, 4, 0xff, 0xfe, 0x80, 10, 200]),
    "invalidEncoding",
    1,
  ],
  [
    "bytes that are not UTF-8",
    Uint8Array.from([...bytes("<a>\n"), 0xe4, 0x3c]),
    "invalidEncoding",
    2,
  ],
  [
    "an encoding nobody reads",
    bytes('<?xml version="1.0" encoding="UTF-7"?><a/>'),
    "unsupportedEncoding",
    1,
  ],
  ["deep nesting", "<a>".repeat(maxXmlDepth + 1) + "</a>".repeat(maxXmlDepth + 1), "tooDeep", 1],
  [
    "an encoding named like a property",
    bytes('<?xml version="1.0" encoding="constructor"?><a/>'),
    "unsupportedEncoding",
    1,
  ],
  [
    "a flood of attributes",
    `<a ${Array.from({ length: 200_000 }, (_, at) => `a${String(at)}="" `).join("")}/>`,
    "tooLarge",
    1,
  ],
  ["an endless comment", `<!--${" ".repeat(2 * maxXmlToken)}--><a/>`, "tooLarge", 1],
  ["a large file", new Uint8Array(maxXmlBytes + 1), "tooLarge"],
];

describe("bad input", () => {
  it.each(bad.map((row) => [row[0], row] as const))(
    "refuses %s",
    (_name, [, input, code, line]) => {
      for (const read of [readSchema, readGenericode]) {
        const outcome = read(input);
        expect(outcome.ok).toBe(false);
        expect(outcome.problems).toHaveLength(1);
        expect(outcome.problems[0]).toMatchObject({ severity: "error", code });
        if (line !== undefined) expect(outcome.problems[0]?.line).toBe(line);
        expect(outcome.problems[0]?.message).not.toBe("");
      }
    },
  );

  it("refuses what is hidden in a relation that is passed over", () => {
    const whole = new TextDecoder().decode(fixture("alle-merkmale.xdf3.xml"));
    const relation = /<fim:relation>[^]*?<\/fim:relation>/;
    const broken = (from: string | RegExp, to: string) =>
      readSchema(whole.replace(relation, (found) => found.replace(from, to)));
    const refused = (code: string, line: number) => ({
      ok: false,
      problems: [{ severity: "error", code, line }],
    });
    expect(broken("nothing of this kind", "")).toMatchObject({ ok: true });
    const line = 1 + whole.slice(0, relation.exec(whole)?.index).split("\n").length;
    expect(broken("</fim:praedikat>", "</fim:x>")).toMatchObject(refused("malformedXml", line + 2));
    expect(broken("<code>ABL</code>", "")).toMatchObject(refused("missingElement", line + 2));
    expect(broken(/<fim:objekt>[^]*<\/fim:objekt>/, "")).toMatchObject(
      refused("missingElement", line + 4),
    );
    expect(broken("1.0.0", "eins")).toMatchObject(refused("invalidValue", line + 5));
    expect(broken(/ listURI="[^"]*"/, ' listURI="urn:x"')).toMatchObject(
      refused("invalidAttribute", line),
    );
    const bound = whole
      .replace('xmlns:fim="', 'xmlns="urn:muster" xmlns:fim="')
      .replaceAll("<code>", '<code xmlns="">');
    expect(readSchema(bound)).toMatchObject({ ok: true });
    const unbound = bound.replace('<code xmlns="">ABL', "<code>ABL");
    expect(readSchema(unbound)).toMatchObject(refused("unexpectedElement", line + 7));
  });

  it("names foreign namespaces and messages", () => {
    expect(readSchema("<a/>")).toMatchObject({ problems: [{ code: "unknownNamespace", line: 1 }] });
    expect(readSchema('<a xmlns="constructor"/>')).toMatchObject({
      problems: [{ code: "unknownNamespace" }],
    });
    expect(readSchema(`<a xmlns="${ns}"/>`)).toMatchObject({
      problems: [{ code: "unsupportedMessage" }],
    });
    expect(readSchema(`<xdatenfelder.stammdatenschema.0102 xmlns="${ns}"/>`)).toMatchObject({
      problems: [{ code: "missingElement" }],
    });
    expect(readGenericode(fixture("alle-merkmale.xdf3.xml"))).toMatchObject({
      problems: [{ code: "unknownNamespace" }],
    });
  });

  it("never throws, whatever is damaged", () => {
    const whole = fixture("zonen_2025.genericode.xml");
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, byte) => {
        const damaged = whole.slice();
        damaged[at] = byte;
        readGenericode(damaged);
        readGenericode(whole.slice(0, at));
      }),
      { numRuns: 200 },
    );
  });
});

describe("encodings", () => {
  const text = '<?xml version="1.0" encoding="ENC"?><a>Straße</a>';
  const latin1 = Uint8Array.from(text.replace("ENC", "ISO-8859-1"), (letter) =>
    letter.charCodeAt(0),
  );
  it.each([
    ["a string", text],
    ["UTF-8", bytes(text.replace("ENC", "utf-8"))],
    ["UTF-8 with byte order mark", bytes(`\uFEFF${text.replace("ENC", "UTF-8")}`)],
    ["UTF-16", utf16(text.replace("ENC", "UTF-16"))],
    ["Latin 1", latin1],
  ])("reads %s", (_name, input) => {
    expect(readXml(input)).toMatchObject({ ok: true, root: { local: "a", text: "Straße" } });
  });
});
