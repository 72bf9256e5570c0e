import { readFileSync } from "node:fs";
import { problemOfService } from "#app/catalogue/file-problem.ts";
import type { FeeEntry, FeeTable } from "#app/domain/fees/fee.ts";
import { commandLineActor } from "#app/operations/operator.ts";
import { feeTable, type FeeTableOutcome } from "#app/operations/set-fee-table.server.ts";
import {
  failed,
  hasFlag,
  neededOption,
  refused,
  table,
  textOption,
  UsageError,
  type Command,
  type CommandResult,
} from "./command.ts";

/** Shows and sets what a service costs in one municipality. */
export const offeringFees: Command = {
  name: "offering fees",
  synopsis: "--service <id> --municipality <ARS> [--file <table.json> | --reset]",
  summary: "Shows the fee table of a municipality, or sets it; live at once",
  details: [
    "--service <id>        see npx einmal service list",
    "--municipality <key>  its ARS (12 digits), AGS (8 digits) or address, e.g. musterstadt",
    '--file <table.json>   the entries that differ from the service\'s, e.g. {"ersterHund":{"kind":"amount","cents":9600}}',
    "--reset               the amounts of the service count again",
  ],
  options: {
    service: { type: "string" },
    municipality: { type: "string" },
    file: { type: "string" },
    reset: { type: "boolean" },
  },
  arguments: { min: 0, max: 0 },
  run: async ({ values, open }) => {
    const serviceId = neededOption(values, "service");
    const municipality = neededOption(values, "municipality");
    const file = textOption(values, "file");
    const reset = hasFlag(values, "reset");
    if (reset && file !== undefined) throw new UsageError("--file and --reset exclude each other");
    const read = file === undefined ? undefined : readTable(file);
    if (read && !read.ok) return read.result;
    const given = reset ? {} : read?.table;
    const asked = { serviceId, municipality, ...(given !== undefined && { table: given }) };
    return told(
      await feeTable(await open(), asked, commandLineActor),
      serviceId,
      municipality,
      file,
    );
  },
};

type ReadTable =
  | { readonly ok: true; readonly table: unknown }
  | { readonly ok: false; readonly result: CommandResult };

function readTable(file: string): ReadTable {
  try {
    return { ok: true, table: JSON.parse(readFileSync(file, "utf8")) as unknown };
  } catch {
    const remedy = "name a JSON file that exists.";
    return { ok: false, result: failed("unreadable", `"${file}" cannot be read as JSON`, remedy) };
  }
}

function told(
  done: FeeTableOutcome,
  serviceId: string,
  key: string,
  file: string | undefined,
): CommandResult {
  switch (done.outcome) {
    case "unknownMunicipality":
      return failed(done.outcome, `there is no municipality "${key}"`, "see municipality list.");
    case "unknownService":
      return failed(done.outcome, `there is no service "${serviceId}"`, "see service list.");
    case "notOffered":
      return failed(
        done.outcome,
        `${key} has never offered ${serviceId}`,
        "switch it on first, with npx einmal offering enable.",
      );
    case "noFees":
      return failed(
        done.outcome,
        `${serviceId} says nothing of fees`,
        "write `fees` into its definition, see docs/service-definition.md.",
      );
    case "malformed":
      return failed(done.outcome, `this is no fee table: ${done.problem}`, "see the schema.");
    case "refused":
      return refused(done.problems.map((problem) => problemOfService(file ?? "", problem)));
    default: {
      const { outcome, municipality, own } = done;
      const head = `${municipality.name} (${municipality.ars}): fees of ${serviceId}`;
      return {
        ok: true,
        json: { outcome, ars: municipality.ars, serviceId, table: done.table, own },
        text: `${head}${outcome === "changed" ? " changed" : ""}\n${rowsOf(done.table, own)}`,
      };
    }
  }
}

function rowsOf(entries: FeeTable, own: readonly string[]): string {
  return table(
    ["ENTRY", "KIND", "CENTS", "FROM"],
    Object.entries(entries).map(([name, entry]) => [
      name,
      entry.kind,
      amountsOf(entry),
      own.includes(name) ? "municipality" : "service",
    ]),
  );
}

function amountsOf(entry: FeeEntry): string {
  switch (entry.kind) {
    case "amount":
      return String(entry.cents);
    case "percent":
      return `${String(entry.percent)} %`;
    case "codes":
      return Object.entries(entry.cents)
        .map(([code, cents]) => `${code}: ${String(cents)}`)
        .join(", ");
    case "ranges":
      return entry.ranges
        .map(
          ({ upTo, cents }) =>
            `${upTo === undefined ? "above" : `to ${String(upTo)}`}: ${String(cents)}`,
        )
        .join(", ");
  }
}
