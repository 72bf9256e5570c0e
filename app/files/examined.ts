import type { FileAdvice } from "../domain/fields/kinds.ts";

/** Why a file cannot be taken. The texts are in `locales/…/errors.json`. */
export type RefusalCode =
  | "file.empty"
  | "file.tooLarge"
  | "file.type"
  | "file.encrypted"
  | "file.damaged"
  | "file.tooManyPixels"
  | "file.zipBomb"
  | "file.infected"
  | "file.nameHidden"
  | "file.nameTooLong";

export interface Refused {
  readonly kind: "refused";
  readonly code: RefusalCode;
  readonly params?: Readonly<Record<string, string | number>>;
}

/** What a look at a file's content found, with what is to be kept of it. */
export type Examined =
  | Refused
  | {
      readonly kind: "accepted";
      readonly mediaType: string;
      /** Pictures turned, made smaller and rid of everything that is not picture; all else as it came. */
      readonly bytes: Uint8Array;
      readonly pages?: number;
      readonly advice: readonly FileAdvice[];
    };

/** What is looked for. */
export interface Examination {
  readonly bytes: Uint8Array;
  readonly mediaTypes: readonly string[];
  /** Bytes that may be kept. */
  readonly maxSize: number;
  /** ISO date at the authority. */
  readonly today: string;
}
