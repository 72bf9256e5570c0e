import { deleteDraft } from "#db/queries/drafts.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { countDiscarded } from "./count-figures.server.ts";
import { withOpenJourney, type NoJourney, type Visit } from "./open-journey.server.ts";
import type { Sender } from "./sender.ts";

/** Deletes the citizen's draft at once and for good; its files lose their owner and go with the next sweep. */
export async function discardDraft(
  portal: Portal,
  visit: Visit,
  sender?: Pick<Sender, "language">,
): Promise<NoJourney | { readonly kind: "discarded" }> {
  return withOpenJourney(portal, visit, async (sql, open) => {
    const { draft } = open;
    if (draft && (await deleteDraft(sql, draft.row.id)) && sender) {
      countDiscarded(portal, open, sender);
    }
    return { kind: "discarded" } as const;
  });
}
