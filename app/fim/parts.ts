import type { AsWritten } from "./model.ts";
import { withoutUndefined } from "./without-undefined.ts";
import { child, childrenOf, type XmlElement } from "./xml-reader.ts";

/** Reads the parts of one element and notes what is written otherwise than it is kept. */
export interface Parts {
  readonly element: XmlElement;
  /** Trimmed text of a descendant; undefined where it is missing or empty. */
  readonly text: (...path: readonly string[]) => string | undefined;
  /** A code; where its list is known, its attributes are noted only if they say something else. */
  readonly code: (name: string, list?: ListOfCode) => string | undefined;
  /** Notes what stands under a key, if it is not what is kept. */
  readonly note: (key: string, written: string | null | undefined, kept?: string) => void;
  readonly asWritten: () => { readonly asWritten?: AsWritten };
}

/** URI and version that the standard prescribes. */
export type ListOfCode = readonly [uri: string, version: string | undefined];

export function partsOf(element: XmlElement): Parts {
  const notes: Record<string, string | null> = {};
  const note: Parts["note"] = (key, written, kept) => {
    if (written !== undefined && written !== kept) notes[key] = written;
  };
  const text: Parts["text"] = (...path) => {
    let part: XmlElement | undefined = element;
    for (const local of path) part = part && child(part, local);
    if (!part) return undefined;
    const kept = trimmed(part.text);
    note(path.join("/"), part.text, kept);
    return kept;
  };
  return {
    element,
    text,
    note,
    code: (name, list) => {
      const part = child(element, name);
      if (part && list) {
        note(`${name}@listURI`, part.attributes["listURI"] ?? null, list[0]);
        if (list[1] !== undefined)
          note(`${name}@listVersionID`, part.attributes["listVersionID"] ?? null, list[1]);
      }
      return text(name, "code");
    },
    asWritten: () => (Object.keys(notes).length === 0 ? {} : { asWritten: notes }),
  };
}

/** With plain line feeds and without white space around it; undefined where nothing is left. */
export function trimmed(text: string): string | undefined {
  const kept = text.replace(/\r\n?/g, "\n").trim();
  return kept === "" ? undefined : kept;
}

/** Texts of all children of that name, each with one attribute. */
export function textsWith(
  element: XmlElement,
  local: string,
  attribute: string,
): { text: string; attribute?: string; written?: string }[] {
  return childrenOf(element, local).map((part) => {
    const text = trimmed(part.text) ?? "";
    return withoutUndefined({
      text,
      attribute: part.attributes[attribute],
      written: part.text === text ? undefined : part.text,
    });
  });
}
