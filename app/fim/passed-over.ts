/** A stretch of the text that the parser does not get to see. */
export interface Cut {
  /** Where the stand-in ends in the shortened text. */
  readonly end: number;
  /** Characters taken out, this cut and all before it. */
  readonly removed: number;
}
export interface Shortened {
  readonly text: string;
  readonly cuts: readonly Cut[];
}

const longestRun = 200;

/**
 * Takes the `relation` elements out of an XDatenfelder 3.0.0 file that are written plainly and are known to
 * be valid by their very shape, and leaves one empty stand-in for each run of them. They make up five sixths of
 * real files and say nothing about the form. Whatever deviates in the least stays and is parsed.
 */
export function passOverRelations(text: string): Shortened {
  const prefix = /<([A-Za-z_][\w.-]*):xdatenfelder\./.exec(text.slice(0, 8192))?.[1];
  // In CDATA the same characters would be text.
  if (prefix === undefined || text.includes("<![CDATA[")) return { text, cuts: [] };
  const shape = runOf(prefix.replaceAll(".", "\\."));
  const standIn = `<${prefix}:relation/>`;
  const pieces: string[] = [];
  const cuts: Cut[] = [];
  let from = 0;
  let length = 0;
  for (let match = shape.exec(text); match; match = shape.exec(text)) {
    const piece = text.slice(from, match.index);
    pieces.push(piece, standIn);
    from = shape.lastIndex;
    length += piece.length + standIn.length;
    cuts.push({ end: length, removed: from - length });
  }
  return cuts.length === 0 ? { text, cuts } : { text: pieces.join("") + text.slice(from), cuts };
}

function runOf(p: string): RegExp {
  const s = "[ \\t\\n\\r]*";
  const id = `<${p}:id>[\\w.]+</${p}:id>`;
  const version = `<${p}:version>\\d+\\.\\d+\\.\\d+</${p}:version>`;
  const uri = `listURI="urn:xoev-de:fim-datenfelder:codeliste:relation"`;
  const one =
    `<${p}:relation>${s}<${p}:praedikat ${uri} listVersionID="[\\w.]*">${s}<code>\\w+</code>${s}</${p}:praedikat>` +
    `${s}<${p}:objekt>${s}${id}${s}(?:${version}${s})?</${p}:objekt>${s}</${p}:relation>`;
  return new RegExp(`${one}(?:${s}${one}){0,${String(longestRun)}}`, "g");
}

/** Tells where places are that come in order, in the text as it was before it was shortened. */
export interface Places {
  /** Whether a tag that ends there is a stand-in. */
  readonly isStandIn: (position: number) => boolean;
  /** Both count from 1; the column is that of the next character. */
  readonly at: (position: number) => { line: number; column: number };
}

export function placesOf(text: string, cuts: readonly Cut[]): Places {
  const newline = /\r\n?|\n/g;
  /** Where the line after the one at hand begins. */
  const findLine = (): number => (newline.exec(text) ? newline.lastIndex : Infinity);
  let passed = 0;
  let line = 1;
  let lineStart = 0;
  let next = findLine();
  const lastCut = (position: number): Cut | undefined => {
    while ((cuts[passed]?.end ?? Infinity) <= position) passed += 1;
    return cuts[passed - 1];
  };
  return {
    isStandIn: (position) => lastCut(position)?.end === position,
    at: (position) => {
      const offset = position + (lastCut(position)?.removed ?? 0);
      while (next <= offset) {
        line += 1;
        lineStart = next;
        next = findLine();
      }
      return { line, column: offset - lineStart + 1 };
    },
  };
}
