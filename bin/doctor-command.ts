import { examine } from "#app/operations/doctor.server.ts";
import type { Check } from "#app/operations/doctor/check.ts";
import { ConfigError } from "#app/platform/config.server.ts";
import type { Command, CommandInput, CommandResult } from "./command.ts";

export const doctorCommand: Command = {
  name: "doctor",
  synopsis: "",
  summary: "Examines configuration, database, storage, keys, clock, jobs and catalogue",
  details: ["Changes nothing. Ends with 1 if something fails; warnings end with 0.", ""],
  options: {},
  arguments: { min: 0, max: 0 },
  run: async (input) => resultOf(await checksOf(input)),
};

async function checksOf({ config }: CommandInput): Promise<readonly Check[]> {
  try {
    return await examine(config());
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map((message) => ({
      name: "configuration",
      status: "fail",
      message,
      remedy: "correct this variable of the environment; docs/operating.md lists all of them.",
    }));
  }
}

const signs = { ok: "ok  ", warn: "WARN", fail: "FAIL" };

function resultOf(checks: readonly Check[]): CommandResult {
  const failures = checks.filter(({ status }) => status === "fail").length;
  const warnings = checks.filter(({ status }) => status === "warn").length;
  const width = Math.max(...checks.map(({ name }) => name.length));
  const lines = checks.flatMap(({ name, status, message, remedy }) => [
    `${signs[status]}  ${name.padEnd(width)}  ${message}`,
    ...(remedy === undefined ? [] : [`${" ".repeat(width + 8)}→ ${remedy}`]),
  ]);
  return {
    ok: failures === 0,
    json: { checks },
    text: [...lines, "", `${failures} failed, ${warnings} warnings`].join("\n"),
  };
}
