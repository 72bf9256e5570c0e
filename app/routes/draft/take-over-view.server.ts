import type { Visit } from "#app/apply/open-journey.server.ts";
import type { ProposedOutcome } from "#app/apply/take-over.server.ts";
import { printAnswer } from "#app/domain/print-answer.ts";
import type { ShownText } from "#app/domain/page-form.ts";
import { parentPath } from "#app/domain/path.ts";
import { showText } from "#app/domain/shown-page.ts";
import { wordsOf } from "#app/i18n/texts.server.ts";
import { municipalityFrame, serviceUrl } from "../citizen/addresses.ts";
import { trialOf } from "../citizen/trial.ts";
import type { Frame } from "../frame.ts";
import { textsFor } from "../texts-for.server.ts";

/** One answer to be confirmed. */
export interface ShownProposal {
  readonly name: string;
  /** The group in which it is asked, and the question. */
  readonly group?: ShownText;
  readonly label: ShownText;
  readonly values: readonly string[];
}

export interface TakeOverView {
  readonly frame: Frame;
  readonly base: string;
  readonly service: ShownText;
  /** Absent while nothing was brought along. */
  readonly from?: { readonly service: string; readonly municipality: string };
  readonly proposals: readonly ShownProposal[];
}

export function takeOverView(
  request: Request,
  visit: Visit,
  outcome: Extract<ProposedOutcome, { kind: "none" | "proposed" }>,
): TakeOverView {
  const { t, language } = textsFor(request);
  const { journey, municipality } = outcome.open;
  const { offering } = journey;
  const words = wordsOf(language);
  const service = showText(offering.service.name, language);
  const proposals = outcome.kind === "proposed" ? outcome.proposals : [];
  return {
    frame: {
      title: t("page.documentTitle", { title: t("draft:takeOver.title"), service: service.text }),
      municipality: municipalityFrame(municipality),
      ...trialOf(outcome.open, visit),
    },
    base: serviceUrl(visit),
    service,
    ...(outcome.kind === "proposed" && { from: outcome.from }),
    proposals: proposals.map(({ name, field, value }) => {
      const group = offering.nodes.get(parentPath(field.path))?.node;
      return {
        name,
        ...(group && { group: showText(group.label, language) }),
        label: showText(field.node.label, language),
        values: printAnswer(journey, field.node, value, language, words),
      };
    }),
  };
}
