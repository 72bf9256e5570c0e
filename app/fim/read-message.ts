import type { ContentType } from "./content-model.ts";
import { messages2, namespace2 } from "./grammar-2.ts";
import { messages3, namespace3 } from "./grammar-3.ts";
import { passOverRelations } from "./passed-over.ts";
import { readXml, type XmlOutcome } from "./xml-reader.ts";

const grammars: ReadonlyMap<string, ReadonlyMap<string, ContentType>> = new Map([
  [namespace2, messages2],
  [namespace3, messages3],
]);

/**
 * Reads a message of XDatenfelder and refuses what the standard does not allow, by line and column. Roots of
 * other standards are read without being held against anything.
 */
export function readMessage(xml: string | Uint8Array): XmlOutcome {
  return readXml(xml, {
    contentOf: (local, uri) => grammars.get(uri)?.get(local),
    // `relation` makes up most bytes of real files and says nothing about the form.
    skip: (local, uri) => local === "relation" && uri === namespace3,
    shorten: passOverRelations,
  });
}
