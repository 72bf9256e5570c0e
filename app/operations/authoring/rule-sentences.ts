import { nodesByPath } from "../../domain/nodes-by-path.ts";
import type { NodePath } from "../../domain/path.ts";
import type { Rule } from "../../domain/rule.ts";
import type { Text } from "../../domain/text.ts";
import { sentenceKey } from "../../fim/package-rules.ts";
import { sentenceOf } from "../../fim/rules/translate-rules.ts";
import type { Workpiece } from "./load-workpiece.server.ts";

/** A sentence of the schema, by its id and where it stands. */
export interface SentenceKey {
  readonly id: string;
  /** Node path; "" for the whole service. */
  readonly bearer: NodePath;
}

/** How it stands with a sentence: carried out as translated, as somebody wrote it, or not; `settled`: it needs no rule. */
export type SentenceState = "translated" | "written" | "settled" | "open";

export interface RuleSentence extends SentenceKey {
  readonly sentence: string;
  /** Label of the question or group that bears it; absent for the whole service. */
  readonly place?: Text;
  readonly state: SentenceState;
  /** Why it could not be translated. */
  readonly reason?: string;
  /** What carries it out. */
  readonly rules: readonly Rule[];
}

/** Every sentence of the schema at every place where it stands, in the order of the schema. */
export function sentencesOf({ package: given, built }: SentencesIn): readonly RuleSentence[] {
  const { service, laid } = built;
  const nodes = nodesByPath(service.nodes);
  const settled = new Set(given.settled);
  const written = Map.groupBy(given.rules ?? [], sentenceKey);
  const rules = Map.groupBy(service.rules, sentenceKey);
  const open = new Map(
    service.openPoints
      .filter(({ code }) => code === "rule")
      .map(({ id = "", path, reason }) => [sentenceKey({ id, bearer: path }), reason]),
  );
  return [...laid.structure.elements.values()].flatMap(({ path: bearer, rules: sources }) =>
    sources.map((source): RuleSentence => {
      const key = sentenceKey({ id: source.id, bearer });
      const place = nodes.get(bearer)?.label;
      const reason = open.get(key);
      return {
        id: source.id,
        bearer,
        sentence: sentenceOf(source),
        ...(place && { place }),
        state: written.has(key)
          ? "written"
          : settled.has(source.id)
            ? "settled"
            : open.has(key)
              ? "open"
              : "translated",
        ...(reason !== undefined && { reason }),
        rules: rules.get(key) ?? [],
      };
    }),
  );
}

type SentencesIn = Pick<Workpiece, "package" | "built">;

export function findSentence(workpiece: SentencesIn, key: SentenceKey): RuleSentence | undefined {
  return sentencesOf(workpiece).find(({ id, bearer }) => id === key.id && bearer === key.bearer);
}
