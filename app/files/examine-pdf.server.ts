import { getDocument, OPS, PasswordException } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { FileAdvice } from "../domain/fields/kinds.ts";
import type { Examined } from "./examined.ts";
import { expiryDate } from "./expiry-date.ts";

/** Pages that are looked into; nobody's evidence is longer, and advice need not be complete. */
const pagesRead = 10;

/** A PDF is never changed. Refused only where nobody can open it without a password. */
export async function examinePdf(bytes: Uint8Array, today: string): Promise<Examined> {
  const accepted = { kind: "accepted", mediaType: "application/pdf", bytes } as const;
  const loading = getDocument({
    // It takes the bytes it gets for its own.
    data: bytes.slice(),
    useSystemFonts: false,
    disableFontFace: true,
    stopAtErrors: false,
    verbosity: 0,
  });
  try {
    const document = await loading.promise;
    const advice = await adviceOn(document, today);
    return { ...accepted, pages: document.numPages, advice };
  } catch (error) {
    if (error instanceof PasswordException) return { kind: "refused", code: "file.encrypted" };
    return { ...accepted, advice: [{ code: "unreadable" }] };
  } finally {
    await loading.destroy();
  }
}

async function adviceOn(document: PDFDocumentProxy, today: string): Promise<FileAdvice[]> {
  const advice: FileAdvice[] = [];
  if ((await document.getPermissions()) !== null) advice.push({ code: "restricted" });
  let text = "";
  let marked = document.numPages > pagesRead;
  for (let number = 1; number <= Math.min(document.numPages, pagesRead); number += 1) {
    const page = await document.getPage(number);
    const written = await textOf(page);
    text += `${written}\n`;
    marked ||= written.trim() !== "" || (await isPainted(page));
    page.cleanup();
  }
  if (!marked) advice.push({ code: "blank" });
  const date = expiryDate(text);
  if (date !== undefined && date < today) advice.push({ code: "expired", date });
  return advice;
}

async function textOf(page: PDFPageProxy): Promise<string> {
  const { items } = await page.getTextContent();
  return items
    .map((item) => ("str" in item ? item.str + (item.hasEOL ? "\n" : " ") : ""))
    .join("")
    .slice(0, 200_000);
}

/** Operators that leave something on the paper. */
const painting = new Set<number>([
  OPS.stroke,
  OPS.closeStroke,
  OPS.fill,
  OPS.eoFill,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
  OPS.shadingFill,
  OPS.showText,
  OPS.paintImageXObject,
  OPS.paintInlineImageXObject,
  OPS.paintImageMaskXObject,
  OPS.constructPath,
]);

async function isPainted(page: PDFPageProxy): Promise<boolean> {
  const { fnArray } = await page.getOperatorList();
  return fnArray.some((operator) => painting.has(operator));
}
