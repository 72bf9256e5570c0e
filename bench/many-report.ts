import type { ManyOfferings } from "./many-offerings.ts";

/** What very many offerings cost beside a single one, as a table of Markdown and a few sentences. */
export function manyLines(many: ManyOfferings): readonly string[] {
  const { towns, services, list, filter, search, form, wanted } = many;
  const row = (what: string, pair: ManyOfferings["list"]) =>
    `| ${what} | ${pair.small.toFixed(1)} | ${pair.large.toFixed(1)} | ${(pair.large / pair.small).toFixed(2)} |`;
  return [
    `| ${String(towns)} towns × ${String(services)} services | p95 ms with one of each | p95 ms with all | ratio |`,
    "| --- | --- | --- | --- |",
    row("a town's list of services (1 of 1 shown, 24 of all)", list),
    row("what is sought within a town's list", filter),
    row("the search for a town", search),
    row("the first page of a form, always another town's, drawn anew", form),
    row("the first page of a form that everybody wants", wanted),
    "",
    `${(towns * services).toLocaleString("en")} offerings were stored in ${many.fillSeconds.toFixed(0)} s. One process opened ` +
      `${String(many.opened)} different ones and had ${String(many.memory)} MiB at most. Seconds until two processes showed a change: ` +
      `${many.revisedAfter.toFixed(1)} for new settings, ${many.switchedOffAfter.toFixed(1)} for a service switched off. ` +
      `One service in all towns: rolled out in ${many.rollOut.toFixed(1)} s, another version tried in ${many.dryRun.toFixed(1)} s and ` +
      `taken over in ${many.switchVersion.toFixed(1)} s.`,
  ];
}

/** What is asked of them: [what, reached, at most]. */
export function manyAims(many: ManyOfferings): readonly (readonly [string, number, number])[] {
  const ratio = ({ large, small }: ManyOfferings["list"]) => large / small;
  const change = Math.max(many.revisedAfter, many.switchedOffAfter);
  return [
    ["p95 of a town's list with all offerings ≤ 1.2 × with one", ratio(many.list), 1.2],
    ["p95 of what is sought within it ≤ 1.2 ×", ratio(many.filter), 1.2],
    ["p95 of the search for a town ≤ 1.2 ×", ratio(many.search), 1.2],
    ["p95 of the first form page, drawn anew ≤ 1.2 ×", ratio(many.form), 1.2],
    ["p95 of one that everybody wants ≤ 1.2 ×", ratio(many.wanted), 1.2],
    ["most memory of a process that opened all of them, in MiB ≤ 512", many.memory, 512],
    ["seconds until a change is live everywhere ≤ 5", change, 5],
    ["seconds that a roll-out to all towns takes ≤ 60", many.rollOut, 60],
    ["seconds that a version is tried in all towns ≤ 60", many.dryRun, 60],
    ["seconds that it is taken over in all towns ≤ 60", many.switchVersion, 60],
  ];
}
