import fc from "fast-check";
import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import { dogService } from "../domain/fixtures/dog-service.ts";
import { escapeXmlAttribute } from "./escape-xml.ts";
import { fimXml } from "./fim-xml.v1.server.ts";
import { documentOf, fimService, fullAnswers } from "./fixtures/fim-service.ts";
import { xsdValue } from "./xsd-value.ts";

/** Texts of all elements by their names; throws if it is not well-formed. */
function leavesOf(xml: string): [string, string][] {
  const parser = new SaxesParser({ xmlns: true });
  const leaves: [string, string][] = [];
  let text = "";
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", () => (text = ""));
  parser.on("text", (part) => (text += part));
  parser.on("closetag", ({ name, uri }) => {
    expect(uri).toBe("urn:fim-de:xfall:datenschema:xdf3");
    if (text.trim() !== "" || !/^[GS]/.test(name)) leaves.push([name, text]);
    text = "";
  });
  parser.write(xml).close();
  return leaves;
}

describe("the XML of a submission", () => {
  const xml = fimXml(documentOf(), fimService) ?? "";

  it("nests elements as the schema does and writes values as XML Schema wants them", () => {
    expect(xml).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<S99000000001V1.2.0 xmlns="urn:fim-de:xfall:datenschema:xdf3">
  <G99000000001V2.0.0>
    <F99000000001V1.0.0>Łukasz Çelik-Müßner ǈ Ș &amp; &lt;Söhne&gt;</F99000000001V1.0.0>
    <F99000000002V1.0.0>Erste Zeile
Zweite Zeile

Dritte</F99000000002V1.0.0>
    <F99000000003V1.0.0>82.5</F99000000003V1.0.0>
    <F99000000004V1.0.0>2026</F99000000004V1.0.0>
    <F99000000005V1.0.0>-1.05</F99000000005V1.0.0>
    <F99000000006V1.0.0>1980-03-31</F99000000006V1.0.0>
    <F99000000007V1.0.0>2019-05</F99000000007V1.0.0>
    <F99000000008V1.0.0>18:30:00</F99000000008V1.0.0>
    <F99000000009V1.0.0>2026-05-01T22:00:00</F99000000009V1.0.0>
    <F99000000010V1.0.0>false</F99000000010V1.0.0>
    <F99000000011V1.0.0>02</F99000000011V1.0.0>
    <F99000000012V1.0.0>01</F99000000012V1.0.0>
    <F99000000012V1.0.0>02</F99000000012V1.0.0>
    <F99000000013V1.0.0>true</F99000000013V1.0.0>
    <F99000000014V1.0.0>erika@example.org</F99000000014V1.0.0>
    <F99000000015V1.0.0>0228 123456</F99000000015V1.0.0>
    <F99000000016V1.0.0>DE02120300000000202051</F99000000016V1.0.0>
    <F99000000017V1.0.0>
      <street>Hauptstraße</street>
      <houseNumber>1 a</houseNumber>
      <postalCode>53111</postalCode>
      <city>Bonn</city>
    </F99000000017V1.0.0>
    <F99000000018V1.0.0>
      <givenName>Erika</givenName>
      <familyName>Mustermann</familyName>
    </F99000000018V1.0.0>
    <F99000000019V1.0.0 name="Bescheinigung Łukasz.pdf" mediaType="application/pdf" sha256="cbc2d5db1fe7ff7dd1e8e920ad65550adc340fa5ec014da3957162b43d65351b">datei-1</F99000000019V1.0.0>
    <F99000000020V1.0.0>eins</F99000000020V1.0.0>
    <F99000000020V1.0.0>zwei</F99000000020V1.0.0>
  </G99000000001V2.0.0>
  <G99000000002>
    <F99000000001V1.0.0>Bello</F99000000001V1.0.0>
  </G99000000002>
  <G99000000002>
    <F99000000001V1.0.0>Waldi</F99000000001V1.0.0>
  </G99000000002>
</S99000000001V1.2.0>
`);
    expect(leavesOf(xml)[0]).toEqual(["F99000000001V1.0.0", "Łukasz Çelik-Müßner ǈ Ș & <Söhne>"]);
  });

  it("does not exist for services that do not come from FIM", () => {
    expect(fimXml(documentOf(), dogService)).toBeUndefined();
  });

  it("refuses a document of another version, and data that the service does not know", () => {
    const document = documentOf();
    expect(() => fimXml(document, { ...fimService, version: "1.3" })).toThrow("alles-beantragen");
    expect(() => fimXml({ ...document, data: { G1: { F1: "" } } }, fimService)).toThrow("G1");
    expect(() => fimXml({ ...document, attachments: [] }, fimService)).toThrow("attachment");
  });

  it("stays well-formed whatever is answered", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (text, name) => {
        const document = documentOf({
          ...fullAnswers,
          values: { "G99000000001/F99000000001": text, "G99000000001/F99000000010": true },
        });
        const [first] = leavesOf(fimXml(document, fimService) ?? "");
        const speakable = text
          .normalize("NFC")
          .replace(/[^\t\n\r\x20-\uD7FF\uE000-\uFFFD]/gu, (c) =>
            (c.codePointAt(0) ?? 0) > 0xffff ? c : "\uFFFD",
          );
        // `leavesOf` takes white space alone for an empty element.
        if (first?.[0] === "F99000000001V1.0.0") expect(first[1]).toBe(speakable);
        else expect(speakable.trim()).toBe("");
        const parser = new SaxesParser();
        parser.on("error", (error) => {
          throw error;
        });
        parser.write(`<a b="${escapeXmlAttribute(name)}"/>`).close();
      }),
    );
  });
});

describe("a number in XML", () => {
  it.each([
    [1e-7, "0.0000001"],
    [1.5e-9, "0.0000000015"],
    [-2.5e21, "-2500000000000000000000"],
    [0.1, "0.1"],
    [-0, "0"],
  ])("%d is %s", (value, text) => {
    expect(xsdValue("number", value)).toBe(text);
  });
  it("never has an exponent and keeps its value", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = xsdValue("number", value);
        expect(text).toMatch(/^-?\d+(\.\d+)?$/);
        expect(Number(text)).toBe(value === 0 ? 0 : value);
      }),
    );
  });
  it.each([
    [0, "0.00"],
    [5, "0.05"],
    [-105, "-1.05"],
    [123456, "1234.56"],
  ])("%d cents are %s", (cents, text) => {
    expect(xsdValue("money", cents)).toBe(text);
  });
});
