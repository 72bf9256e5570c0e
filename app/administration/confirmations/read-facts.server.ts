import type { Sql } from "#db/connect.ts";
import type { ConfirmationRow } from "#db/queries/confirmations.ts";
import { findUseOfDestination } from "#db/queries/in-use.ts";
import type { Surroundings } from "../../catalogue/ask-servers.server.ts";
import type { KeyRing, Portal } from "../../catalogue/portal.server.ts";
import { judgeStored, readReadiness } from "../../catalogue/readiness.server.ts";
import { addressOf } from "../../domain/confirmation.ts";
import type { DestinationRole, Way } from "../../domain/forwarding.ts";
import { lightOf } from "../../domain/readiness.ts";
import type { Light } from "../../domain/readiness-check.ts";
import type { Text } from "../../domain/text.ts";
import { findAdapter } from "../../forwarding/adapters.server.ts";
import { shownChanges, type ShownChange } from "../destination-changes.ts";
import { openOptions } from "./sealed-options.server.ts";
import type { Subject } from "./subject.server.ts";

/** A destination as somebody reads it who does not set it up: no secret is in it. */
export interface NamedWay {
  readonly role: DestinationRole;
  /** Undefined: it is gone. */
  readonly name: string | undefined;
  /** Hosts, mailboxes, ids; empty where its kind has none. */
  readonly address: string;
  readonly active: boolean;
}

/** What whoever answers has to know. */
export type Facts =
  | {
      readonly kind: "switchOn";
      readonly light: Light;
      /** None: applications stay in the portal's inbox. */
      readonly ways: readonly NamedWay[];
    }
  | {
      readonly kind: "destination";
      readonly adapter: string | undefined;
      readonly changes: readonly ShownChange[];
      /** Services that go there. */
      readonly services: readonly (Text | string)[];
      /** Applications that wait there and follow the change. */
      readonly waiting: number;
    }
  | {
      readonly kind: "ways";
      readonly before: readonly NamedWay[];
      readonly after: readonly NamedWay[];
    };

/** Ways with their destinations as these stand now. */
export function nameWays(
  ways: readonly Way[],
  destinations: Subject["destinations"],
): readonly NamedWay[] {
  return ways.map(({ destinationId, role }) => {
    const row = destinations.find((one) => one.id === destinationId);
    const address = addressOf((row?.options ?? {}) as Readonly<Record<string, unknown>>);
    return { role, name: row?.name, address, active: row?.active ?? false };
  });
}

/** Reads it as it stands. Needs the municipality's ARS. */
export async function readFacts(
  sql: Sql,
  {
    portal,
    keys,
    around,
  }: { readonly portal: Portal; readonly keys: KeyRing; readonly around: Surroundings | undefined },
  { id, ars, subject, asked, sealed }: ConfirmationRow,
  { ways, destinations }: Subject,
  services: ReadonlyMap<string, Text>,
): Promise<Facts> {
  const named = (given: readonly Way[]) => nameWays(given, destinations);
  switch (asked.kind) {
    case "switchOn": {
      const stored = await readReadiness(sql, { ars, serviceId: subject }, portal.clock());
      const asked = { mail: undefined, mailboxes: [], host: undefined };
      const checks = stored && around ? judgeStored(stored, around, asked) : [];
      // Whether the mail server answers is looked at on the page of its own.
      const light = lightOf(checks.filter(({ what }) => what !== "mail"));
      return { kind: "switchOn", light, ways: named(ways) };
    }
    case "destination": {
      const [row] = destinations;
      const adapter = row && findAdapter(row.adapter, portal.config.mode);
      const options = sealed && openOptions(keys, id, sealed);
      const use = await findUseOfDestination(sql, { ars, id: subject });
      return {
        kind: "destination",
        adapter: row?.adapter,
        changes: adapter && options ? shownChanges(adapter, options.before, options.after) : [],
        services: use.services.map((one) => services.get(one) ?? one),
        waiting: use.waiting,
      };
    }
    case "ways":
      return { kind: "ways", before: named(asked.before), after: named(asked.after) };
  }
}
