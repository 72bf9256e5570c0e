import { furthestStep, isReachable, stepAt, type Journey, type Step } from "./journey.ts";

/** What an address below a service leads to. `elsewhere`: that page cannot be reached yet. */
export type Location =
  | { readonly kind: "step"; readonly step: Step }
  | { readonly kind: "elsewhere"; readonly address: string }
  | { readonly kind: "unknownPage" };

/** The step at an address, if the citizen may be there. */
export function locate(journey: Journey, address: string): Location {
  const step = stepAt(journey, address);
  if (step && isReachable(journey, step)) return { kind: "step", step };
  const [pageId = ""] = address.split("/", 1);
  const furthest = furthestStep(journey);
  return journey.offering.pagesById.has(pageId) && furthest
    ? { kind: "elsewhere", address: furthest.address }
    : { kind: "unknownPage" };
}
