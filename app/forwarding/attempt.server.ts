import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { withMunicipality } from "#db/connect.ts";
import { listAttachmentsOfSubmission } from "#db/queries/attachments.ts";
import { claimForwarding, claimNextForwarding, renewLease } from "#db/queries/forwarding-lease.ts";
import type { ForwardingRow } from "#db/queries/forwardings.ts";
import { findSubmission } from "#db/queries/submissions.ts";
import { keyRingOf, type KeyRing, type Portal } from "../catalogue/portal.server.ts";
import { hasDiedTooOften, type LaneWidth } from "../domain/forwarding.ts";
import { mayBeOpened } from "../domain/scan-state.ts";
import { LeaseLostError, type Exchange, type ForwardingResult } from "./adapter.server.ts";
import { findAdapter } from "./adapters.server.ts";
import { optionsOf } from "./destination-options.server.ts";
import { unexpected } from "./failure.server.ts";
import { openDelivery, type Claimed } from "./open-delivery.server.ts";
import { openParcel, type Parcel } from "./open-parcel.server.ts";
import { testContext, testParcelSchema } from "./test-parcel.ts";
import { openTools } from "./tools.server.ts";

/** Seconds that one attempt may take. */
const attemptSeconds = 120;
/** Seconds for which a delivery is taken. As long as its process lives it is renewed. */
const leaseSeconds = 45;
const renewalSeconds = 10;

/** An attempt that was made. */
export interface Attempt {
  readonly claimed: Claimed;
  readonly lease: string;
  readonly result: ForwardingResult;
  /** Milliseconds. */
  readonly took: number;
  readonly exchanges: readonly Exchange[];
}

/** `waits`: it cannot be tried before then. Undefined: there is nothing to do for this process. */
export type AttemptOutcome =
  | ({ readonly kind: "made" } & Attempt)
  | {
      readonly kind: "waits";
      readonly id: string;
      readonly at: Date;
      readonly lanes: LaneWidth;
      readonly destinationId: string | null;
    };

/**
 * Takes a delivery, or the one that is due longest at a destination, and tries once: sends it, or asks what became of what was
 * sent. Writes nothing of how it ended.
 */
export async function attempt(
  portal: Portal,
  which: { readonly id: string } | { readonly destinationId: string },
  ars: string,
): Promise<AttemptOutcome | undefined> {
  const keys = await keyRingOf(portal, ars);
  const lease = randomUUID();
  const now = portal.clock();
  const until = new Date(now.getTime() + leaseSeconds * 1000);
  const claim = await withMunicipality(portal.database, ars, (sql) =>
    "id" in which
      ? claimForwarding(sql, which.id, { id: lease, until, now })
      : claimNextForwarding(sql, which.destinationId, { id: lease, until, now }),
  );
  if (claim.kind === "none") return undefined;
  if (claim.kind === "later") return { ...claim, kind: "waits" };
  const { id } = claim.forwarding;
  const begun = performance.now();
  const { tools, exchanges } = openTools(portal);
  const stopRenewing = keepLease(portal, { id, ars, lease });
  const result = await tryOnce(portal, keys, claim, lease, tools).catch(
    (error: unknown): ForwardingResult | undefined => {
      if (error instanceof LeaseLostError) return undefined;
      portal.log.warn("forwarding.threw", { forwarding: id, error });
      return unexpected(error);
    },
  );
  stopRenewing();
  if (!result) return undefined;
  const took = Math.round(performance.now() - begun);
  return { kind: "made", claimed: claim, lease, result, took, exchanges };
}

/** Renews a lease until it is told to stop. Trouble does not matter: then it ends, and `keep` and `settle` notice. */
function keepLease(
  { database, clock }: Portal,
  { id, ars, lease }: { readonly id: string; readonly ars: string; readonly lease: string },
): () => void {
  const renewal = setInterval(() => {
    const until = new Date(clock().getTime() + leaseSeconds * 1000);
    withMunicipality(database, ars, (sql) => renewLease(sql, id, lease, until)).catch(
      () => undefined,
    );
  }, renewalSeconds * 1000);
  return () => {
    clearInterval(renewal);
  };
}

async function tryOnce(
  portal: Portal,
  keys: KeyRing,
  claimed: Claimed,
  lease: string,
  tools: Parameters<typeof openDelivery>[5],
): Promise<ForwardingResult> {
  const { forwarding, destination } = claimed;
  if (hasDiedTooOften(forwarding.unsettled))
    return {
      kind: "retry",
      reason: "the process ended during each of the last attempts",
      alone: true,
    };
  const adapter = findAdapter(forwarding.adapter, portal.config.mode);
  if (!adapter)
    return { kind: "retry", reason: `there is no adapter ${forwarding.adapter}`, alone: true };
  const parcel = await loadParcel(portal, keys, forwarding);
  if (!parcel) return { kind: "rejected", reason: "the submission is not there any more" };
  const { document, attachments } = parcel;
  const delivery = openDelivery(portal, keys, claimed, lease, document, tools);
  const options = destination ? optionsOf(keys, destination) : {};
  const signal = AbortSignal.timeout(attemptSeconds * 1000);
  if (forwarding.status === "sent") return adapter.follow(options, signal, delivery);
  const unfit = attachments.find(({ scan }) => !mayBeOpened(scan));
  if (unfit?.scan === "infected") return { kind: "rejected", reason: "an attachment is infected" };
  if (unfit)
    return {
      kind: "retry",
      reason: "an attachment is not scanned yet",
      afterSeconds: 60,
      alone: true,
    };
  return adapter.forward(document, attachments, options, signal, delivery);
}

/** What a delivery carries: the application as it was filed, what came later, or what a test has invented. */
async function loadParcel(
  portal: Portal,
  keys: KeyRing,
  { id, ars, submissionId, kind, sealed, createdAt }: ForwardingRow,
): Promise<Parcel | undefined> {
  if (submissionId === null) {
    return sealed ? openTest(keys.open(sealed, testContext(id))) : undefined;
  }
  const [submission, rows] = await withMunicipality(portal.database, ars, (sql) =>
    Promise.all([
      findSubmission(sql, submissionId),
      listAttachmentsOfSubmission(sql, submissionId),
    ]),
  );
  if (!submission) return undefined;
  const { document, attachments } = openParcel(portal, keys, submission, rows);
  const isIn = ({ handedInAt }: { readonly handedInAt?: Date }): boolean =>
    kind === "supplement"
      ? handedInAt?.getTime() === createdAt.getTime()
      : handedInAt === undefined;
  return { document, attachments: attachments.filter(isIn) };
}

function openTest(opened: Buffer): Parcel {
  const { document, files } = testParcelSchema.parse(JSON.parse(opened.toString()));
  return {
    document,
    attachments: document.attachments.map((attachment) => ({
      ...attachment,
      scan: "clean",
      read: () => Readable.from([Buffer.from(files[attachment.id] ?? "", "base64")]),
    })),
  };
}
