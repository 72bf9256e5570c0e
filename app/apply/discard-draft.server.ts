import { deleteDraft } from "#db/queries/drafts.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { withOpenJourney, type NoJourney, type Visit } from "./open-journey.server.ts";

/** Deletes the citizen's draft at once and for good; its files lose their owner and go with the next sweep. */
export async function discardDraft(
  portal: Portal,
  visit: Visit,
): Promise<NoJourney | { readonly kind: "discarded" }> {
  return withOpenJourney(portal, visit, async (sql, { draft }) => {
    if (draft) await deleteDraft(sql, draft.row.id);
    return { kind: "discarded" } as const;
  });
}
