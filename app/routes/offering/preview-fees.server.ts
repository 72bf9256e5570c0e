import { dayOf } from "#app/domain/deadline.ts";
import { compileOffering } from "#app/domain/offering.ts";
import { exampleFees } from "#app/domain/paths/example-fees.ts";
import type { ServiceDefinition } from "#app/domain/service.ts";
import { showText } from "#app/domain/shown-page.ts";
import { wordsOf } from "#app/i18n/texts.server.ts";
import type { Preview, Previewed } from "./previewed.ts";
import { shownValue } from "./shown-value.server.ts";

/** The fee table that would count, and what one example person would pay by it. */
export function feesPreview(
  offered: ServiceDefinition,
  { municipality, language }: Previewed,
): Preview {
  const options = { today: dayOf(new Date()), state: municipality.state };
  const example = exampleFees(compileOffering(offered), options, language, wordsOf(language));
  const { fee } = offered.description;
  return {
    kind: "fees",
    ...(fee && { fee: showText(fee, language) }),
    table: Object.entries(offered.fees?.table ?? {}).map(([entry, { label, default: value }]) => ({
      entry,
      label: showText(label, language),
      amount: shownValue(offered, `fee:${entry}`, value, language),
    })),
    ...(example && { example }),
  };
}
