import { writeFile } from "node:fs/promises";
import { compileOffering } from "#app/domain/offering.ts";
import { severities, type Finding } from "#app/fim/quality/finding.ts";
import { htmlReport } from "#app/fim/quality/html-report.ts";
import {
  checkServiceFiles,
  type ServiceCheck,
} from "#app/operations/check-service-files.server.ts";
import { refused, textOption, type Command, type CommandResult } from "./command.ts";
import { filesOf, importHelp, importOptions } from "./service-files.ts";
import { describeService, serviceReport } from "./service-report.ts";

/** Examines a schema; needs no database. */
export const serviceCheckCommand: Command = {
  name: "service check",
  synopsis: "<path>",
  summary: "Examines a schema and tells what an import would make of it, without storing anything",
  details: [
    ...importHelp,
    "--rules <file>        published formal rules (JSON), judged and taken in place of the sentences",
    "--html <file>         also writes a report for people",
  ],
  options: { ...importOptions, rules: { type: "string" }, html: { type: "string" } },
  arguments: { min: 1, max: 1 },
  run: async (input) => {
    const files = filesOf(input);
    const check = await checkServiceFiles(files, { rules: textOption(input.values, "rules") });
    const html = textOption(input.values, "html");
    if (html !== undefined) await writeFile(html, htmlReport({ ...check, labelOf: labels(check) }));
    return resultOf(check, files.path, html);
  },
};

function resultOf(check: ServiceCheck, path: string, html: string | undefined): CommandResult {
  const { id, version, counts, rules, problems, errors, read } = check;
  const json = { id, version, counts, rules, problems };
  if (!read) {
    const { text } = refused(errors);
    return { ok: false, json: { ...json, errors }, text };
  }
  const report = serviceReport(read.service, read.warnings);
  return {
    ok: true,
    json: { ...json, ...report },
    text: [
      describeService("Can be imported", report, read.service),
      ...findingsText(problems),
      ...(html === undefined ? [] : [`The report for people stands in ${html}.`]),
      "Nothing was stored. Next:",
      `  npx einmal service import ${path} …`,
    ].join("\n"),
  };
}

function findingsText(problems: readonly Finding[]): string[] {
  if (problems.length === 0) return ["Nothing was found.", ""];
  return [
    `Findings (${String(problems.length)})`,
    "  Tell the authors of the schema; --json lists every place, --html makes a page of them:",
    "",
    ...severities.flatMap((severity) => {
      const same = Map.groupBy(
        problems.filter((problem) => problem.severity === severity),
        ({ code }) => code,
      );
      return [...same].map(
        ([code, { length }]) => `  ${severity.padEnd(11)} ${code.padEnd(22)} ${String(length)}`,
      );
    }),
    "",
  ];
}

function labels({ read }: ServiceCheck): (path: string) => string | undefined {
  if (!read) return () => undefined;
  const { nodes } = compileOffering(read.service);
  return (path) => nodes.get(path)?.node.label.de;
}
