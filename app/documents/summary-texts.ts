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
  readonly data: string;
  /** With `{{label}}`. */
  readonly continued: string;
  /** With `{{page}}` and `{{count}}`. */
  readonly pageOf: string;
}
/** Words and formats in the language of the document. */
export interface SummaryTexts {
  readonly words: SummaryWords;
  /** An ISO 8601 instant in the time of the authority. */
  readonly dateTime: (instant: string) => string;
  /** Bytes. */
  readonly fileSize: (bytes: number) => string;
  /** Cents of euros. */
  readonly money: (cents: number) => string;
}
