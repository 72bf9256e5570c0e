import { readSourceFile } from "#app/catalogue/read-source-file.server.ts";
import { commandLineActor } from "#app/operations/operator.ts";
import { listImports, type ListKind } from "#app/operations/responsibility/import-lists.server.ts";
import {
  listResponsibility,
  removeRule,
  removeStreets,
} from "#app/operations/responsibility/stored-lists.server.ts";
import { failed, refused, table, textOption, type Command, type CommandInput } from "./command.ts";

/** Reads a list in, and says line by line what it meant. */
async function importFile(kind: ListKind, { arguments: [name = ""], open }: CommandInput) {
  const source = await readSourceFile(name);
  if (!source.ok) return { ok: false, problems: [source.problem] } as const;
  const { bytes } = source;
  return listImports[kind](await open(), { file: { name, bytes }, actor: commandLineActor });
}

const responsibilityImport: Command = {
  name: "responsibility import",
  synopsis: "<file>",
  summary: "Says for which services another authority is responsible than the municipality itself",
  details: [
    "<file>                CSV with the columns leika, ars, responsible, and where wanted name, url",
    "",
    "leika and ars are keys or their first digits; responsible is the ARS of a municipality (12 digits) or of a district",
    "(5 digits); name and url tell of an authority that is not on this portal. The smallest area counts, among those the",
    "longest key. Takes the place of all rules imported before; what municipalities say of themselves stays.",
    "",
  ],
  options: {},
  arguments: { min: 1, max: 1 },
  run: async (input) => {
    const done = await importFile("rules", input);
    if (!done.ok) return refused(done.problems);
    const { lines } = done.report;
    const settled = lines
      .filter(({ state }) => state === "settled")
      .map(({ entry: [leika = "", area = ""] }) => ({ leika, area }));
    const stored = lines.length - settled.length;
    return {
      ok: true,
      json: { stored, settled },
      text: [
        `Rules: ${String(stored)}`,
        ...settled.map(
          ({ leika, area }) =>
            `  ${leika} in ${area}: the municipality says otherwise, which counts`,
        ),
      ].join("\n"),
    };
  },
};

const responsibilityList: Command = {
  name: "responsibility list",
  synopsis: "",
  summary: "Lists for which services another authority is responsible",
  details: ["--area <digits>       ARS or its first digits"],
  options: { area: { type: "string" } },
  arguments: { min: 0, max: 0 },
  run: async ({ values, open }) => {
    const rules = await listResponsibility(await open(), textOption(values, "area"));
    const rows = rules.map(({ leika, area, responsible, saidBy, name }) => [
      leika,
      area,
      responsible,
      saidBy,
      name,
    ]);
    return {
      ok: true,
      json: { rules },
      text: table(["LEIKA", "ARS", "RESPONSIBLE", "SAID BY", "NAME"], rows),
    };
  },
};

const responsibilityRemove: Command = {
  name: "responsibility remove",
  synopsis: "<leika> <ars>",
  summary: "Takes a rule of the operator back, as responsibility list shows it",
  details: ["What a municipality says of itself it takes back itself.", ""],
  options: {},
  arguments: { min: 2, max: 2 },
  run: async ({ arguments: [leika = "", area = ""], open }) => {
    if (!(await removeRule(await open(), { leika, area }, commandLineActor)))
      return failed(
        "unknownRule",
        `there is no rule of the operator for ${leika} in ${area}`,
        "look at npx einmal responsibility list.",
      );
    return { ok: true, json: { leika, area }, text: `Removed: ${leika} in ${area}` };
  },
};

const streetsRemove: Command = {
  name: "streets remove",
  synopsis: "<postal code>",
  summary: "Takes the streets of a postal code back; citizens are no longer asked for theirs",
  details: [],
  options: {},
  arguments: { min: 1, max: 1 },
  run: async ({ arguments: [postalCode = ""], open }) => {
    const streets = await removeStreets(await open(), postalCode, commandLineActor);
    if (streets === 0)
      return failed(
        "unknownPostalCode",
        `no streets of ${postalCode} are stored`,
        "the operator's page Zuständigkeit lists those that are.",
      );
    return {
      ok: true,
      json: { postalCode, streets },
      text: `Removed: ${String(streets)} streets of ${postalCode}`,
    };
  },
};

const municipalityStreets: Command = {
  name: "municipality streets",
  synopsis: "<file>",
  summary: "Says to which municipality a street belongs where several share a postal code",
  details: [
    "<file>                CSV with the columns plz, street, ars, and where wanted from, to (house numbers)",
    "",
    "Takes the place of all streets of the postal codes that the file names; others stay. Citizens are then asked for",
    "their street.",
    "",
  ],
  options: {},
  arguments: { min: 1, max: 1 },
  run: async (input) => {
    const done = await importFile("streets", input);
    if (!done.ok) return refused(done.problems);
    const { lines } = done.report;
    const streets = lines.length;
    const postalCodes = new Set(lines.map(({ entry: [code] }) => code)).size;
    return {
      ok: true,
      json: { streets, postalCodes },
      text: `Streets: ${String(streets)} in ${String(postalCodes)} postal codes`,
    };
  },
};

export const responsibilityCommands: readonly Command[] = [
  responsibilityImport,
  responsibilityList,
  responsibilityRemove,
  municipalityStreets,
  streetsRemove,
];
