/** The words that are not in the document itself; `{{…}}` marks what is filled in. From `locales`. */
export interface SummaryWords {
  readonly receiptTitle: string;
  readonly receiptIntro: string;
  readonly summaryTitle: string;
  readonly summaryIntro: string;
  readonly reference: string;
  readonly submittedAt: string;
  readonly service: string;
  readonly municipality: string;
  /** How surely the applicant was known, in front of one of `levels`. */
  readonly assurance: string;
  readonly levels: Readonly<Record<"basic" | "substantial" | "high", string>>;
  readonly noAnswer: string;
  readonly attachments: string;
  /** With `{{number}}`. */
  readonly attachment: string;
  /** With `{{size}}`. */
  readonly attachmentFacts: string;
  readonly fees: string;
  readonly feeTotal: string;
  readonly feeOpen: string;
  /** With `{{percent}}` and `{{label}}`. */
  readonly feeReduction: string;
  readonly feeProvisional: string;
  readonly payment: string;
  readonly paid: string;
  readonly paidAt: string;
  readonly paymentReference: string;
  readonly paymentTransaction: string;
  readonly paymentDiffers: string;
  /** Across each page of a test, and what is said of it. */
  readonly testMark: string;
  readonly testHint: string;
  readonly data: string;
  /** With `{{label}}`. */
  readonly continued: string;
  /** With `{{page}}` and `{{count}}`. */
  readonly pageOf: string;
  readonly missing: string;
  /** With `{{date}}`. */
  readonly missingUntil: string;
  readonly nextSteps: string;
  readonly status: string;
  readonly code: string;
  readonly statusAddress: string;
  readonly qrAlt: string;
  readonly proof: string;
  /** With `{{address}}`. */
  readonly proofHint: string;
}
/** What only the applicant gets to read. */
export interface ReceiptExtras {
  /** What happens next, a paragraph each. */
  readonly nextSteps: readonly string[];
  /** How to ask for the status; `address` as it is typed, `qr` with everything in it. */
  readonly status?: { readonly code: string; readonly address: string; readonly qr: string };
  /** `nachweis.json`, and where it is checked. */
  readonly proof?: { readonly file: string; readonly address: string };
}
/** Words and formats in the language of the document. */
export interface SummaryTexts {
  readonly words: SummaryWords;
  /** An ISO 8601 instant in the time of the authority. */
  readonly dateTime: (instant: string) => string;
  /** A calendar day, `2026-11-24`. */
  readonly day: (day: string) => string;
  /** Bytes. */
  readonly fileSize: (bytes: number) => string;
  /** Cents of euros. */
  readonly money: (cents: number) => string;
}
