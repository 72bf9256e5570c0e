import type * as z from "zod";
import type { ScanState } from "../domain/scan-state.ts";
import type { SubmissionDocument } from "../domain/submission.ts";

/** An attachment on its way; `read` gives the plain content piece by piece. */
export interface ForwardedAttachment {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  /** Present: it was not filed with the application but handed in later. */
  readonly handedInAt?: Date;
  readonly scan: ScanState;
  /** Only where `mayBeOpened(scan)`. */
  readonly read: () => AsyncIterable<Uint8Array>;
}

/** How one attempt ended. Trouble that is expected is a value; whatever is thrown counts as `retry`. */
export type ForwardingResult =
  | { readonly kind: "accepted"; readonly receiverReference?: string }
  | { readonly kind: "retry"; readonly reason: string; readonly afterSeconds?: number }
  | { readonly kind: "rejected"; readonly reason: string };

/**
 * A way into back-office systems. It sees neither database nor request. Sending the same reference twice must have
 * the effect of sending it once.
 */
export interface ForwardingAdapter<Options = unknown> {
  readonly name: string;
  /** Checked before each use. */
  readonly options: z.ZodType<Options>;
  /** Tries the destination without a submission, for the operator. */
  readonly check: (options: Options) => Promise<{ readonly ok: boolean; readonly detail: string }>;
  readonly forward: (
    document: SubmissionDocument,
    attachments: readonly ForwardedAttachment[],
    options: Options,
    signal: AbortSignal,
  ) => Promise<ForwardingResult>;
}
