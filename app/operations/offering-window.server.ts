import { withMunicipality } from "#db/connect.ts";
import { findWindow } from "#db/queries/offering-windows.ts";
import { hasOffering } from "#db/queries/offerings.ts";
import { findCurrentVersion } from "#db/queries/services.ts";
import { changeWindow, noWindow, type WindowSettings } from "../catalogue/change-window.server.ts";
import type { WindowProblem } from "../domain/check-window.ts";
import type { Municipality } from "../domain/municipality.ts";
import { windowAt, type OfferingWindow, type WindowState } from "../domain/offering-window.ts";
import { findMunicipalityByKey } from "./find-municipality.server.ts";
import type { OperatorParts } from "./operator.ts";

export type WindowOutcome =
  | {
      readonly outcome: "shown" | "changed" | "unchanged";
      readonly municipality: Municipality;
      readonly window: OfferingWindow;
      readonly state: WindowState;
    }
  | { readonly outcome: "unknownMunicipality" | "unknownService" | "notOffered" | "busy" }
  | { readonly outcome: "refused"; readonly problems: readonly WindowProblem[] };

/** Shows when and how a municipality (ARS, AGS or slug) offers a service, or sets it. Live at once. */
export async function offeringWindow(
  { database, clock, log }: OperatorParts,
  asked: {
    readonly municipality: string;
    readonly serviceId: string;
    /** What is set instead of what was; absent: nothing. */
    readonly edit?: ((before: OfferingWindow) => WindowSettings) | undefined;
  },
  actor: string,
): Promise<WindowOutcome> {
  const { serviceId, edit } = asked;
  return withMunicipality(database, "*", async (sql): Promise<WindowOutcome> => {
    const municipality = await findMunicipalityByKey(sql, asked.municipality);
    if (!municipality) return { outcome: "unknownMunicipality" };
    const offering = { ars: municipality.ars, serviceId };
    if ((await findCurrentVersion(sql, serviceId)) === undefined)
      return { outcome: "unknownService" };
    if (!(await hasOffering(sql, municipality.ars, serviceId))) return { outcome: "notOffered" };
    const at = clock();
    const done = edit && (await changeWindow(sql, offering, edit, { at, actor }));
    if (done?.kind === "refused") return { outcome: "refused", problems: done.problems };
    if (done?.kind === "newer") return { outcome: "busy" };
    const found = await findWindow(sql, offering);
    const window = found?.window ?? noWindow;
    const state = windowAt(window, found?.filed ?? 0, at);
    if (!done) return { outcome: "shown", municipality, window, state };
    if (done.fields.length === 0) return { outcome: "unchanged", municipality, window, state };
    log.info("offering.windowChanged", { ars: municipality.ars, service: serviceId });
    return { outcome: "changed", municipality, window, state };
  });
}
