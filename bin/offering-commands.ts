import { listOfferings, type ListedOffering } from "#app/operations/list-offerings.server.ts";
import { commandLineActor } from "#app/operations/operator.ts";
import { switchOffering } from "#app/operations/switch-offering.server.ts";
import { baseOf } from "./base-address.ts";
import {
  failed,
  neededOption,
  table,
  textOption,
  type Command,
  type CommandResult,
} from "./command.ts";
import { offeringFees } from "./offering-fees-command.ts";
import { offeringWindowCommand } from "./offering-window-command.ts";

const options = { service: { type: "string" }, municipality: { type: "string" } } as const;
const optionHelp = [
  "--service <id>        see npx einmal service list",
  "--municipality <key>  its ARS (12 digits), AGS (8 digits) or address, e.g. musterstadt",
];

const noMunicipality = (key: string): CommandResult =>
  failed(
    "unknownMunicipality",
    `there is no municipality "${key}"`,
    "find its ARS with npx einmal municipality list --search <name>, or import the list of municipalities.",
  );

function switchCommand(verb: "enable" | "disable"): Command {
  return {
    name: `offering ${verb}`,
    synopsis: "--service <id> --municipality <ARS>",
    summary:
      verb === "enable"
        ? "Lets a municipality offer a service, from this moment on"
        : "Takes a service of a municipality off the portal; drafts and applications stay",
    details: optionHelp,
    options,
    arguments: { min: 0, max: 0 },
    run: async ({ values, open, config }) => {
      const serviceId = neededOption(values, "service");
      const key = neededOption(values, "municipality");
      const change = { serviceId, municipality: key, enabled: verb === "enable" };
      const done = await switchOffering(await open(), change, commandLineActor);
      if (done.outcome === "unknownMunicipality") return noMunicipality(key);
      if (done.outcome === "unknownService")
        return failed(
          "unknownService",
          `there is no service "${serviceId}" in the catalogue`,
          "see npx einmal service list, or import it with npx einmal service import.",
        );
      const { municipality, openPoints, outcome } = done;
      const address = `${baseOf(config())}/${municipality.slug}/${serviceId}`;
      const state = `${municipality.name} (${municipality.ars}): ${serviceId} is ${verb}d`;
      const left =
        verb === "enable" && openPoints > 0
          ? [`Note: ${openPoints} points of this service still need a person to look at them.`]
          : [];
      return {
        ok: true,
        json: {
          outcome,
          enabled: change.enabled,
          serviceId,
          ars: municipality.ars,
          address,
          openPoints,
        },
        text: [
          `${state}${outcome === "unchanged" ? " already" : ""}.`,
          ...(verb === "enable" ? [`Address: ${address}`] : []),
          ...left,
        ].join("\n"),
      };
    },
  };
}

const offeringList: Command = {
  name: "offering list",
  synopsis: "",
  summary: "Lists which municipality offers what, also what is switched off",
  details: optionHelp,
  options,
  arguments: { min: 0, max: 0 },
  run: async ({ values, open }) => {
    const municipality = textOption(values, "municipality");
    const only = { municipality, serviceId: textOption(values, "service") };
    const listed = await listOfferings(await open(), only);
    if (listed.outcome === "unknownMunicipality") return noMunicipality(municipality ?? "");
    const { offerings } = listed;
    const rows = offerings.map((one) => [
      one.ars,
      one.slug,
      one.serviceId,
      one.version,
      stateOf(one),
    ]);
    return {
      ok: true,
      json: { offerings },
      text: table(["ARS", "MUNICIPALITY", "SERVICE", "VERSION", "STATE"], rows),
    };
  },
};

/** As a word; what is switched on and open is simply on. */
function stateOf({ state, window }: ListedOffering): string {
  return `${state === "open" ? "on" : state}${window.testMode ? " (test)" : ""}`;
}

export const offeringCommands: readonly Command[] = [
  switchCommand("enable"),
  switchCommand("disable"),
  offeringList,
  offeringFees,
  offeringWindowCommand,
];
