import { readFileSync, writeFileSync } from "node:fs";
import {
  exportMunicipality,
  importMunicipality,
} from "#app/operations/municipality-setup.server.ts";
import { commandLineActor } from "#app/operations/operator.ts";
import type { SetupLine } from "#app/setup/report.ts";
import { readSetup } from "#app/setup/setup-format.v1.ts";
import { failed, hasFlag, table, textOption, type Command, type CommandInput } from "./command.ts";

const noMunicipality = (key: string) =>
  failed(
    "unknownMunicipality",
    `there is no municipality "${key}"`,
    "find its ARS with npx einmal municipality list --search <name>, or name another one with --as.",
  );

/** Everything that a municipality has set up, as a file for another installation. */
export const municipalityExport: Command = {
  name: "municipality export",
  synopsis: "<ARS>",
  summary: "Writes everything that a municipality has set up, for another installation",
  details: [
    "--file <file>         where to; standard output where absent",
    "",
    "Secrets, people and applications are not in it. See docs/formats/README.md.",
    "",
  ],
  options: { file: { type: "string" } },
  arguments: { min: 1, max: 1 },
  run: async ({ arguments: [key = ""], values, portal }) => {
    const found = await exportMunicipality(await portal(), key);
    if (!found) return noMunicipality(key);
    const { setup, municipality } = found;
    const text = `${JSON.stringify(setup, undefined, 2)}\n`;
    const file = textOption(values, "file");
    if (file !== undefined) writeFileSync(file, text);
    return {
      ok: true,
      json: { setup },
      text:
        file === undefined
          ? text.trimEnd()
          : `${municipality.name}: ${String(setup.offerings.length)} services and all settings are in ${file}.`,
    };
  },
};

/** `municipality import setup.json`. */
export async function importSetupFile({ arguments: [file = ""], values, portal }: CommandInput) {
  const read = readSetup(readFileSync(file, "utf8"));
  if (!read.ok)
    return {
      ok: false,
      json: { errors: read.problems.map((problem) => ({ code: "malformed", file, ...problem })) },
      text: read.problems
        .map(({ path, detail }) => `Error: ${file} at ${path === "" ? "/" : path}: ${detail}`)
        .join("\n"),
    };
  const key = textOption(values, "as");
  const dryRun = hasFlag(values, "dry-run");
  const done = await importMunicipality(
    await portal(),
    read.setup,
    { key, dryRun, withoutUnknown: hasFlag(values, "without-unknown") },
    commandLineActor,
  );
  if (!done) return noMunicipality(key ?? read.setup.from.ars);
  const { municipality, report } = done;
  const state = report.ok
    ? dryRun
      ? "would be"
      : "is"
    : report.onlyUnknown
      ? "is not, because something in it is unknown here (--without-unknown leaves that out),"
      : "is not, because of errors,";
  return {
    ok: report.ok,
    json: { ars: municipality.ars, dryRun, written: report.ok && !dryRun, lines: report.lines },
    text: [
      table(["WHAT", "", "STATE", "", ""], report.lines.map(rowOf)),
      `${municipality.name} (${municipality.ars}): the file ${state} taken over.`,
    ].join("\n"),
  };
}

function rowOf({ part, subject, level, code, detail = "" }: SetupLine): readonly string[] {
  return [part, subject, level, code, detail];
}
