import { breakLines, paragraphsOf } from "./text-lines.ts";
import {
  baselineOf,
  contentWidth,
  cutLines,
  floorY,
  groupLines,
  heightOf,
  labelWidth,
  page,
  rowPadding,
  togetherHeight,
  valueLeft,
  valueWidth,
  type Line,
  type PdfRow,
  type PdfText,
  type SetRow,
} from "./pdf-rows.server.ts";
import type { PdfType } from "./pdf-type.server.ts";

const ruleColor = "#cfd5dd";

/** Fills pages from top to bottom and tags what it draws. */
export interface PdfPages {
  readonly gap: (points: number) => void;
  /** A paragraph or heading by itself. */
  readonly text: (tag: "P" | "H1" | "H2", text: PdfText) => void;
  /** A line across the page, for the eye alone. */
  readonly rule: (color: string, thickness: number) => void;
  /** A square picture; `alt` says what it shows to those who do not see it. */
  readonly figure: (alt: string, side: number, draw: (x: number, y: number) => void) => void;
  /** Labels and values side by side; under a heading that never stands without its first row. */
  readonly rows: (rows: readonly PdfRow[], heading?: PdfText & { readonly gap: number }) => void;
}

/** `continued` gives the words that stand for a label where its row goes on on the next page. */
export function createPdfPages(
  pdf: PDFKit.PDFDocument,
  type: PdfType,
  continued: (label: string) => string,
): PdfPages {
  const root = pdf.struct("Document");
  pdf.addStructure(root);
  let y = floorY;

  const newPage = (): void => {
    pdf.addPage();
    y = page.top;
  };
  /** Whether it took a new page to have this height left. */
  const ensure = (height: number): boolean => {
    const full = y + height > floorY;
    if (full) newPage();
    return full;
  };
  const child = (
    parent: PDFKit.PDFStructureElement,
    tag: string,
    options: PDFKit.Mixins.StructureElementOptions = {},
  ): PDFKit.PDFStructureElement => {
    const element = pdf.struct(tag, options);
    parent.add(element);
    return element;
  };
  const marked = (element: PDFKit.PDFStructureElement, tag: string, draw: () => void): void => {
    element.add(pdf.markStructureContent(tag));
    draw();
    pdf.endMarkedContent();
  };
  const artifact = (draw: () => void): void => {
    pdf.markContent("Artifact", { type: "Layout" });
    draw();
    pdf.endMarkedContent();
  };
  const drawRule = (color: string, thickness: number): void => {
    artifact(() => {
      pdf.lineWidth(thickness).moveTo(page.left, y);
      pdf.lineTo(page.width - page.right, y).stroke(color);
    });
  };

  const setLines = ({ text, style }: PdfText, width: number, paragraph = 0): Line[] =>
    paragraphsOf(text).flatMap((each, at) => {
      const lines = breakLines(type.prepare(each, style.weight), width, (part) =>
        type.widthOf(part, style),
      );
      return lines.map((line) => ({ text: line, style, paragraph: paragraph + at }));
    });
  const setRow = ({ label, values }: PdfRow): SetRow => {
    const lines: Line[] = [];
    for (const value of values) {
      lines.push(...setLines(value, valueWidth, (lines.at(-1)?.paragraph ?? -1) + 1));
    }
    return { label: setLines(label, labelWidth), values: lines };
  };
  const drawLines = (lines: readonly Line[], x: number, top: number): void => {
    let at = top;
    for (const { text, style } of lines) {
      if (text !== "") type.draw(text, x, at + baselineOf(style), style);
      at += style.leading;
    }
  };

  const text: PdfPages["text"] = (tag, what) => {
    const element = child(root, tag);
    let rest: readonly Line[] = setLines(what, contentWidth);
    while (rest.length > 0) {
      const [now, later] = cutLines(rest, floorY - y);
      if (now.length === 0) {
        newPage();
        continue;
      }
      const top = y;
      marked(element, tag, () => {
        drawLines(now, page.left, top);
      });
      y += heightOf(now);
      rest = later;
    }
  };

  /** Draws what fits of a row and says what is left. */
  const drawPart = (
    { label, values }: SetRow,
    { header, cell, paragraphs }: RowElements,
  ): SetRow => {
    const room = floorY - y - 2 * rowPadding;
    const [labelNow, labelLater] = cutLines(label, room);
    const [valuesNow, valuesLater] = cutLines(values, room);
    const top = y + rowPadding;
    if (labelNow.length > 0) {
      const draw = (): void => {
        drawLines(labelNow, page.left, top);
      };
      if (header) marked(header, "TH", draw);
      else artifact(draw);
    }
    let at = top;
    for (const group of groupLines(valuesNow)) {
      const start = at;
      at += heightOf(group);
      if (group.every((line) => line.text === "")) continue;
      const key = group[0]?.paragraph ?? 0;
      const paragraph = paragraphs.get(key) ?? child(cell, "P");
      paragraphs.set(key, paragraph);
      marked(paragraph, "P", () => {
        drawLines(group, valueLeft, start);
      });
    }
    y = top + Math.max(heightOf(labelNow), heightOf(valuesNow)) + rowPadding;
    return { label: labelLater, values: valuesLater };
  };

  const drawRow = (row: SetRow, table: PDFKit.PDFStructureElement, source: PdfRow): void => {
    const line = child(table, "TR");
    const header = child(line, "TH", { scope: "Row" });
    const elements = { header, cell: child(line, "TD"), paragraphs: new Map() };
    if (ensure(togetherHeight(row))) drawRule(ruleColor, 0.5);
    let rest = drawPart(row, elements);
    while (rest.label.length > 0 || rest.values.length > 0) {
      newPage();
      drawRule(ruleColor, 0.5);
      // Where the label is done, it is said again for the eye; the tags know it already.
      rest =
        rest.label.length > 0
          ? drawPart(rest, elements)
          : drawPart(
              { ...rest, label: again(setLines(source.label, labelWidth), source) },
              { ...elements, header: undefined },
            );
    }
    drawRule(ruleColor, 0.5);
  };
  const again = (label: readonly Line[], { label: { text: words, style } }: PdfRow): Line[] =>
    // Long labels are said again in short, lest they leave no room to go on.
    setLines(
      { text: continued(label.length > 3 ? `${words.slice(0, 60)} …` : words), style },
      labelWidth,
    );

  return {
    gap: (points) => {
      y += points;
    },
    text,
    rule: (color, thickness) => {
      ensure(thickness);
      drawRule(color, thickness);
      y += thickness;
    },
    figure: (alt, side, draw) => {
      ensure(side);
      const top = y;
      const bbox: [number, number, number, number] = [page.left, top, page.left + side, top + side];
      marked(child(root, "Figure", { alt, bbox }), "Figure", () => {
        draw(page.left, top);
      });
      y += side;
    },
    rows: (rows, heading) => {
      const set = rows.map((row) => ({ row: setRow(row), source: row }));
      const [first] = set;
      if (heading) {
        const height = heightOf(setLines(heading, contentWidth)) + 4;
        const needed = height + (first ? togetherHeight(first.row) : 0);
        if (y + heading.gap + needed > floorY) newPage();
        else y += heading.gap;
        text("H2", heading);
        y += 4;
      }
      const table = child(root, "Table");
      if (first) {
        ensure(togetherHeight(first.row));
        drawRule(ruleColor, 0.5);
      }
      for (const { row, source } of set) drawRow(row, table, source);
    },
  };
}

interface RowElements {
  /** Undefined where the label is only said again. */
  readonly header: PDFKit.PDFStructureElement | undefined;
  readonly cell: PDFKit.PDFStructureElement;
  readonly paragraphs: Map<number, PDFKit.PDFStructureElement>;
}
