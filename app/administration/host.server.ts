import { withMunicipality, type Sql } from "#db/connect.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import { confirmHost, findHostOwner, findLook, setHost } from "#db/queries/looks.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { readHost, type HostProblem } from "../domain/look/host.ts";
import { can, type Actor } from "../identity/permissions.ts";
import { overtaken, type Overtaken, type ShownFacts } from "./seen.server.ts";

export type HostChange =
  | Overtaken
  | { readonly kind: "requested" | "withdrawn" | "confirmed" | "revoked" | "unknown" }
  /** `taken`: another municipality has it. `changed`: not what was looked at. */
  | { readonly kind: "refused"; readonly code: HostProblem | "taken" | "changed" };

/** What the form shows. */
export function shownHost(host: string | null | undefined): ShownFacts {
  return { host: host ?? "" };
}

/**
 * Asks for a host of a municipality's own (`""`: gives it up). It counts once the operator has confirmed it, who has seen to it that
 * the name and its certificate lead here; until then, and for whoever else asks, nothing changes. `seen`: what the form had shown.
 */
export async function requestHost(
  portal: Portal,
  actor: Actor,
  ars: string,
  typed: string,
  seen?: string,
): Promise<HostChange> {
  if (!can(actor, "look.change", ars)) return { kind: "unknown" };
  const gone = typed.trim() === "";
  const read = gone ? { host: null } : readHost(typed, portalHost(portal));
  if ("problem" in read) return { kind: "refused", code: read.problem };
  const { host } = read;
  return change(portal, actor, ars, async (sql, by, note) => {
    const before = (await findLook(sql, ars))?.host ?? null;
    const sent = { seen, typed: shownHost(host) };
    const other = await overtaken(sql, `host ${ars}`, sent, () =>
      Promise.resolve(shownHost(before)),
    );
    if (other) return other;
    if (before === host) return { kind: gone ? "withdrawn" : "requested" };
    const owner = host === null ? undefined : await findHostOwner(sql, host);
    if (owner !== undefined && owner !== ars) return { kind: "refused", code: "taken" };
    await setHost(sql, ars, host, by);
    await note(gone ? "host.withdrawn" : "host.requested", host ?? before ?? "");
    return { kind: gone ? "withdrawn" : "requested" };
  });
}

/** Has a host count from now on, or no longer. `host`: the one that the operator has seen. */
export async function decideHost(
  portal: Portal,
  actor: Actor,
  {
    ars,
    host,
    confirmed,
  }: { readonly ars: string; readonly host: string; readonly confirmed: boolean },
): Promise<HostChange> {
  if (!can(actor, "host.confirm", ars)) return { kind: "unknown" };
  return change(portal, actor, ars, async (sql, by, note) => {
    if ((await findLook(sql, ars))?.host !== host) return { kind: "refused", code: "changed" };
    const owner = confirmed ? await findHostOwner(sql, host) : undefined;
    if (owner !== undefined && owner !== ars) return { kind: "refused", code: "taken" };
    await confirmHost(sql, ars, confirmed, by);
    await note(confirmed ? "host.confirmed" : "host.revoked", host);
    return { kind: confirmed ? "confirmed" : "revoked" };
  });
}

type By = { readonly updatedAt: Date; readonly updatedBy: string };
type Note = (action: string, host: string) => Promise<void>;

/** Sees all municipalities, because hosts are unique among them; one change at a time. */
async function change(
  portal: Portal,
  actor: Actor,
  ars: string,
  work: (sql: Sql, by: By, note: Note) => Promise<HostChange>,
): Promise<HostChange> {
  const at = portal.clock();
  const by = { updatedAt: at, updatedBy: actor.accountId };
  const done = await withMunicipality(portal.database, "*", async (sql) => {
    await sql`select pg_advisory_xact_lock(hashtext('hosts'))`;
    return work(sql, by, (action, host) =>
      insertAuditEntry(sql, {
        at,
        ars,
        actor: actor.accountId,
        action,
        subject: ars,
        details: { host },
      }),
    );
  });
  portal.looks.forget();
  return done;
}

function portalHost({ config }: Portal): string | undefined {
  return config.publicUrl === undefined ? undefined : new URL(config.publicUrl).hostname;
}
