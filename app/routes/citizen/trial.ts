import type { OpenJourney, Visit } from "#app/apply/open-journey.server.ts";
import type { Trial } from "#app/ui/trial-bar.tsx";
import { serviceUrl } from "./addresses.ts";

/** What the frame of a page says where nothing that is filed from it counts. */
export function trialOf(
  { opening, test }: Pick<OpenJourney, "opening" | "test">,
  visit: Visit,
): { readonly trial?: Trial } {
  if (opening.test === "preview") return { trial: previewTrial(visit) };
  return test ? { trial: { kind: "test" } } : {};
}

export function previewTrial(visit: Visit): Trial {
  return {
    kind: "preview",
    end: `/vorschau/ende?angebot=${encodeURIComponent(serviceUrl(visit))}`,
  };
}
