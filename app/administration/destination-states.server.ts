import { withMunicipality } from "#db/connect.ts";
import {
  findDestinationState,
  listDestinationStates,
  type DestinationStateRow,
} from "#db/queries/destination-states.ts";
import { findDestination, type DestinationRow } from "#db/queries/destinations.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { findAdapter, type RegisteredAdapter } from "../forwarding/adapters.server.ts";
import { can, type Actor } from "../identity/permissions.ts";
import {
  changesBetween,
  ownSettings,
  shownChanges,
  type ShownChange,
} from "./destination-changes.ts";
import { readDoers, type Doer } from "./doers.server.ts";
import { fieldsFor } from "./option-fields.ts";
import {
  saveDestination,
  type SavedDestination,
  type TypedDestination,
} from "./save-destination.server.ts";

/** How a destination was set until somebody set it otherwise: no secret is in it. */
export interface DestinationState {
  readonly id: number;
  /** When it was set otherwise, and by whom. */
  readonly at: Date;
  readonly by: Doer;
  /** Undefined: nobody had to confirm it. */
  readonly confirmedBy: Doer | undefined;
  /** What was set otherwise; `name`, `lanes` and `active` beside options. */
  readonly changes: readonly ShownChange[];
  /** It stands like that again, but for secrets. */
  readonly same: boolean;
}

const statesShown = 20;

/** Earlier states of a destination, newest first; none for whoever does not set it up. */
export async function listStates(
  portal: Portal,
  actor: Actor,
  ars: string,
  id: string,
): Promise<readonly DestinationState[]> {
  if (!can(actor, "offering.change", ars)) return [];
  return withMunicipality(portal.database, ars, async (sql) => {
    const now = await findDestination(sql, id);
    const adapter = now && findAdapter(now.adapter, portal.config.mode);
    if (!adapter) return [];
    const rows = await listDestinationStates(sql, id, statesShown);
    const doer = await readDoers(
      sql,
      rows.flatMap(({ endedBy, confirmedBy }) => [endedBy, confirmedBy]),
    );
    return rows.map((row, at): DestinationState => {
      // What came behind it is what ended next, or what counts now.
      const after = rows[at - 1] ?? now;
      return {
        ...{ id: row.id, at: row.endedAt, by: doer(row.endedBy) },
        confirmedBy: row.confirmedBy === null ? undefined : doer(row.confirmedBy),
        changes: changesOf(adapter, row, after),
        same: changesBetween(settingsOf(row), settingsOf(now)).length === 0,
      };
    });
  });
}

type Stored = Pick<DestinationRow, "name" | "lanes" | "active" | "options">;

function settingsOf({ name, lanes, active, options }: Stored) {
  return { name, lanes, active, options: options as TypedDestination["options"] };
}

function changesOf(
  adapter: RegisteredAdapter,
  row: DestinationStateRow,
  after: Stored,
): readonly ShownChange[] {
  const own = ownSettings.flatMap((name): ShownChange[] =>
    row[name] === after[name]
      ? []
      : [
          {
            name,
            kind: name === "active" ? "flag" : "text",
            before: [String(row[name])],
            after: [String(after[name])],
          },
        ],
  );
  const secret = adapter.secrets
    .filter((name) => row.changed.includes(name))
    .map((name) => ({ name, kind: "secret" as const, before: [], after: [] }));
  const open = shownChanges(adapter, settingsOf(row).options, settingsOf(after).options);
  return [...own, ...open, ...secret];
}

export interface RevertedDestination {
  readonly saved: SavedDestination;
  /** The state as its form shows it, for whoever has something to add. */
  readonly form: {
    readonly typed: Readonly<Record<string, readonly string[]>>;
    readonly own: {
      readonly name: string;
      readonly lanes: string;
      readonly active: string | undefined;
      readonly seen: string;
    };
  };
}

/**
 * Takes a destination back to an earlier state, as if somebody had typed that. Its secrets stay as they are now; where that state leads to
 * another server they do not go along, and are asked for. Undefined: no such state for this person.
 */
export async function revertDestination(
  portal: Portal,
  actor: Actor,
  ars: string,
  id: string,
  { state, seen }: { readonly state: number; readonly seen: string },
): Promise<RevertedDestination | undefined> {
  if (!can(actor, "offering.change", ars)) return undefined;
  const [now, row] = await withMunicipality(portal.database, ars, (sql) =>
    Promise.all([findDestination(sql, id), findDestinationState(sql, id, state)]),
  );
  const adapter = now && findAdapter(now.adapter, portal.config.mode);
  if (!adapter || !row) return undefined;
  const { name, lanes, active, options: all } = settingsOf(row);
  const isOpen = ([option]: [string, unknown]) => !adapter.secrets.includes(option);
  const options = Object.fromEntries(Object.entries(all).filter(isOpen));
  const typed = { name, lanes, active, seen, options, untyped: true };
  const fields = fieldsFor(adapter.options, adapter.secrets, options);
  return {
    saved: await saveDestination(portal, actor, ars, { id }, typed),
    form: {
      typed: Object.fromEntries(
        fields.filter(({ kind }) => kind !== "secret").map((field) => [field.name, field.value]),
      ),
      own: { name, lanes: String(lanes), active: active ? "on" : undefined, seen },
    },
  };
}
