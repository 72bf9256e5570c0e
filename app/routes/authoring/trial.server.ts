import type { TFunction } from "i18next";
import type { ComparedPersons } from "#app/domain/paths/compare-offerings.ts";
import { nodesByPath } from "#app/domain/nodes-by-path.ts";
import type { Words } from "#app/domain/print-answer.ts";
import type { ServiceDefinition } from "#app/domain/service.ts";
import { textIn } from "#app/domain/text.ts";

/** How answers of example persons are written. */
export function trialWords(t: TFunction): Words {
  return { yes: t("trial.yes"), no: t("trial.no"), declared: t("trial.declared") };
}

/** What a trial found, with labels in place of paths. Those whom it changes nothing for come last. */
export function shownTrial(
  rows: readonly ComparedPersons[],
  { nodes }: ServiceDefinition,
  language: string,
) {
  const known = nodesByPath(nodes);
  const labelOf = (path: string): string => {
    const label = known.get(path)?.label;
    return label ? textIn(label, language) : path;
  };
  const weight = ({ changes, heldBack }: ComparedPersons) => changes.length + heldBack.length;
  return rows
    .toSorted((one, other) => Math.sign(weight(other)) - Math.sign(weight(one)))
    .map(({ persons, situation, changes, heldBack }) => ({
      persons,
      situation: situation.map(({ path, answer }) => ({ label: labelOf(path), answer })),
      changes: changes.map(({ path, before, after }) => ({ label: labelOf(path), before, after })),
      heldBack: heldBack.map(({ page, path }) => ({
        page,
        label: path === undefined ? undefined : labelOf(path),
      })),
    }));
}

export type ShownTrial = ReturnType<typeof shownTrial>;
