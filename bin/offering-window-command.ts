import type { WindowSettings } from "#app/catalogue/change-window.server.ts";
import { localTimeOf, readLocalTime } from "#app/domain/authority-time.ts";
import type { WindowProblem } from "#app/domain/check-window.ts";
import type { OfferingWindow, WindowState } from "#app/domain/offering-window.ts";
import { commandLineActor } from "#app/operations/operator.ts";
import { offeringWindow } from "#app/operations/offering-window.server.ts";
import {
  failed,
  neededOption,
  refused,
  textOption,
  UsageError,
  type Command,
  type CommandResult,
} from "./command.ts";

const names = {
  opens: "opensAt",
  closes: "closesAt",
  "finish-by": "finishBy",
  "closing-text": "closingText",
  maintenance: "maintenanceText",
  limit: "submissionLimit",
} as const;

/** Shows and sets when and how a municipality offers a service. */
export const offeringWindowCommand: Command = {
  name: "offering window",
  synopsis: "--service <id> --municipality <ARS> [--opens <time> …]",
  summary: "Shows when and how a service is offered, or sets it; live at once",
  details: [
    "--service <id>          see npx einmal service list",
    "--municipality <key>    its ARS (12 digits), AGS (8 digits) or address, e.g. musterstadt",
    '--opens <time>          from then on, e.g. "2026-12-01 08:00" in German time; none takes it away, as below',
    "--closes <time>         until then",
    "--finish-by <time>      until then what was begun may be filed after it closed or was switched off",
    "--limit <number>        applications after which it is full",
    "--closing-text <text>   said while it is closed, in German",
    "--maintenance <text>    it rests, and this is why, in German",
    "--test on|off           what is filed is synthetic",
  ],
  options: {
    service: { type: "string" },
    municipality: { type: "string" },
    opens: { type: "string" },
    closes: { type: "string" },
    "finish-by": { type: "string" },
    limit: { type: "string" },
    "closing-text": { type: "string" },
    maintenance: { type: "string" },
    test: { type: "string" },
  },
  arguments: { min: 0, max: 0 },
  run: async ({ values, open }) => {
    const serviceId = neededOption(values, "service");
    const municipality = neededOption(values, "municipality");
    const change = changeIn((name) => textOption(values, name));
    const edit =
      change && (({ enabled: _, ...before }: OfferingWindow) => ({ ...before, ...change }));
    const done = await offeringWindow(
      await open(),
      { municipality, serviceId, edit },
      commandLineActor,
    );
    switch (done.outcome) {
      case "unknownMunicipality":
        return failed(
          done.outcome,
          `there is no municipality "${municipality}"`,
          "find its ARS with npx einmal municipality list --search <name>.",
        );
      case "unknownService":
        return failed(
          done.outcome,
          `there is no service "${serviceId}" in the catalogue`,
          "see npx einmal service list.",
        );
      case "notOffered":
        return failed(
          done.outcome,
          `the municipality has never offered ${serviceId}`,
          "switch it on with npx einmal offering enable.",
        );
      case "busy":
        return failed(done.outcome, "somebody else is changing it just now", "try again.");
      case "refused":
        return refused(done.problems.map(problemOf));
      default:
        return shown(done.window, done.state, done.outcome);
    }
  },
};

/** What is to be set; undefined where nothing is. */
function changeIn(
  option: (name: string) => string | undefined,
): Partial<WindowSettings> | undefined {
  const change: { -readonly [K in keyof WindowSettings]?: WindowSettings[K] } = {};
  for (const name of ["opens", "closes", "finish-by"] as const) {
    const text = option(name);
    if (text !== undefined) change[names[name]] = text === "none" ? undefined : timeOf(name, text);
  }
  for (const name of ["closing-text", "maintenance"] as const) {
    const text = option(name);
    if (text !== undefined) change[names[name]] = text === "none" ? undefined : { de: text };
  }
  const limit = option("limit");
  if (limit !== undefined) change.submissionLimit = limit === "none" ? undefined : Number(limit);
  const test = option("test");
  if (test !== undefined && test !== "on" && test !== "off")
    throw new UsageError("--test takes on or off");
  if (test !== undefined) change.testMode = test === "on";
  return Object.keys(change).length > 0 ? change : undefined;
}

function timeOf(name: string, text: string): Date {
  const [day = "", time = ""] = text.trim().split(/[ T]/);
  const read = readLocalTime(day, time);
  if (read.kind === "time") return read.instant;
  throw new UsageError(`--${name} takes a day and a time, e.g. "2026-12-01 08:00"`);
}

function shown(window: OfferingWindow, state: WindowState, outcome: string): CommandResult {
  const lines = [
    `state: ${state.kind}${window.testMode ? " (test)" : ""}`,
    ...Object.entries(names).flatMap(([option, field]) => {
      const value = window[field];
      return value === undefined ? [] : [`${option}: ${printed(value)}`];
    }),
  ];
  return { ok: true, json: { outcome, window, state: state.kind }, text: lines.join("\n") };
}

function printed(value: Date | number | { readonly de: string }): string {
  if (typeof value === "number") return String(value);
  if (!(value instanceof Date)) return value.de;
  const { day, time } = localTimeOf(value);
  return `${day} ${time}`;
}

const problems: Readonly<Record<WindowProblem["code"], string>> = {
  beforeItOpens: "closes before it opens",
  beforeItCloses: "is before it closes",
  withoutEnd: "needs an end, or a service that is switched off",
  past: "is past already",
  tooLong: "is too long",
  forced: "the operator has switched it on for all municipalities",
  notPositive: "must be a whole number from 1 on",
};

function problemOf({ field, code }: WindowProblem) {
  const [option = field] = Object.entries(names).find(([, one]) => one === field) ?? [];
  return {
    file: `--${option}`,
    code: `window.${code}`,
    message: problems[code],
    remedy: "nothing was changed; see the window as it is without any option.",
  };
}
