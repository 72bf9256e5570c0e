import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import {
  genuineBytes,
  genuineFiles,
  genuineFolder,
  genuineSchemas,
} from "../fixtures/genuine-files.ts";
import { readGenericode, type GenericodeList } from "../genericode.ts";
import { readSchema } from "../read-schema.ts";
import { importStructure } from "../to-service.ts";
import { checkRules } from "./check-rules.ts";
import { compareRules, type Verdict } from "./fixtures/score.ts";
import type { RuleProblem } from "./problem.ts";
import { importPublishedRules, readPublishedRules } from "./published-rules.ts";
import type { RuleStructure } from "./structure.ts";
import {
  countRules,
  isWrong,
  translateRules,
  type OpenRule,
  type Translation,
} from "./translate-rules.ts";

const present = existsSync(path.join(genuineFolder, "rules"));

function listOf(file: string): GenericodeList {
  const outcome = readGenericode(genuineBytes(file));
  if (!outcome.ok) throw new Error(`${file}: ${JSON.stringify(outcome.problems)}`);
  return outcome.list;
}

/** The grammar was written while looking at one half of the sentences; the other says how it does on unseen ones. */
function isHeldBack(ruleId: string): boolean {
  return (createHash("sha256").update(ruleId).digest()[0] ?? 0) % 2 === 1;
}

interface Schema {
  readonly id: string;
  readonly structure: RuleStructure;
  readonly translation: Translation;
}

function readAll(): Schema[] {
  const lists = genuineFiles("codelists", /\.xml(\.gz)?$/).map(listOf);
  const seen = new Set<string>();
  return genuineSchemas(3).flatMap((file) => {
    const outcome = readSchema(genuineBytes(file));
    if (!outcome.ok) throw new Error(`${file}: ${JSON.stringify(outcome.problems)}`);
    const { schema } = outcome;
    if (seen.has(schema.id)) return [];
    seen.add(schema.id);
    const { structure } = importStructure(schema, lists);
    return [{ id: schema.id, structure, translation: translateRules(structure) }];
  });
}

const percent = (part: number, whole: number): string =>
  whole === 0 ? "–" : `${((100 * part) / whole).toFixed(1)} %`;

