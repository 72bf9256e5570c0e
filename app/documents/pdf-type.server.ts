import { createRequire } from "node:module";
import { openSync, type Font } from "fontkit";

type Weight = "regular" | "strong";
/** How a text looks; sizes in points, `leading` from one baseline to the next. */
export interface PdfStyle {
  readonly weight: Weight;
  readonly size: number;
  readonly leading: number;
  readonly color: string;
}
/** Measures and draws lines of text in the fonts of a document. */
export interface PdfType {
  /** The text as it can be set: NFC, and characters that no font has as their number, `[U+1F600]`. */
  readonly prepare: (text: string, weight: Weight) => string;
  readonly widthOf: (text: string, style: PdfStyle) => number;
  readonly draw: (text: string, x: number, baseline: number, style: PdfStyle) => void;
}

// Found by the package's own name, because the bundle that Vite makes of this file lies elsewhere.
const { resolve } = createRequire(import.meta.url);
const loaded = new Map<string, Font>();

/**
 * A font for one document. Its tables are read once for all documents, which is most of what writing one takes; its glyphs are each
 * document's own, because they remember the letters that they first stood for.
 */
function openFont(name: string): PDFKit.Mixins.PDFFontSource {
  let font = loaded.get(name);
  if (!font) {
    font = openSync(resolve(`#app/documents/fonts/${name}.ttf`));
    // What is read lazily is then there for all.
    font.layout("Ä");
    loaded.set(name, font);
  }
  return Object.create(font, { _glyphs: { value: {} } }) as PDFKit.Mixins.PDFFontSource;
}

/** Fonts in the order in which they are asked for a character. */
const fontsOf: Readonly<Record<Weight, readonly string[]>> = {
  regular: ["fira-sans-regular", "noto-sans-regular"],
  strong: ["fira-sans-semibold", "noto-sans-bold"],
};

const graphemes = new Intl.Segmenter("de", { granularity: "grapheme" });

/** The fonts of one document; what it does not need is not opened. */
export function createPdfType(pdf: PDFKit.PDFDocument): PdfType {
  const opened = new Set<string>();
  const select = (font: string): void => {
    if (!opened.has(font)) pdf.registerFont(font, openFont(font));
    opened.add(font);
    pdf.font(font);
  };
  const known = new Map<string, boolean>();
  const has = (font: string, character: string): boolean => {
    const key = `${font} ${character}`;
    let found = known.get(key);
    if (found === undefined) {
      select(font);
      found = pdf._font.font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0);
      known.set(key, found);
    }
    return found;
  };
  const fontFor = (text: string, weight: Weight): string | undefined =>
    fontsOf[weight].find((font) => [...text].every((character) => has(font, character)));

  const prepare = (text: string, weight: Weight): string => {
    const plain = plainText(text);
    if (fontFor(plain, weight) !== undefined && !/\p{C}/u.test(plain)) return plain;
    return [...graphemes.segment(plain)]
      .map(({ segment }) =>
        !/\p{C}/u.test(segment) && fontFor(segment, weight) !== undefined
          ? segment
          : [...segment].map((character) => named(character, weight, fontFor)).join(""),
      )
      .join("");
  };

  /** Calls back for each stretch of text that one font can set. */
  const runs = (text: string, { weight, size }: PdfStyle, each: (run: string) => void): void => {
    // Each character by itself, so that a line is as wide as the words that were measured for it.
    const [first = ""] = fontsOf[weight];
    const isPlain = [...text].every((character) => has(first, character));
    const segments = isPlain ? [{ segment: text }] : [...graphemes.segment(text)];
    let run = "";
    let font = first;
    const finish = (): void => {
      if (run === "") return;
      select(font);
      pdf.fontSize(size);
      each(run);
    };
    for (const { segment } of segments) {
      const next = isPlain ? first : (fontFor(segment, weight) ?? font);
      if (next !== font) {
        finish();
        run = "";
        font = next;
      }
      run += segment;
    }
    finish();
  };

  return {
    prepare,
    widthOf: (text, style) => {
      let width = 0;
      runs(text, style, (run) => (width += pdf.widthOfString(run)));
      return width;
    },
    draw: (text, x, baseline, style) => {
      let at = x;
      pdf.fillColor(style.color);
      runs(text, style, (run) => {
        pdf.text(run, at, baseline, { lineBreak: false, baseline: "alphabetic" });
        at += pdf.widthOfString(run);
      });
    },
  };
}

/** NFC; without what is invisible by nature (soft hyphen, zero-width space, byte order mark); one kind of wide space. */
function plainText(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[\u00AD\u200B\uFEFF]/g, "")
    .replace(/[\t\u1680\u2000-\u200A\u205F\u3000]/g, " ");
}

function named(
  character: string,
  weight: Weight,
  fontFor: (text: string, weight: Weight) => string | undefined,
): string {
  if (!/\p{C}/u.test(character) && fontFor(character, weight) !== undefined) return character;
  const number = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return `[U+${number}]`;
}
