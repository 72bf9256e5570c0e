import {
  importResponsibility,
  importStreets,
  listResponsibility,
} from "#app/operations/import-responsibility.server.ts";
import { commandLineActor } from "#app/operations/operator.ts";
import { refused, table, textOption, type Command } from "./command.ts";

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
  run: async ({ arguments: [file = ""], open }) => {
    const done = await importResponsibility(await open(), file, commandLineActor);
    if (!done.ok) return refused(done.problems);
    const { stored, settled } = done;
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
  run: async ({ arguments: [file = ""], open }) => {
    const done = await importStreets(await open(), file, commandLineActor);
    if (!done.ok) return refused(done.problems);
    const { streets, postalCodes } = done;
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
  municipalityStreets,
];