describe.skipIf(!present)("genuine rules", () => {
  const schemas = present ? readAll() : [];
  const file = present
    ? readPublishedRules(
        readFileSync(path.join(genuineFolder, "rules/translated-rules.dev.json"), "utf8"),
      )
    : undefined;
  const elements = file?.ok ? file.elements : [];

  it("are understood, left open, or wrong", () => {
    const lines: string[] = [];
    for (const half of ["seen while building", "held back"]) {
      const counts = new Map<string, { places: number; sentences: Set<string> }>();
      const add = (key: string, sentence: string): void => {
        const count = counts.get(key) ?? { places: 0, sentences: new Set<string>() };
        count.places += 1;
        count.sentences.add(sentence);
        counts.set(key, count);
      };
      for (const { structure, translation } of schemas) {
        const open = new Map<string, OpenRule>();
        for (const rule of translation.open) open.set(`${rule.path} ${rule.ruleId}`, rule);
        for (const { path: bearer, rules } of structure.elements.values()) {
          for (const rule of rules) {
            if (isHeldBack(rule.id) !== (half === "held back")) continue;
            const left = open.get(`${bearer} ${rule.id}`);
            const kind = left && isWrong(left) ? "wrong" : "open";
            add(left ? `${kind}: ${left.reason}` : "formal", rule.sentence ?? rule.id);
          }
        }
      }
      const all = [...counts.values()].reduce((sum, { places }) => sum + places, 0);
      lines.push(`Rules ${half}: ${String(all)} places`);
      for (const [key, { places, sentences }] of [...counts].sort()) {
        lines.push(
          `  ${key.padEnd(22)} ${String(places).padStart(5)} ${percent(places, all).padStart(8)}   ${String(sentences.size)} distinct sentences`,
        );
      }
      expect(counts.get("formal")?.places ?? 0).toBeGreaterThan(0.8 * all);
    }
    const totals = schemas.map(({ structure, translation }) => countRules(translation, structure));
    const sum = (key: "formal" | "open" | "wrong"): number =>
      totals.reduce((total, counts) => total + counts[key], 0);
    lines.push(
      `In all: ${String(sum("formal"))} formal, ${String(sum("open"))} open, ${String(sum("wrong"))} wrong in ${String(schemas.length)} schemas`,
    );
    console.warn(lines.join("\n"));
  });

  it("bring forth only rules that pass the checker", () => {
    const problems = schemas.flatMap(({ structure, translation }) =>
      checkRules(translation.rules, structure),
    );
    expect(problems).toEqual([]);
  });

  it("mean what the published translations mean", () => {
    const lines: string[] = [];
    const judged = new Set<string>();
    const tally = {
      seen: [] as (Verdict & { at: string })[],
      held: [] as (Verdict & { at: string })[],
    };
    for (const { structure, translation } of schemas) {
      const published = importPublishedRules(elements, structure);
      const faulty = new Set(
        [...published.problems, ...checkRules(published.rules, structure)].flatMap(({ ruleId }) =>
          ruleId.split(", "),
        ),
      );
      for (const [bearer, ids] of published.covered) {
        const element = structure.elements.get(bearer);
        const key = `${element?.id ?? ""} ${element?.version ?? ""}`;
        if (judged.has(key)) continue;
        judged.add(key);
        const theirs = published.rules.filter((rule) => rule.bearer === bearer);
        // Where one of the published rules for a target is wrong, none of them is a measure.
        const spoiled = new Set(
          theirs.filter(({ id }) => faulty.has(id)).map(({ target }) => target),
        );
        const measure = theirs.filter(({ target }) => target === undefined || !spoiled.has(target));
        const ours = translation.rules.filter((rule) => rule.bearer === bearer);
        const verdicts = compareRules(ours, measure, structure);
        const half = ids.some(isHeldBack) ? tally.held : tally.seen;
        half.push(...verdicts.map((verdict) => ({ ...verdict, at: key })));
      }
    }
    for (const [half, verdicts] of Object.entries(tally)) {
      const of = (...outcomes: Verdict["outcome"][]): number =>
        verdicts.filter(({ outcome }) => outcomes.includes(outcome)).length;
      const claimed = of("same", "differs", "extra");
      const stated = of("same", "differs", "missing");
      lines.push(
        `Against the published translations (${half}): ${String(verdicts.length)} decisions, ` +
          `precision ${percent(of("same"), claimed)} of ${String(claimed)}, recall ${percent(of("same"), stated)} of ${String(stated)}`,
        ...verdicts
          .filter(({ outcome }) => outcome !== "same")
          .map(({ at, target, effect, outcome }) => `  ${outcome}: ${effect} ${target} (${at})`),
      );
    }
    console.warn(lines.join("\n"));
    // "Entweder … oder" is exactly one; the published translations write it sometimes as xor and once as or.
    const contradicting = [...tally.seen, ...tally.held].filter(
      ({ outcome, effect }) => outcome === "differs" && effect !== "valid",
    );
    expect(contradicting).toEqual([]);
    const agreed = [...tally.seen, ...tally.held].filter(({ outcome }) => outcome === "same");
    expect(agreed.length).toBeGreaterThan(130);
  });

  it("are found wrong where they are published wrong", () => {
    const found = new Map<string, RuleProblem>();
    const compared = new Set<string>();
    for (const { structure } of schemas) {
      const published = importPublishedRules(elements, structure);
      for (const rule of published.rules) {
        compared.add(`${rule.bearer.split("/").at(-1) ?? ""} ${rule.id}`);
      }
      for (const problem of [...published.problems, ...checkRules(published.rules, structure)]) {
        const element = structure.elements.get(problem.path);
        found.set(
          `${element?.id ?? ""} ${element?.version ?? ""} ${problem.ruleId} ${problem.code}`,
          problem,
        );
      }
    }
    const lines = [...found].map(([key, { message }]) => `  ${key}: ${message.slice(0, 140)}`);
    console.warn(`Wrong among ${String(compared.size)} published rules:\n${lines.join("\n")}`);
    const codes = [...found.values()].map(({ code }) => code);
    expect(codes.filter((code) => code === "wrongLiteral").length).toBeGreaterThan(0);
    expect(
      [...found.keys()].some(
        (key) => key.startsWith("G00000002163 0.1.0") && key.endsWith("clash"),
      ),
    ).toBe(true);
  });
});
