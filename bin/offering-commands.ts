import { listOfferings, type ListedOffering } from "#app/operations/list-offerings.server.ts";
import { commandLineActor } from "#app/operations/operator.ts";
import {
  switchOffering,
  type SwitchOfferingOutcome,
} from "#app/operations/switch-offering.server.ts";
import { formatDay } from "#app/i18n/format.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import type { ReadinessCheck } from "#app/domain/readiness-check.ts";
import { baseOf } from "./base-address.ts";
import {
  failed,
  hasFlag,
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
    details: [
      ...optionHelp,
      ...(verb === "enable"
        ? ["--not-ready-too       also where something should be put in order first"]
        : []),
    ],
    options: {
      ...options,
      ...(verb === "enable" && { "not-ready-too": { type: "boolean" } as const }),
    },
    arguments: { min: 0, max: 0 },
    run: async ({ values, open, config }) => {
      const serviceId = neededOption(values, "service");
      const key = neededOption(values, "municipality");
      const notReadyToo = verb === "enable" && hasFlag(values, "not-ready-too");
      const change = { serviceId, municipality: key, enabled: verb === "enable", notReadyToo };
      const done = await switchOffering(
        { ...(await open()), config: config() },
        change,
        commandLineActor,
      );
      if (done.outcome === "unknownMunicipality") return noMunicipality(key);
      if (done.outcome === "unknownService")
        return failed(
          "unknownService",
          `there is no service "${serviceId}" in the catalogue`,
          "see npx einmal service list, or import it with npx einmal service import.",
        );
      if (done.outcome === "notReady") return notReady(done);
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
          ...listed(done.obstacles, "Not in order:"),
        ].join("\n"),
      };
    },
  };
}

function notReady({
  municipality,
  obstacles,
}: Extract<SwitchOfferingOutcome, { outcome: "notReady" }>): CommandResult {
  const what = `${municipality.name} (${municipality.ars}) is not ready; nothing was switched on`;
  const result = failed(
    "notReady",
    [what, ...listed(obstacles, "To be put in order first:")].join("\n"),
    "mend it, or go on all the same with --not-ready-too.",
  );
  return { ...result, json: { ...result.json, obstacles } };
}

/** Obstacles as lines below a heading; none where there are none. */
function listed(obstacles: readonly ReadinessCheck[], heading: string): readonly string[] {
  if (obstacles.length === 0) return [];
  const t = serverI18n("en").getFixedT("en", "readiness");
  return [
    heading,
    ...obstacles.map(({ what, finding, about, on }) => {
      const day = on && formatDay(on, "en");
      const found = t(`check.${what}.${finding}`, { about, count: Number(about), day });
      return `  ${t(`check.${what}.name`)}: ${found} ${t(`check.${what}.remedy`).replace(/\.$/, "")}`;
    }),
  ];
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
