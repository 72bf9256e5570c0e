import { expect, it } from "vitest";
import { documentOf, fimService } from "./fixtures/fim-service.ts";
import { fimXml } from "./fim-xml.v1.server.ts";
import { readFimXml } from "./read-fim-xml.v1.server.ts";
import { readXmlTree, treeData } from "./read-xml-tree.server.ts";

const document = documentOf();
const written = fimXml(document, fimService) ?? "";
const tree = (xml: string) => readXmlTree(new TextEncoder().encode(xml));
const read = (xml: string) => {
  const root = tree(xml);
  if (!root) throw new Error("no XML");
  return readFimXml(root, fimService);
};
const [file] = document.attachments;
/** Files are known by their names, as ids of another portal tell nothing. */
const expected = JSON.parse(
  JSON.stringify(document.data).replaceAll(`"${file!.id}"`, JSON.stringify(file!.name)),
) as unknown;

it("reads back what was written", () => {
  expect(read(written)).toEqual({ data: expected, strange: [] });
});

it("knows building blocks by their ids: without version, of another one, and within a message", () => {
  const bare = written.replace(/(<\/?[A-Z]\d+)V[\d.]+/g, "$1");
  expect(bare).toContain("<F99000000001>");
  expect(read(bare)).toEqual({ data: expected, strange: [] });
  const newer = written.replace(/(<\/?F\d+V)[\d.]+/g, "$17.8.9");
  expect(read(newer)).toEqual({ data: expected, strange: [] });
  const [declaration = "", ...rest] = written.split("\n");
  const message = `${declaration}\n<x:nachricht xmlns:x="urn:x"><x:kopf>1</x:kopf>${rest.join("\n")}</x:nachricht>`;
  expect(read(message)).toEqual({ data: expected, strange: [] });
});

it("keeps what the service does not know, under its ids, and what stands in another form", () => {
  const odd = written
    .replace(/<F99000000005V1.0.0>[^<]*</, "<F99000000005V1.0.0>viel<")
    .replace(
      "</G99000000001V2.0.0>",
      "<F60000000227V1.1>Musterfrau</F60000000227V1.1><G60000000093V1.0><F60000000230V1.0>Bonn</F60000000230V1.0></G60000000093V1.0></G99000000001V2.0.0>",
    );
  const { data, strange } = read(odd);
  expect(strange).toEqual([
    { names: ["G99000000001V2.0.0", "F99000000005V1.0.0"], value: "viel" },
    { names: ["G99000000001V2.0.0", "F60000000227V1.1"], value: "Musterfrau" },
    { names: ["G99000000001V2.0.0", "G60000000093V1.0", "F60000000230V1.0"], value: "Bonn" },
  ]);
  expect(data["G99000000001"]).not.toHaveProperty("F99000000005");
  expect(data["G99000000001"]).toMatchObject({ F99000000014: "erika@example.org" });
  // A second value where there may be one.
  const twice = written.replace(
    /(<F99000000014V1.0.0>)/,
    "$1max@example.org</F99000000014V1.0.0>$1",
  );
  expect(read(twice).strange).toMatchObject([{ value: "erika@example.org" }]);
});

it("reads no document types, nothing broken, and nothing without an end", () => {
  expect(tree("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")).toBeUndefined();
  expect(tree("<a><b></a>")).toBeUndefined();
  expect(tree("kein XML")).toBeUndefined();
  expect(tree("<a>".repeat(101) + "</a>".repeat(101))).toBeUndefined();
  expect(readXmlTree(Buffer.from([0x3c, 0x61, 0x3e, 0xff]))).toBeUndefined();
});

it("gives data of which nothing is known by the names of their elements", () => {
  const root = tree(
    "<antrag xmlns='urn:x'><name>Erika</name><hund>Rex</hund><hund>Bello</hund><ort><plz>53111</plz></ort></antrag>",
  );
  expect(root && treeData(root)).toEqual({
    name: "Erika",
    hund: ["Rex", "Bello"],
    ort: { plz: "53111" },
  });
});
