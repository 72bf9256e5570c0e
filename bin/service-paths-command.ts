import * as z from "zod";
import { dayOf } from "#app/domain/deadline.ts";
import { compileOffering, type Offering } from "#app/domain/offering.ts";
import type { DeadEnd } from "#app/domain/paths/dead-ends.ts";
import type { Person } from "#app/domain/paths/person.ts";
import { reportPaths, type PathsReport } from "#app/domain/paths/report.ts";
import type { Unreachable } from "#app/domain/paths/unreachable.ts";
import { readPublishedRules } from "#app/operations/read-published-rules.server.ts";
import { readServiceFiles } from "#app/operations/read-service-files.server.ts";
import {
  listOption,
  refused,
  textOption,
  UsageError,
  type Command,
  type OptionValues,
} from "./command.ts";

export const servicePathsCommand: Command = {
  name: "service paths",
  synopsis: "<path>",
  summary: "Finds all ways through a service, its dead ends, and few people who show them all",
  details: [
    "<path>                a FIM schema (XDatenfelder 2.0 or 3.0.0, also .gz), or the folder of a service package",
    "--codelists <path>    a genericode file, or a folder of them; may be repeated",
    "--rules <file>        published formal rules (JSON): those that are sound are taken in place of the sentences",
    "--state <digits>      first two digits of the ARS; every Land is tried where absent",
    "--today <date>        the day on which the people fill in the form, e.g. 2026-03-01; today where absent",
  ],
  options: {
    codelists: { type: "string", multiple: true },
    rules: { type: "string" },
    state: { type: "string" },
    today: { type: "string" },
  },
  arguments: { min: 1, max: 1 },
  run: async ({ arguments: [file = ""], values }) => {
    const options = findOptions(values);
    const read = await readServiceFiles({ path: file, codeLists: listOption(values, "codelists") });
    if (!read.ok) return refused(read.problems);
    const path = textOption(values, "rules");
    const published = path === undefined ? undefined : await readPublishedRules(path, read);
    if (published && !published.ok) return refused([published.problem]);
    const offering = compileOffering(published?.service ?? read.service);
    const report = reportPaths(offering, { ...options, steps: manySteps });
    const rules = published?.tally;
    const judged = rules
      ? `Rules taken: ${String(rules.formal)}; wrong: ${String(rules.wrong)}\n`
      : "";
    return {
      ok: true,
      json: { ...report, ...(rules && { rules }) },
      text: `${judged}${describe(report, offering)}`,
    };
  },
};

/** Whoever asks for it may wait a few seconds; an import may not. */
const manySteps = 1_000_000;

function findOptions(values: OptionValues): { today: string; state: string | undefined } {
  const today = textOption(values, "today") ?? dayOf(new Date());
  const state = textOption(values, "state");
  if (!z.iso.date().safeParse(today).success)
    throw new UsageError(`--today "${today}" is no date such as 2026-03-01`);
  if (state !== undefined && !/^(0[1-9]|1[0-6])$/.test(state))
    throw new UsageError(`--state "${state}" is none of 01 to 16`);
  return { today, state };
}

function describe(report: PathsReport, offering: Offering): string {
  const { id, version, pages, paths, complete, components, persons } = report;
  const most = complete ? "" : "at least ";
  const deadEnds = report.deadEnds.map((one) => describeDeadEnd(one, offering));
  const unreachable = report.unreachable.map((one) => describeUnreachable(one, offering));
  return [
    `${id} ${version}: ${most}${paths} ways through ${String(pages)} pages`,
    ...(complete ? [] : ["  The search was cut short: its conditions are too entangled."]),
    "",
    ...section("Decisions that hang together", components.map(describeComponent(offering))),
    ...section("Dead ends", deadEnds),
    ...section("Nobody can reach", unreachable),
    ...section("People who show all of it", persons.map(describePerson)),
    describeSize(report),
    "",
    deadEnds.length === 0
      ? "No dead ends."
      : "Dead ends have to be mended before citizens meet them.",
  ].join("\n");
}

function describeSize({ smallest, leastPersons, persons }: PathsReport): string {
  return smallest
    ? "No fewer people show all of it: that is proven."
    : `It is not proven that ${String(persons.length)} are the fewest: at least ${String(leastPersons)} are needed.`;
}

function section(title: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [];
  return [`${title} (${String(lines.length)})`, ...lines.map((line) => `  - ${line}`), ""];
}

function describeComponent(offering: Offering) {
  return ({ decides, decided, paths, complete }: PathsReport["components"][number]): string => {
    const names = decides.map((path) => nameOf(path, offering));
    const shown =
      names.length > 4 ? [...names.slice(0, 4), `${String(names.length - 4)} more`] : names;
    const count = `${complete ? "" : "at least "}${paths} ways`;
    return `${shown.join(", ")}: ${count}, ${String(decided.length)} questions hang on it`;
  };
}

const deadEndTexts: Readonly<Record<DeadEnd["kind"], string>> = {
  noOption: "must be answered, and nothing may be chosen",
  brokenRule: "no answer satisfies the rule",
  emptyGroup: "must be filled in, and nothing in it is asked",
};

function describeDeadEnd({ kind, path, page, rule, when }: DeadEnd, offering: Offering): string {
  const place = page === undefined ? "" : ` (page ${page})`;
  const words = rule ? ` ${rule.id}: ${rule.sentence ?? ""}` : "";
  const answers = Object.entries(when).map(
    ([name, value]) =>
      `${nameOf(name.replace(/:[^/]*/g, ""), offering)} = ${value === null ? "(open)" : JSON.stringify(value)}`,
  );
  const situation = answers.length === 0 ? "always" : `when ${answers.join(", ")}`;
  return `${nameOf(path, offering)}${place}: ${deadEndTexts[kind]}${words}\n      ${situation}`;
}

function describeUnreachable({ kind, path, code }: Unreachable, offering: Offering): string {
  const name = kind === "page" ? path : nameOf(path, offering);
  return `${kind} ${name}${code === undefined ? "" : `: ${code}`}`;
}

function describePerson({ name, state, steps, pages, trouble }: Person): string {
  const mistakes = steps.filter(({ errors }) => errors !== undefined).length;
  const [stuck] = trouble;
  return [
    `${name}${state === undefined ? "" : ` (Land ${state})`}: ${String(pages.length)} pages, ${String(mistakes)} mistakes`,
    ...(stuck ? [`    stuck at ${stuck.page}: ${stuck.code} ${stuck.name}`] : []),
    `    ${pages.join(" → ")}`,
  ].join("\n  ");
}

function nameOf(path: string, { nodes }: Offering): string {
  return path === "@state"
    ? "Land"
    : (nodes.get(path)?.node.label.de ?? (path === "" ? "the service" : path));
}
