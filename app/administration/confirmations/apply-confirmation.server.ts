import type { Sql } from "#db/connect.ts";
import type { ConfirmationRow } from "#db/queries/confirmations.ts";
import { keepDestinationState } from "#db/queries/destination-states.ts";
import { saveOfferingDestinations, updateDestination } from "#db/queries/destinations.ts";
import { findWindow, setWindow } from "#db/queries/offering-windows.ts";
import { setOffering } from "#db/queries/offerings.ts";
import { findCurrentVersion } from "#db/queries/services.ts";
import type { Surroundings } from "../../catalogue/ask-servers.server.ts";
import type { KeyRing, Portal } from "../../catalogue/portal.server.ts";
import { obstaclesToPublish } from "../../catalogue/readiness.server.ts";
import { noWindow } from "../../catalogue/change-window.server.ts";
import { sameWays, type Asked } from "../../domain/confirmation.ts";
import type { ReadinessCheck } from "../../domain/readiness-check.ts";
import type { OfferingKey } from "../../domain/revision.ts";
import { isSame } from "../../domain/versions/change.ts";
import { findAdapter } from "../../forwarding/adapters.server.ts";
import { optionsOf, splitOptions } from "../../forwarding/destination-options.server.ts";
import { enqueueOfDestination } from "../../forwarding/outbox.server.ts";
import { openOptions } from "./sealed-options.server.ts";
import type { Subject } from "./subject.server.ts";

/** What it takes, and who says so when. */
export interface Confirming {
  readonly portal: Portal;
  readonly keys: KeyRing;
  readonly around: Surroundings;
  readonly at: Date;
  readonly actor: string;
}

type Wished<Kind extends Asked["kind"]> = Extract<Asked, { readonly kind: Kind }>;

/** Whether what it was to change is another by now, so that it is pointless. */
export async function isOvertaken(
  sql: Sql,
  keys: KeyRing,
  { id, ars, subject: serviceId, asked, sealed }: ConfirmationRow,
  { ways, destinations }: Subject,
): Promise<boolean> {
  switch (asked.kind) {
    case "switchOn": {
      const window = (await findWindow(sql, { ars, serviceId }))?.window ?? noWindow;
      const isDone = asked.endsTest ? !window.enabled || !window.testMode : window.enabled;
      return isDone || (await findCurrentVersion(sql, serviceId)) === undefined;
    }
    case "destination": {
      const [row] = destinations;
      return !row || !sealed || !isSame(optionsOf(keys, row), openOptions(keys, id, sealed).before);
    }
    case "ways": {
      const isThere = (wanted: string) => destinations.some((one) => one.id === wanted);
      const isKnown = asked.after.every(({ destinationId }) => isThere(destinationId));
      return !isKnown || !sameWays(ways, asked.before);
    }
  }
}

/** Does what was asked for and is not overtaken, unless these have to be put in order first. The subject must be locked. */
export async function applyConfirmation(
  sql: Sql,
  confirming: Confirming,
  row: ConfirmationRow,
  subject: Subject,
): Promise<readonly ReadinessCheck[]> {
  const { ars, asked, subject: serviceId } = row;
  switch (asked.kind) {
    case "switchOn":
      return switchOn(sql, confirming, { ars, serviceId }, asked);
    case "destination":
      await changeDestination(sql, confirming, row, subject);
      return [];
    case "ways":
      await saveOfferingDestinations(sql, { ars, serviceId }, asked.after);
      return [];
  }
}

async function switchOn(
  sql: Sql,
  { around, at, actor }: Confirming,
  key: OfferingKey,
  { endsTest }: Wished<"switchOn">,
): Promise<readonly ReadinessCheck[]> {
  const obstacles = await obstaclesToPublish(sql, key, { now: at, around });
  if (obstacles.length > 0) return obstacles;
  await setOffering(sql, { ...key, enabled: true, updatedAt: at, updatedBy: actor });
  const window = endsTest ? (await findWindow(sql, key))?.window : undefined;
  if (window) await setWindow(sql, key, { ...window, testMode: false }, { since: at, at, actor });
  return [];
}

async function changeDestination(
  sql: Sql,
  { portal, keys, at, actor }: Confirming,
  { id, ars, asked, askedBy, sealed }: ConfirmationRow,
  { destinations: [row] }: Subject,
): Promise<void> {
  const adapter = row && findAdapter(row.adapter, portal.config.mode);
  if (!sealed || !adapter) throw new Error(`confirmation ${id} has nothing to change`);
  const options = splitOptions(keys, adapter, row.id, openOptions(keys, id, sealed).after);
  const changed = asked.kind === "destination" ? asked.changed : [];
  await keepDestinationState(sql, row.id, { changed, at, actor: askedBy, confirmedBy: actor });
  await updateDestination(sql, { ...row, ...options, updatedAt: at });
  await enqueueOfDestination(portal, sql, { id: row.id, ars, lanes: row.lanes });
}
