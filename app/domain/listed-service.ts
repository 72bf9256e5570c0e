import { foldText } from "./fold-text.ts";

/**
 * Ids of listed services begin with this: its underscore is what no id of a service has (`serviceSchema`), so that the two
 * never meet at one address.
 */
const mark = "vor-ort_";

/** Whether the part of an address means a listed service. */
export function isListedId(id: string): boolean {
  return id.startsWith(mark);
}

/** An id that tells the name, and is none of those taken. */
export function listedIdFor(name: string, taken: ReadonlySet<string>): string {
  const words = foldText(name)
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 50);
  const plain = `${mark}${words === "" ? "leistung" : words}`;
  if (!taken.has(plain)) return plain;
  for (let count = 2; ; count += 1) {
    const numbered = `${plain}-${String(count)}`;
    if (!taken.has(numbered)) return numbered;
  }
}
