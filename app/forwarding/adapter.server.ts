import type * as z from "zod";
import type { Mailer } from "../mail/mailer.ts";
import type { ScanState } from "../domain/scan-state.ts";
import type { SubmissionDocument } from "../domain/submission.ts";
import type { FormatName, RenderedFile } from "./formats.server.ts";

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

/** What a receiver finds wrong, in the shape of FIT-Connect's reject event (RFC 7807). Never an answer. */
export interface ForwardingProblem {
  readonly type: string;
  readonly title: string;
  readonly detail?: string | undefined;
  /** The part that is wrong, e.g. `metadata` or `attachment:<uuid>`. */
  readonly instance?: string | undefined;
}

/**
 * How one attempt ended. `sent`: the receiver has it and tells later whether it takes it; then `follow` is asked.
 * Trouble that is expected is a value; whatever is thrown counts as `retry`. Reasons hold no answers.
 */
export type ForwardingResult =
  | { readonly kind: "accepted"; readonly receiverReference?: string }
  | {
      readonly kind: "sent";
      readonly receiverReference?: string;
      readonly askAfterSeconds?: number;
    }
  | {
      readonly kind: "retry";
      readonly reason: string;
      readonly afterSeconds?: number;
      /** True: only this delivery has to wait; else the destination counts as unwell. */
      readonly alone?: true;
    }
  | {
      readonly kind: "rejected";
      readonly reason: string;
      readonly problems?: readonly ForwardingProblem[];
    };

/** One thing that was tried at a destination. */
export interface CheckResult {
  /** A code with words in `locales/<lng>/forwarding.json`, e.g. `reachable`, `key`, `certificate`. */
  readonly what: string;
  readonly ok: boolean;
  /** A technical message, in English. */
  readonly detail: string;
  /** When what was checked stops being so, e.g. the end of a certificate. */
  readonly until?: Date;
}

/** One request and its answer, as staff may see it: no bodies, no query, nothing personal. */
export interface Exchange {
  /** E.g. `PUT https://…/submissions/<uuid>` or `RENAME eingang/….json`. */
  readonly request: string;
  /** E.g. `201` or `ok`. */
  readonly answer: string;
  /** Milliseconds. */
  readonly took: number;
}

/** What `fetch` takes. `noted`: the path as staff may see it, where the true one says too much. */
export interface NotedRequestInit extends RequestInit {
  readonly noted?: string;
}

/** The doors to the outside that an adapter may use. */
export interface ForwardingTools {
  /** `fetch` that notes each exchange and refuses what the operator does not allow to be reached. */
  readonly fetch: (input: string | URL, init?: NotedRequestInit) => Promise<Response>;
  /** The address of a host, to connect to that and no other. Throws `UnreachableHostError`. */
  readonly reach: (host: string) => Promise<string>;
  /** Notes an exchange that went another way than through `fetch`. */
  readonly note: (exchange: Exchange) => void;
  readonly clock: () => Date;
  /** Absent where the portal sends no mails. */
  readonly mailer?: Mailer | undefined;
}

/** One submission on its way to one destination. */
export interface Delivery<State = unknown> extends ForwardingTools {
  /** The same at every attempt, and for nothing else: what makes sending twice have the effect of sending once. */
  readonly id: string;
  /** `supplement`: documents that were handed in later. `test`: invented data, to be told from real ones. */
  readonly kind: "application" | "supplement" | "test";
  /** From 1. */
  readonly attempt: number;
  /** What the attempts before have kept, if anything. */
  readonly state: State | undefined;
  /**
   * Keeps what the next attempt has to know, e.g. the id that the receiver gave, before going on. Throws
   * `LeaseLostError` where another worker has taken over: then nothing more may be sent.
   */
  readonly keep: (state: State) => Promise<void>;
  /** Of a supplement: what was kept of the application itself at this destination. */
  readonly application?: State | undefined;
  /** What was kept of the same delivery when the receiver rejected it, before somebody had it sent anew. */
  readonly rejected?: State | undefined;
  /** Undefined where the service has no such format, e.g. FIM XML of one without FIM. */
  readonly render: (format: FormatName) => Promise<RenderedFile | undefined>;
  /** The e-mail address that applicants have given for themselves in the application, if any. */
  readonly applicantEmail: () => Promise<string | undefined>;
  /** Where the receiver can report back to, without a trailing slash; undefined where the portal knows no address of its own. */
  readonly callbackUrl?: string | undefined;
  /** Where staff read it in the portal; undefined for tests, and where the portal knows no address of its own. */
  readonly inboxUrl?: string | undefined;
}

/** Another worker has taken a forwarding over. */
export class LeaseLostError extends Error {
  override readonly name = "LeaseLostError";
}

/**
 * A way into back-office systems. It sees neither database nor request. Sending the same delivery twice must have
 * the effect of sending it once.
 */
export interface ForwardingAdapter<Options = unknown, State = unknown> {
  readonly name: string;
  /** Only there to try out in the demo what can go wrong. */
  readonly demo?: true;
  /** Checked before each use. */
  readonly options: z.ZodType<Options>;
  /** Options that are stored sealed, and neither shown nor exported. */
  readonly secrets: readonly (keyof Options & string)[];
  /** Tries the destination without a submission, for the operator. */
  readonly check: (
    options: Options,
    tools: ForwardingTools,
    signal: AbortSignal,
  ) => Promise<readonly CheckResult[]>;
  readonly forward: (
    document: SubmissionDocument,
    attachments: readonly ForwardedAttachment[],
    options: Options,
    signal: AbortSignal,
    delivery: Delivery<State>,
  ) => Promise<ForwardingResult>;
  /** Asks what became of what was `sent`. Not for those that never answer `sent`. */
  readonly follow?: (
    options: Options,
    signal: AbortSignal,
    delivery: Delivery<State>,
  ) => Promise<ForwardingResult>;
}
