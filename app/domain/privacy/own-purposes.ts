import type { Language, Text } from "../text.ts";
import type { OfferingFacts } from "./facts.ts";
import { valueOf, type PaperText, type Wording } from "./paper.ts";

type Asked = Pick<OfferingFacts, "groups">;

/** For what questions of the municipality's own are asked, a line each: they have purposes beside the one of the service. */
export function ownPurposes(asked: Asked, { say, language }: Wording): readonly PaperText[] {
  return ownData(asked).map(({ question, purpose }) => ({
    text: say("ownPurpose", {
      question: valueOf(question, language).text,
      purpose: valueOf(purpose, language).text,
    }),
  }));
}

/** The norms on which these questions are asked. */
export function ownLaws(asked: Asked): readonly Text[] {
  return ownData(asked).flatMap(({ laws }) => laws);
}

/** Each norm once. */
export function lawValues(laws: readonly Text[], language: Language): readonly PaperText[] {
  const each = new Map(laws.map((law) => [law.de, law]));
  return [...each.values()].map((law) => valueOf(law, language));
}

function ownData({ groups }: Asked) {
  return groups.flatMap(({ data }) =>
    data.flatMap(({ label, own }) => (own ? [{ question: label, ...own }] : [])),
  );
}
