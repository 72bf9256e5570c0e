import type { ForwardingRow } from "#db/queries/forwardings.ts";
import type { SubmissionEventRow } from "#db/queries/submission-events.ts";
import { isSubmissionStatus, type SubmissionStatus } from "../domain/submission-status.ts";

export type ShownForwarding = ForwardingRow["status"];

/** What happened to a submission, in codes for which there are words. */
export interface HistoryEntry {
  readonly at: Date;
  readonly kind:
    | "received"
    | "opened"
    | "downloaded"
    | "statusChanged"
    | "forwarding"
    | "forwarded"
    | "forwardingSent"
    | "forwardingFailed"
    | "handedIn"
    | "mailSent"
    | "mailRefused";
  /** To which status it was moved. */
  readonly status?: SubmissionStatus;
  readonly actor:
    | { readonly kind: "citizen" | "system" }
    /** Without a name where the account is gone. */
    | { readonly kind: "staff"; readonly name?: string };
}

/** The destination that is the inbox itself: nothing is sent, so there is nothing to tell. */
const staysHere = "download-only";

/** How far the newest forwarding has come; undefined where nothing is sent anywhere. */
export function forwardingOf(forwardings: readonly ForwardingRow[]): ShownForwarding | undefined {
  return forwardings.findLast(({ adapter }) => adapter !== staysHere)?.status;
}

/** Events and what is still under way, oldest first. `names`: of the staff, by account. */
export function historyOf(
  events: readonly SubmissionEventRow[],
  forwardings: readonly ForwardingRow[],
  names: ReadonlyMap<string, string>,
): readonly HistoryEntry[] {
  const sent = forwardings.filter(({ adapter }) => adapter !== staysHere);
  const past = events.flatMap((event): HistoryEntry[] => {
    const what = whatHappened(event.kind);
    if (!what) return [];
    if (event.kind.startsWith("forwarding.") && sent.length === 0) return [];
    return [{ ...what, at: event.at, actor: actorOf(event.actor, names) }];
  });
  const underWay = sent
    .filter(({ status }) => status === "pending")
    .map(({ updatedAt }): HistoryEntry => ({
      at: updatedAt,
      kind: "forwarding",
      actor: { kind: "system" },
    }));
  return [...past, ...underWay].sort((left, right) => left.at.getTime() - right.at.getTime());
}

const forwardingKinds: Readonly<Record<string, HistoryEntry["kind"]>> = {
  sent: "forwardingSent",
  accepted: "forwarded",
};

function whatHappened(event: string): Pick<HistoryEntry, "kind" | "status"> | undefined {
  const [kind, detail] = event.split(".", 2);
  switch (kind) {
    case "received":
    case "opened":
    case "downloaded":
    case "handedIn":
      return { kind };
    case "mail":
      return { kind: detail === "sent" ? "mailSent" : "mailRefused" };
    case "statusChanged":
      return isSubmissionStatus(detail) ? { kind, status: detail } : { kind };
    case "forwarding":
      return { kind: forwardingKinds[detail ?? ""] ?? "forwardingFailed" };
    default:
      return undefined;
  }
}

function actorOf(actor: string, names: ReadonlyMap<string, string>): HistoryEntry["actor"] {
  if (actor === "citizen" || actor === "system") return { kind: actor };
  const name = names.get(actor);
  return { kind: "staff", ...(name !== undefined && { name }) };
}
