/** Why a sentence stays text. */
export type OpenReason =
  /** The grammar does not know the sentence; the message says where it stopped. */
  | "grammar"
  | "noSentence"
  | "unknownId"
  | "ambiguousId"
  /** The name beside an id is not that of the element. */
  | "nameMismatch"
  /** A value that the list of the field does not have. */
  | "wrongLiteral"
  /** The list of the field is not available, so no value can be looked up. */
  | "missingList"
  | "typeMismatch"
  /** It is not clear which item of a repeated group is meant. */
  | "repeated"
  /** Something contradicts it. */
  | "clash"
  | "cycle"
  | "neverTrue"
  /** What is shown here is spoken of elsewhere too, so that its opposite case is not clear. */
  | "elsewhere";

/** Thrown within the translation of one sentence and caught at its end: a sentence is translated whole or not at all. */
export class NotUnderstood extends Error {
  override readonly name = "NotUnderstood";
  readonly reason: OpenReason;

  constructor(reason: OpenReason, message: string) {
    super(message);
    this.reason = reason;
  }
}
