import type { Journey } from "../journey.ts";
import type { Node } from "../service.ts";
import type { Text } from "../text.ts";
import type { MovedAnswers } from "../versions/move-answers.ts";
import { matchNodes } from "../versions/match-nodes.ts";

/** What is different where a draft goes on in another municipality. */
export interface OfferingDifferences {
  readonly fee?: { readonly before: Text | undefined; readonly after: Text | undefined };
  /** What one needs there besides, and what not any more. */
  readonly needsMore: readonly Text[];
  readonly needsLess: readonly Text[];
  /** Questions that are asked there besides. */
  readonly moreQuestions: readonly Text[];
  /** Questions of answers that do not go along. */
  readonly dropped: readonly Text[];
  /** Questions that have to be answered once more. */
  readonly anew: readonly Text[];
  /** Summary, duration, legal basis or privacy read otherwise. */
  readonly texts: boolean;
}

/** Compares a journey with what becomes of it; `moved`: what its answers become. */
export function compareOfferings(
  before: Journey,
  after: Journey,
  moved: MovedAnswers,
): OfferingDifferences {
  const [old, now] = [before.offering.service.description, after.offering.service.description];
  const labels = (journey: Journey, names: readonly string[]): readonly Text[] =>
    unique(
      names.flatMap((name) => {
        const node: Node | undefined = journey.offering.nodes.get(bare(name))?.node;
        return node ? [node.label] : [];
      }),
    );
  const told = ({ summary, duration, legalBasis, privacy, afterwards }: typeof old) =>
    JSON.stringify([summary, duration, legalBasis, privacy, afterwards]);
  return {
    ...(!isSame(old.fee, now.fee) && { fee: { before: old.fee, after: now.fee } }),
    needsMore: beyond(now.needs, old.needs),
    needsLess: beyond(old.needs, now.needs),
    moreQuestions: labels(after, questionsBeyond(before, after)),
    dropped: labels(before, moved.dropped),
    anew: labels(after, moved.anew),
    texts: told(old) !== told(now),
  };
}

/** Names of the questions that only the later journey asks. */
function questionsBeyond(before: Journey, after: Journey): readonly string[] {
  const { paths } = matchNodes(before.offering, after.offering);
  const asked = new Set(namesIn(before).map((name) => paths.get(bare(name))));
  return namesIn(after).filter((name) => !asked.has(bare(name)));
}

function namesIn({ steps }: Journey): readonly string[] {
  return steps.flatMap(({ fields }) =>
    fields.flatMap(({ name, placed: { node } }) =>
      node.kind === "staticText" || node.kind === "hidden" || node.kind === "locked" ? [] : [name],
    ),
  );
}

/** An instance path without its items. */
function bare(name: string): string {
  return name.replace(/:[^/]*/g, "");
}

function beyond(list: readonly Text[], other: readonly Text[]): readonly Text[] {
  return list.filter((text) => !other.some((one) => isSame(one, text)));
}

function unique(texts: readonly Text[]): readonly Text[] {
  return texts.filter((text, index) => texts.findIndex((one) => isSame(one, text)) === index);
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
