import { nextStepsOf } from "#app/apply/next-steps.server.ts";
import { languageShare } from "#app/apply/service-languages.server.ts";
import { compileOffering } from "#app/domain/offering.ts";
import type { ServiceDefinition } from "#app/domain/service.ts";
import { serviceTexts } from "../citizen/service-texts.server.ts";
import type { Preview, Previewed } from "./previewed.ts";

/** The page of a service, and what is read after filing, with what is set. */
export function aboutPreview(
  offered: ServiceDefinition,
  { municipality, language, provider }: Previewed,
): Preview {
  const offering = compileOffering(offered);
  const needed = offered.assurance ?? "none";
  const { completeWithinDays } = offered.description.processing ?? {};
  const filedNow = { submittedAt: new Date(), missingUntil: null };
  return {
    kind: "about",
    base: `/${municipality.slug}/${offered.id}`,
    service: serviceTexts(offered, language),
    municipality: municipality.name,
    languages: offered.languages.map((one) => languageShare(offering, one)),
    signIn: {
      provider,
      needed,
      reached: undefined,
      isEnough: needed === "none",
      hasMailbox: false,
      asked: [],
      taken: [],
      kept: [],
    },
    nextSteps: nextStepsOf(offered, filedNow, municipality.name, language),
    ...(completeWithinDays !== undefined && { completeWithinDays }),
  };
}
