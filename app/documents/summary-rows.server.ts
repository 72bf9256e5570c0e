import type { Attachment, FiledFees, Payment, SummarySection } from "../domain/submission.ts";
import type { PdfRow } from "./pdf-rows.server.ts";
import type { PdfStyle } from "./pdf-type.server.ts";
import type { SummaryTexts, SummaryWords } from "./summary-texts.ts";

const ink = "#14171c";
const quiet = "#505a66";
export const accent = "#1f3a68";
const style = (size: number, leading: number, color: string, strong = false): PdfStyle => ({
  weight: strong ? "strong" : "regular",
  size,
  leading,
  color,
});
/** How the summary looks. */
export const styles = {
  sender: style(13, 18, accent, true),
  title: style(21, 27, ink, true),
  subtitle: style(13, 18, ink),
  heading: style(12.5, 17, accent, true),
  body: style(10, 14, ink),
  strong: style(10, 14, ink, true),
  label: style(10, 14, quiet),
  small: style(8, 11.5, quiet),
  margin: style(8.5, 11, quiet),
};

/** Name of the file within the PDF that holds the machine format. */
/** One fact with its name. */
export function row(label: string, value: string, valueStyle = styles.body): PdfRow {
  return {
    label: { text: label, style: styles.label },
    values: [{ text: value, style: valueStyle }],
  };
}

/** The answers of a page. */
export function answers({ rows }: SummarySection, words: SummaryWords): PdfRow[] {
  return rows.map(({ label, values, statement }) =>
    values.length === 0
      ? row(label, words.noAnswer, styles.label)
      : {
          label: { text: label, style: styles.label },
          values: [
            ...values.map((text) => ({ text, style: styles.body })),
            ...(statement === undefined ? [] : [{ text: statement.text, style: styles.small }]),
          ],
        },
  );
}

/** Every position, the total, and on what it rests. */
export function feeRows(fees: FiledFees, { words, money }: SummaryTexts): PdfRow[] {
  const named = ({ label, item }: { label: string; item?: string | undefined }) =>
    item === undefined ? label : `${label} (${item})`;
  const { positions, open, total, free, period, legalBasis } = fees;
  const sum = total > 0 && period !== undefined ? `${money(total)} ${period}` : money(total);
  return [
    ...positions.map((one): PdfRow => {
      const { cents, single, count, reduction } = one;
      const notes = [
        ...(count === 1 ? [] : [`${String(count)} × ${money(single)}`]),
        ...(reduction ? [fill(words.feeReduction, reduction)] : []),
        ...(one.legalBasis === undefined ? [] : [one.legalBasis]),
      ].map((text) => ({ text, style: styles.small }));
      return {
        label: { text: named(one), style: styles.label },
        values: [{ text: money(cents), style: styles.body }, ...notes],
      };
    }),
    ...open.map((one) => row(named(one), words.feeOpen, styles.label)),
    {
      label: { text: words.feeTotal, style: styles.label },
      values: [
        { text: sum, style: styles.strong },
        ...[...(free === undefined ? [] : [free]), ...legalBasis].map((text) => ({
          text,
          style: styles.small,
        })),
      ],
    },
  ];
}

/** What was paid before filing, and whether it is what it costs. */
export function paymentRows(
  { amountCents, paidAt, transactionReference, transactionId }: Payment,
  fees: FiledFees | undefined,
  { words, money, dateTime }: SummaryTexts,
): PdfRow[] {
  const differs = fees !== undefined && fees.total !== amountCents;
  const paid = row(words.paid, money(amountCents), styles.strong);
  return [
    differs
      ? {
          ...paid,
          values: [...paid.values, { text: words.paymentDiffers, style: styles.small }],
        }
      : paid,
    ...(paidAt === undefined ? [] : [row(words.paidAt, dateTime(paidAt))]),
    ...(transactionReference === undefined
      ? []
      : [row(words.paymentReference, transactionReference)]),
    row(words.paymentTransaction, transactionId),
  ];
}

/** A file with the question that it answers. */
export function attachmentRow(
  { name, size, sha256, path }: Attachment,
  number: number,
  summary: readonly SummarySection[],
  { words, fileSize }: SummaryTexts,
): PdfRow {
  const question = summary.flatMap(({ rows }) => rows).find((one) => one.path === path)?.label;
  return {
    label: { text: fill(words.attachment, { number }), style: styles.label },
    values: [
      { text: name, style: styles.body },
      ...(question === undefined ? [] : [{ text: question, style: styles.small }]),
      { text: fill(words.attachmentFacts, { size: fileSize(size) }), style: styles.small },
      { text: sha256, style: styles.small },
    ],
  };
}

/** Puts values into a sentence with `{{name}}`. */
export function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => String(values[name] ?? whole));
}
