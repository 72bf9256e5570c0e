import { withMunicipality, type Sql } from "#db/connect.ts";
import { insertAuditEntry, type AuditDetails } from "#db/queries/audit-log.ts";
import { keepDestinationState } from "#db/queries/destination-states.ts";
import {
  findDestination,
  insertDestination,
  lockDestination,
  updateDestination,
  type DestinationRow,
} from "#db/queries/destinations.ts";
import { isDestinationInUse } from "#db/queries/in-use.ts";
import { askConfirmation, overtakeConfirmation } from "../catalogue/ask-confirmation.server.ts";
import { keyRingOf, type Portal } from "../catalogue/portal.server.ts";
import type { LaneWidth } from "../domain/forwarding.ts";
import { findAdapter, type RegisteredAdapter } from "../forwarding/adapters.server.ts";
import { optionsOf, splitOptions } from "../forwarding/destination-options.server.ts";
import { enqueueOfDestination } from "../forwarding/outbox.server.ts";
import type { Actor } from "../identity/permissions.ts";
import { randomId } from "../platform/crypto.server.ts";
import { sealOptions, type OptionsToConfirm } from "./confirmations/sealed-options.server.ts";
import { changesBetween, movesData } from "./destination-changes.ts";
import { loadDestinationForm } from "./destinations.server.ts";
import {
  leftBehind,
  optionProblems,
  sayWhy,
  secretsForgotten,
  secretsLeftBehind,
  withStoredSecrets,
  type OptionProblem,
} from "./option-problems.ts";

/** What an administrator typed. */
export interface TypedDestination {
  readonly name: string;
  readonly lanes: LaneWidth;
  readonly active: boolean;
  /** When what the form showed was saved (ISO instant); undefined: it showed a new one. */
  readonly seen: string | undefined;
  /** Secrets that are left out stay as they are, unless it goes to another server. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Nobody typed it: whoever asks for it has to be asked for every secret that does not go along. */
  readonly untyped?: boolean;
}

export type SavedDestination =
  | { readonly kind: "unknown" }
  | { readonly kind: "refused"; readonly problems: readonly OptionProblem[] }
  /** Somebody else has saved it since the form was shown; nothing was written. */
  | { readonly kind: "overtaken" }
  /** Somebody else has asked for another change, which has to be answered first; nothing was written. */
  | { readonly kind: "waits" }
  /** `asked`: where and how it sends stays as it was until somebody else confirms it; the rest is saved. */
  | { readonly kind: "saved" | "asked"; readonly id: string };

/**
 * Adds a destination to a municipality, or changes one. Where something real goes there, a change of where and how it sends waits for
 * somebody else; else what waits for it is tried at once.
 */
export async function saveDestination(
  portal: Portal,
  actor: Actor,
  ars: string,
  which: { readonly id: string } | { readonly adapter: string },
  typed: TypedDestination,
): Promise<SavedDestination> {
  const form = await loadDestinationForm(portal, actor, ars, which);
  const adapter = form && findAdapter(form.adapter, portal.config.mode);
  if (!form || !adapter) return { kind: "unknown" };
  const keys = await keyRingOf(portal, ars);
  const before =
    "id" in which
      ? await withMunicipality(portal.database, ars, (sql) => findDestination(sql, which.id))
      : undefined;
  const known = before ? optionsOf(keys, before) : {};
  const options = withStoredSecrets(adapter.secrets, known, typed.options);
  const problems = problemsOf(adapter, known, typed, options);
  if (problems.length > 0) return { kind: "refused", problems };
  const id = before?.id ?? randomId();
  const by = { at: portal.clock(), actor: actor.accountId };
  const { name, lanes, active } = typed;
  const own = { id, name, lanes, active, ...splitOptions(keys, adapter, id, options) };
  return withMunicipality(portal.database, ars, async (sql): Promise<SavedDestination> => {
    if (!before) {
      await insertDestination(sql, { ...own, ars, adapter: adapter.name, createdAt: by.at });
      await audit(sql, { ...by, ars, action: "destination.added", subject: id, details: {} });
      return { kind: "saved", id };
    }
    const stored = await lockDestination(sql, id);
    if (stored?.updatedAt.toISOString() !== typed.seen) return { kind: "overtaken" };
    const changed = changesBetween({ ...before, options: known }, { ...own, options });
    const moves = changed.filter(movesData);
    if (moves.length > 0 && (await isDestinationInUse(sql, { ars, id }, by.at))) {
      const request = randomId();
      const wish = { before: known, after: options } satisfies OptionsToConfirm;
      const sealed = sealOptions(keys, request, wish);
      const asked = { kind: "destination", changed: moves } as const;
      const about = { ars, subject: id, asked, sealed, id: request };
      if ((await askConfirmation(sql, { ...about, ...by })) === "waits") return { kind: "waits" };
      const rest = changed.filter((one) => !movesData(one));
      const kept = { ...own, options: before.options, secrets: before.secrets };
      if (rest.length > 0) await update(portal, sql, kept, { ...by, ars, changed: rest });
      return { kind: "asked", id };
    }
    await update(portal, sql, own, { ...by, ars, changed });
    if (moves.length > 0)
      await overtakeConfirmation(sql, { ars, kind: "destination", subject: id }, by);
    return { kind: "saved", id };
  });
}

/** What keeps it from being saved; of secrets that do not go along, why. */
function problemsOf(
  { options: schema, secrets }: Pick<RegisteredAdapter, "options" | "secrets">,
  known: TypedDestination["options"],
  { name, options: typed, untyped = false }: TypedDestination,
  options: TypedDestination["options"],
): readonly OptionProblem[] {
  const left = secretsLeftBehind(secrets, known, typed);
  const problems = sayWhy(optionProblems(schema, name, options), left);
  const wanted = untyped ? left : secretsForgotten(secrets, known, typed);
  const others = wanted.filter((field) => !problems.some((one) => one.field === field));
  return [...problems, ...others.map(leftBehind)];
}

type Settings = Pick<DestinationRow, "id" | "name" | "lanes" | "active" | "options" | "secrets">;

async function update(
  portal: Portal,
  sql: Sql,
  own: Settings,
  change: {
    readonly at: Date;
    readonly actor: string;
    readonly ars: string;
    readonly changed: readonly string[];
  },
): Promise<void> {
  const { changed, ...by } = change;
  await keepDestinationState(sql, own.id, change);
  await updateDestination(sql, { ...own, updatedAt: by.at });
  const details = { changed: changed.join(" ") };
  await audit(sql, { ...by, action: "destination.set", subject: own.id, details });
  await enqueueOfDestination(portal, sql, { id: own.id, ars: by.ars, lanes: own.lanes });
}

function audit(
  sql: Sql,
  entry: {
    readonly at: Date;
    readonly actor: string;
    readonly ars: string;
    readonly action: string;
    readonly subject: string;
    readonly details: AuditDetails;
  },
): Promise<void> {
  return insertAuditEntry(sql, entry);
}
