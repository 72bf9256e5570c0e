import { importMunicipalities } from "#app/operations/import-municipalities.server.ts";
import { listMunicipalities } from "#app/operations/list-municipalities.server.ts";
import { commandLineActor } from "#app/operations/operator.ts";
import { rotateSigningKey } from "#app/operations/rotate-signing-key.server.ts";
import { importSetupFile, municipalityExport } from "./municipality-setup-commands.ts";
import {
  failed,
  hasFlag,
  refused,
  table,
  textOption,
  UsageError,
  type Command,
} from "./command.ts";

const municipalityImport: Command = {
  name: "municipality import",
  synopsis: "[<path>]",
  summary:
    "Brings municipalities in line with a list (GV100AD, CSV), or takes over a set-up (JSON)",
  details: [
    "<path>                GV100AD_*.txt, a CSV, or a folder with municipalities.csv and districts.csv",
    "--districts <file>    CSV with the names of districts; districts.csv beside the list where absent",
    "--postal-codes <file> CSV with the columns plz, ags; replaces all postal codes; works without <path> too",
    "",
    "CSV columns: ars, ags, name, type, district, plz, population; of districts: code, name.",
    "A municipality that is missing in the list stays, because applications may hang on it. Addresses stay too.",
    "",
    "Where <path> ends in .json, it is everything that one municipality has set up (municipality export):",
    "--as <ARS>            into this municipality; the one that it came from where absent",
    "--dry-run             tell what would change, and write nothing",
    "--without-unknown     leave out services and adapters that are unknown here, and settings that somebody has to decide",
    "",
  ],
  options: {
    districts: { type: "string" },
    "postal-codes": { type: "string" },
    as: { type: "string" },
    "dry-run": { type: "boolean" },
    "without-unknown": { type: "boolean" },
  },
  arguments: { min: 0, max: 1 },
  run: async (input) => {
    const {
      arguments: [list],
      values,
      open,
    } = input;
    if (list?.endsWith(".json") === true) return importSetupFile(input);
    const postalCodes = textOption(values, "postal-codes");
    if (list === undefined && postalCodes === undefined)
      throw new UsageError("<path> or --postal-codes is missing");
    const files = { list, districts: textOption(values, "districts"), postalCodes };
    const done = await importMunicipalities(await open(), files, commandLineActor);
    if (!done.ok) return refused(done.problems);
    const { municipalities, postalCodes: codes } = done;
    const lines: string[] = [];
    if (municipalities) {
      const { added, changed, rekeyed, missing, unchanged } = municipalities;
      lines.push(
        "Municipalities",
        `  added      ${added.length}`,
        `  changed    ${changed.length}`,
        `  rekeyed    ${rekeyed.length}`,
        ...rekeyed.map(({ from, to }) => `    ${from} → ${to}`),
        `  missing    ${missing.length}${missing.length > 0 ? " (kept)" : ""}`,
        ...missing.slice(0, 20).map((ars) => `    ${ars}`),
        ...(missing.length > 20 ? ["    … (--json lists all)"] : []),
        `  unchanged  ${unchanged}`,
      );
    }
    if (codes !== undefined) lines.push(`Postal codes: ${codes}`);
    return {
      ok: true,
      json: { municipalities: municipalities ?? null, postalCodes: codes ?? null },
      text: lines.join("\n"),
    };
  },
};

const municipalityList: Command = {
  name: "municipality list",
  synopsis: "",
  summary: "Lists municipalities with their ARS",
  details: [
    "--search <text>       a name or a postal code, as citizens type it; the best matches first",
    "--active              only those that offer anything",
  ],
  options: { search: { type: "string" }, active: { type: "boolean" } },
  arguments: { min: 0, max: 0 },
  run: async ({ values, open }) => {
    const filter = { search: textOption(values, "search"), active: hasFlag(values, "active") };
    const municipalities = await listMunicipalities(await open(), filter);
    const rows = municipalities.map(({ ars, slug, name, district }) => [
      ars,
      slug,
      name,
      district ?? "",
    ]);
    return {
      ok: true,
      json: { municipalities },
      text: table(["ARS", "ADDRESS", "NAME", "DISTRICT"], rows),
    };
  },
};

const keyRotate: Command = {
  name: "key rotate",
  synopsis: "<municipality>",
  summary: "Gives a municipality a new key to sign receipts with",
  details: [
    "<municipality>        its ARS (12 digits), AGS (8 digits) or address, e.g. musterstadt",
    "",
    "What the old key signed stays valid: its public part stays published. Portals that run sign with the new key",
    "after their next start.",
    "",
  ],
  options: {},
  arguments: { min: 1, max: 1 },
  run: async ({ arguments: [key = ""], open, config }) => {
    const done = await rotateSigningKey(await open(), config(), key, commandLineActor);
    if (!done)
      return failed(
        "unknownMunicipality",
        `there is no municipality "${key}"`,
        "find its ARS with npx einmal municipality list --search <name>.",
      );
    const { municipality, kid } = done;
    return {
      ok: true,
      json: { ars: municipality.ars, kid },
      text: `${municipality.name} (${municipality.ars}) signs with ${kid} after the next start.`,
    };
  },
};

export const municipalityCommands: readonly Command[] = [
  municipalityImport,
  municipalityExport,
  municipalityList,
  keyRotate,
];
