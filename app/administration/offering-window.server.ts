import { withMunicipality } from "#db/connect.ts";
import { findMunicipality } from "#db/queries/municipalities.ts";
import { countFiled, findWindow } from "#db/queries/offering-windows.ts";
import { findForced } from "#db/queries/rollout-places.ts";
import { findServiceDefinition } from "#db/queries/services.ts";
import { askConfirmation, type Asking } from "../catalogue/ask-confirmation.server.ts";
import { askSurroundings } from "../catalogue/ask-servers.server.ts";
import {
  changeWindow,
  noWindow,
  type WindowChange,
  type WindowSettings,
} from "../catalogue/change-window.server.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { obstaclesToPublish } from "../catalogue/readiness.server.ts";
import type { Municipality } from "../domain/municipality.ts";
import { windowAt, type OfferingWindow, type WindowState } from "../domain/offering-window.ts";
import type { Language, Text } from "../domain/text.ts";
import { can, type Actor } from "../identity/permissions.ts";
import type { OfferingKey } from "../domain/revision.ts";
import { typedOf } from "../domain/typed-window.ts";
import { overtaken, seenOf, type Overtaken, type Sent } from "./seen.server.ts";
import { randomId } from "../platform/crypto.server.ts";

/** The window of an offering as its form shows it. */
export interface ShownWindow {
  readonly municipality: Municipality;
  readonly service: { readonly id: string; readonly name: Text };
  /** Of the service; German comes first. */
  readonly languages: readonly Language[];
  readonly window: OfferingWindow;
  readonly state: WindowState;
  /** Applications since it opened. */
  readonly filed: number;
  /** The mark of what the form shows. */
  readonly seen: string;
  /** Why the municipality may not keep citizens out; undefined where it may. */
  readonly forced: string | undefined;
}

/** When and how a municipality offers a service. Undefined where somebody does not administer it, or there is no such service. */
export async function loadWindow(
  portal: Portal,
  actor: Actor,
  offering: OfferingKey,
): Promise<ShownWindow | undefined> {
  const { ars, serviceId } = offering;
  if (!can(actor, "offering.change", ars)) return undefined;
  return withMunicipality(portal.database, ars, async (sql) => {
    const municipality = await findMunicipality(sql, ars);
    const service = await findServiceDefinition(sql, serviceId);
    if (!municipality || !service) return undefined;
    const found = await findWindow(sql, offering);
    const window = found?.window ?? noWindow;
    const languages = [...new Set(["de", ...service.languages])];
    return {
      municipality,
      service: { id: serviceId, name: service.name },
      languages,
      window,
      state: windowAt(window, found?.filed ?? 0, portal.clock()),
      filed: await countFiled(sql, offering, window.opensAt),
      seen: seenOf(typedOf(window)),
      forced: (await findForced(sql, ars, serviceId))?.reason,
    };
  });
}

/**
 * `asked`, `same`, `waits`: all else is set, and it stops being a test once somebody else confirms it, for then it goes online for real.
 * `notReady`: all else is set, and these have to be put in order before that can be asked for.
 */
export type WindowSaving =
  | Exclude<WindowChange, { kind: "newer" }>
  | Overtaken
  | { readonly kind: "unknown" | "notReady" | Asking };

/** Sets it; live with the next request of a citizen. `sent`: what the form had shown, and what was typed. */
export async function saveWindow(
  portal: Portal,
  actor: Actor,
  offering: OfferingKey,
  edit: (before: OfferingWindow) => WindowSettings,
  sent: Sent,
): Promise<WindowSaving> {
  const { ars, serviceId } = offering;
  if (!can(actor, "offering.change", ars)) return { kind: "unknown" };
  const around = await askSurroundings(portal);
  const by = { at: portal.clock(), actor: actor.accountId };
  return withMunicipality(portal.database, ars, async (sql): Promise<WindowSaving> => {
    if (!(await findServiceDefinition(sql, serviceId))) return { kind: "unknown" };
    const stored = async () => typedOf((await findWindow(sql, offering))?.window ?? noWindow);
    const other = await overtaken(sql, `window ${ars} ${serviceId}`, sent, stored);
    if (other) return other;
    const forced = (await findForced(sql, ars, serviceId)) !== undefined;
    const { edit: kept, endsTest } = keepingTest(edit);
    const changed = await changeWindow(sql, offering, kept, { ...by, forced });
    if (changed.kind === "newer") {
      const theirs = await stored();
      return { kind: "overtaken", theirs, seen: seenOf(theirs) };
    }
    if (changed.kind !== "changed" || !endsTest()) return changed;
    const obstacles = await obstaclesToPublish(sql, offering, { now: by.at, around });
    if (obstacles.length > 0) return { kind: "notReady" };
    const asked = { kind: "switchOn", endsTest: true } as const;
    const wish = { ars, subject: serviceId, asked, id: randomId(), ...by };
    return { kind: await askConfirmation(sql, wish) };
  });
}

/** What is online as a test stays one, whatever else is set; `endsTest`: whether that was wanted otherwise. */
function keepingTest(edit: (before: OfferingWindow) => WindowSettings) {
  let wanted = false;
  return {
    edit: (before: OfferingWindow): WindowSettings => {
      const next = edit(before);
      wanted = before.enabled && before.testMode && !next.testMode;
      return wanted ? { ...next, testMode: true } : next;
    },
    endsTest: () => wanted,
  };
}
