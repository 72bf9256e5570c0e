import { withMunicipality } from "#db/connect.ts";
import {
  closeConfirmation,
  findConfirmation,
  lockConfirmations,
  type ConfirmationRow,
} from "#db/queries/confirmations.ts";
import { auditConfirmation } from "../../catalogue/ask-confirmation.server.ts";
import { askSurroundings } from "../../catalogue/ask-servers.server.ts";
import { keyRingOf, type Portal } from "../../catalogue/portal.server.ts";
import type { ConfirmationKind } from "../../domain/confirmation.ts";
import type { ReadinessCheck } from "../../domain/readiness-check.ts";
import { can, type Action, type Actor } from "../../identity/permissions.ts";
import { applyConfirmation, isOvertaken } from "./apply-confirmation.server.ts";
import { readSubject } from "./subject.server.ts";

/** What somebody says to what was asked for. */
export interface Answer {
  readonly ars: string;
  readonly id: string;
  readonly answer: "confirm" | "decline" | "withdraw";
  /** The mark of what the form showed, see `Subject`. */
  readonly seen: string;
  /** Why it is declined. */
  readonly reason: string;
}

export type Answered =
  | { readonly kind: "confirmed" | "declined" | "withdrawn"; readonly row: ConfirmationRow }
  /**
   * `unknown`: none there for this person. `forbidden`: may look alone. `ownWork`: who asks does not answer. `late`: somebody has
   * answered. `changed`: what it is about has changed since it was shown. `overtaken`: so much that it is pointless.
   */
  | {
      readonly kind:
        "unknown" | "forbidden" | "ownWork" | "late" | "changed" | "overtaken" | "noReason";
    }
  /** It stays open; these have to be put in order first. */
  | {
      readonly kind: "notReady";
      readonly serviceId: string;
      readonly obstacles: readonly ReadinessCheck[];
    };

/** Who may confirm what, unless they asked for it themselves. */
export const confirmers = {
  switchOn: "switchOn.confirm",
  destination: "destination.confirm",
  ways: "destination.confirm",
} as const satisfies Readonly<Record<ConfirmationKind, Action>>;

const ends = { confirm: "confirmed", decline: "declined", withdraw: "withdrawn" } as const;

/** Confirms what another person asked for, which counts at once, declines it, or takes back what one asked for oneself. */
export async function answerConfirmation(
  portal: Portal,
  actor: Actor,
  { ars, id, answer, seen, reason }: Answer,
): Promise<Answered> {
  if (!can(actor, "confirmation.read", ars)) return { kind: "unknown" };
  const keys = await keyRingOf(portal, ars);
  const around = await askSurroundings(portal);
  const by = { at: portal.clock(), actor: actor.accountId };
  return withMunicipality(portal.database, ars, async (sql): Promise<Answered> => {
    const found = await findConfirmation(sql, ars, id);
    if (!found) return { kind: "unknown" };
    // What it is about first, as whoever asks does it.
    const subject = await readSubject(sql, found, { lock: true });
    await lockConfirmations(sql, found);
    const row = await findConfirmation(sql, ars, id, { lock: true });
    if (row?.state !== "open") return { kind: "late" };
    const isOwn = row.askedBy === actor.accountId;
    if (answer === "withdraw" ? !isOwn : !can(actor, confirmers[row.kind], ars))
      return { kind: isOwn ? "ownWork" : "forbidden" };
    if (answer !== "withdraw" && isOwn) return { kind: "ownWork" };
    if (answer === "decline" && reason === "") return { kind: "noReason" };
    if (answer === "confirm") {
      if (await isOvertaken(sql, keys, row, subject)) {
        await closeConfirmation(sql, id, { state: "overtaken", ...by });
        await auditConfirmation(sql, row, "confirmation.overtaken", by);
        return { kind: "overtaken" };
      }
      if (seen !== subject.seen) return { kind: "changed" };
      const confirming = { portal, keys, around, ...by };
      const obstacles = await applyConfirmation(sql, confirming, row, subject);
      if (obstacles.length > 0) return { kind: "notReady", serviceId: row.subject, obstacles };
    }
    const state = ends[answer];
    await closeConfirmation(sql, id, {
      state,
      ...by,
      ...(answer === "decline" && { reason }),
    });
    await auditConfirmation(sql, row, `confirmation.${state}`, by);
    return { kind: state, row };
  });
}
