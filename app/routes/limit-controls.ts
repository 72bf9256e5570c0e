import type { HeldUp } from "#app/apply/pass-limit.server.ts";
import type { RawInput } from "#app/domain/page-form.ts";

/** Names of what goes along with a post that was held up: the solved task, and the waiting ticket. */
export const proofControl = "_proof";
export const ticketControl = "_ticket";

/** A post that was held up by a limit, to be sent once more. */
export interface LimitedPost extends HeldUp {
  readonly raw: RawInput;
  /** Whether files were among it, which cannot be given back. */
  readonly files: boolean;
}
