import { importCatalogue } from "#app/operations/import-catalogue.server.ts";
import { commandLineActor } from "#app/operations/operator.ts";
import { refused, UsageError, type Command } from "./command.ts";

const catalogueImport: Command = {
  name: "catalogue import",
  synopsis: "<file>…",
  summary: "Brings OZG-Leistungen and the Leistungskatalog (LeiKa) in line with complete lists",
  details: [
    "<file>                CSV, told apart by the columns: ozg_id, name, lage, themenfeld; or leika, name, typ, ozg_id,",
    "                      legal_basis",
    "",
    "Names and keys only: the catalogue of the portal shows them with its services, and searches in them. A newer list",
    "takes the place of the older one. A line that is wrong is told, and then nothing is stored.",
    "",
  ],
  options: {},
  arguments: { min: 1, max: 2 },
  run: async ({ arguments: files, open }) => {
    if (new Set(files).size < files.length) throw new UsageError("a file is named twice");
    const done = await importCatalogue(await open(), files, commandLineActor);
    if (!done.ok) return refused(done.problems);
    const { ozg, leika } = done;
    const told = [
      ...(ozg ? [reportOf("OZG-Leistungen", { ...ozg })] : []),
      ...(leika ? [reportOf("LeiKa", { ...leika })] : []),
    ];
    return { ok: true, json: { ozg: ozg ?? null, leika: leika ?? null }, text: told.join("\n") };
  },
};

function reportOf(title: string, counts: Readonly<Record<string, number>>): string {
  const lines = Object.entries(counts).map(([what, count]) => {
    const words = what === "withoutKey" ? "without key" : what;
    return `  ${words.padEnd(13)}${String(count)}`;
  });
  return [title, ...lines].join("\n");
}

export const catalogueCommands: readonly Command[] = [catalogueImport];
