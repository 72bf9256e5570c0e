import type { SubmissionDocument } from "../domain/submission.ts";
import { printHead } from "./pdf-head.server.ts";
import { createPdfDocument, finishPdf } from "./pdf-document.server.ts";
import { createPdfPages, type PdfPages } from "./pdf-pages.server.ts";
import { drawMargins } from "./pdf-margins.server.ts";
import type { PdfRow } from "./pdf-rows.server.ts";
import {
  answers,
  attachmentRow,
  feeRows,
  paymentRows,
  fill,
  row,
  styles,
} from "./summary-rows.server.ts";
import { drawWatermark } from "./pdf-watermark.server.ts";
import { drawQrCode, qrSide } from "./pdf-qr-code.server.ts";
import { createPdfType } from "./pdf-type.server.ts";
import { submissionJson } from "./submission-json.v1.server.ts";
import type { ReceiptExtras, SummaryTexts, SummaryWords } from "./summary-texts.ts";

export type { SummaryTexts } from "./summary-texts.ts";

/** For the citizen, or for staff. */
export type SummaryKind = "receipt" | "summary";

const dataFile = "antrag.json";
const proofFile = "nachweis.json";

/**
 * The submission for people: a tagged PDF (made for PDF/UA-1 and PDF/A-3a) with the machine format inside. As a receipt
 * for the citizen or as a summary for staff; both say the same of the submission. Same input, same bytes.
 */
export async function summaryPdf(
  document: SubmissionDocument,
  kind: SummaryKind,
  texts: SummaryTexts,
  extras?: ReceiptExtras,
): Promise<Uint8Array> {
  const { words } = texts;
  const { municipality, service, summary, attachments, fees, payment } = document;
  const title = kind === "receipt" ? words.receiptTitle : words.summaryTitle;
  const pdf = createPdfDocument({
    title: `${title}: ${service.name} (${document.reference})`,
    author: municipality.name,
    language: document.language,
    createdAt: new Date(document.submittedAt),
    source: {
      name: dataFile,
      mediaType: "application/json",
      content: new TextEncoder().encode(submissionJson(document)),
      description: words.data,
    },
    proof: extras?.proof && {
      name: proofFile,
      mediaType: "application/json",
      content: new TextEncoder().encode(`${extras.proof.file}\n`),
      description: words.proof,
    },
  });
  const type = createPdfType(pdf);
  const pages = createPdfPages(pdf, type, (label) => fill(words.continued, { label }));

  printHead(pages, { sender: municipality.name, title, subtitle: service.name });
  pages.gap(12);
  const intro = kind === "receipt" ? words.receiptIntro : words.summaryIntro;
  if (document.test) {
    pages.text("P", { text: words.testHint, style: styles.strong });
    pages.gap(8);
  }
  pages.text("P", { text: intro, style: styles.body });
  pages.gap(14);
  pages.rows(facts(document, texts));
  const { missing } = document;
  if (missing) {
    const until = fill(words.missingUntil, { date: texts.day(missing.until) });
    const rows = missing.answers.map(({ label }, at) => row(at === 0 ? until : "", label));
    pages.rows(rows, { text: words.missing, style: styles.heading, gap: 24 });
  }
  if (extras) drawExtras(pdf, pages, extras, words);
  for (const section of summary) {
    pages.rows(answers(section, words), { text: section.title, style: styles.heading, gap: 24 });
  }
  if (fees) {
    pages.rows(feeRows(fees, texts), { text: words.fees, style: styles.heading, gap: 24 });
    if (fees.provisional) pages.text("P", { text: words.feeProvisional, style: styles.small });
  }
  if (payment) {
    const rows = paymentRows(payment, fees, texts);
    pages.rows(rows, { text: words.payment, style: styles.heading, gap: 24 });
  }
  if (attachments.length > 0) {
    const rows = attachments.map((one, at) => attachmentRow(one, at + 1, summary, texts));
    pages.rows(rows, { text: words.attachments, style: styles.heading, gap: 24 });
  }
  pages.gap(18);
  pages.text("P", { text: words.data, style: styles.small });
  drawMargins(pdf, type, {
    head: `${municipality.name} · ${service.name}`,
    foot: `${words.reference} ${document.reference}`,
    pageOf: (number, count) => fill(words.pageOf, { page: number, count }),
  });
  if (document.test) drawWatermark(pdf, type, words.testMark);
  return finishPdf(pdf);
}

function drawExtras(
  pdf: PDFKit.PDFDocument,
  pages: PdfPages,
  { nextSteps, status, proof }: ReceiptExtras,
  words: SummaryWords,
): void {
  pages.gap(24);
  pages.text("H2", { text: words.nextSteps, style: styles.heading });
  for (const text of nextSteps) {
    pages.gap(4);
    pages.text("P", { text, style: styles.body });
  }
  if (status) {
    const rows = [
      row(words.code, status.code, styles.strong),
      row(words.statusAddress, status.address),
    ];
    pages.rows(rows, { text: words.status, style: styles.heading, gap: 24 });
    pages.gap(10);
    pages.figure(words.qrAlt, qrSide, (x, y) => {
      drawQrCode(pdf, status.qr, x, y);
    });
  }
  if (proof) {
    pages.gap(14);
    pages.text("P", { text: fill(words.proofHint, proof), style: styles.small });
  }
}

function facts(
  { reference, submittedAt, service, municipality, assuranceLevel: level }: SubmissionDocument,
  { words, dateTime }: SummaryTexts,
): PdfRow[] {
  return [
    row(words.reference, reference, styles.strong),
    row(words.submittedAt, dateTime(submittedAt)),
    row(words.service, service.name),
    row(words.municipality, municipality.name),
    ...(level === "none" ? [] : [row(words.assurance, words.levels[level])]),
  ];
}
