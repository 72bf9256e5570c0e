import type { ForwardingResult } from "../adapter.server.ts";
import type { FitConnectClient } from "./client.server.ts";
import { matchesTags, readLog, type Told } from "./event-log.server.ts";
import type { FitConnectState } from "./state.server.ts";
import { toProblem, UntrustedLogError } from "./trouble.server.ts";

/**
 * What a log means for a delivery; undefined where it has to be sent (again). Both what was submitted and what was
 * accepted must bear the tags of what was uploaded here (rule 6 of section 8): anything else is not what was sent.
 * Throws `UntrustedLogError`.
 */
export function toResult(told: Told, state: FitConnectState): ForwardingResult | undefined {
  const { submissionId: receiverReference, tags } = state;
  const { submitted, accepted } = told;
  if (submitted && !(submitted.tags && matchesTags(submitted.tags, tags)))
    throw new UntrustedLogError("what was submitted is not what was sent: tags differ");
  switch (told.state) {
    case "submitted":
      return { kind: "sent", receiverReference };
    case "accepted":
      if (!accepted || !matchesTags(accepted, tags))
        throw new UntrustedLogError("what was accepted is not what was sent: tags differ");
      return { kind: "accepted", receiverReference };
    case "rejected":
      return {
        kind: "rejected",
        reason: "the receiver rejected the submission",
        problems: told.problems.map(toProblem),
      };
    case "deleted":
    case "announced":
    case "unknown":
      return undefined;
  }
}

/** Asks the log of the case what became of a submission (documentation: sending/query-status). */
export async function follow(
  client: FitConnectClient,
  state: FitConnectState | undefined,
): Promise<ForwardingResult> {
  if (!state) throw new UntrustedLogError("it is not known any more what was sent");
  const result = toResult(await readLog(client, state), state);
  if (result) return result;
  throw new UntrustedLogError("the log does not know of the submission, or its end");
}
