import type { Readable } from "node:stream";
import type { ParseArgsOptionsConfig } from "node:util";
import type { Portal } from "#app/catalogue/portal.server.ts";
import type { FileProblem } from "#app/catalogue/file-problem.ts";
import type { OperatorParts } from "#app/operations/operator.ts";
import type { Config } from "#app/platform/config.server.ts";

/** One command of the command line, e.g. `service import`. */
export interface Command {
  readonly name: string;
  /** What stands behind the name, e.g. `<file>`. */
  readonly synopsis: string;
  readonly summary: string;
  /** Further lines for `--help`. */
  readonly details: readonly string[];
  readonly options: ParseArgsOptionsConfig;
  readonly arguments: { readonly min: number; readonly max: number };
  readonly run: (input: CommandInput) => Promise<CommandResult>;
}

export interface CommandInput {
  readonly arguments: readonly string[];
  readonly values: OptionValues;
  /** Standard input. */
  readonly input: Readable;
  /** Reads the configuration. Throws `ConfigError`. */
  readonly config: () => Config;
  /** Opens the database, which is closed again when the command is through. */
  readonly open: () => Promise<OperatorParts>;
  /** Opens a whole portal that answers nobody and works off no jobs, for what needs keys, files or the queue. */
  readonly portal: () => Promise<Portal>;
}

export type OptionValues = Readonly<
  Record<string, string | boolean | readonly (string | boolean)[] | undefined>
>;

/** What a command has to say, for people and for machines. Not `ok`: the process ends with 1. */
export interface CommandResult {
  readonly ok: boolean;
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>>;
}

/** The command was written wrongly; the process ends with 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

export function textOption(values: OptionValues, name: string): string | undefined {
  const value = values[name];
  return typeof value === "string" ? value : undefined;
}

/** Throws `UsageError` if it is missing or empty. */
export function neededOption(values: OptionValues, name: string): string {
  const value = textOption(values, name);
  if (value === undefined || value.trim() === "") throw new UsageError(`--${name} is missing`);
  return value;
}

/** A point in time as ISO 8601 writes it, with its offset. Throws `UsageError` for anything else. */
export function instantOption(values: OptionValues, name: string): Date | undefined {
  const text = textOption(values, name);
  if (text === undefined) return undefined;
  const isWhole = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text);
  const instant = new Date(text);
  if (!isWhole || Number.isNaN(instant.getTime()))
    throw new UsageError(`--${name} is a time with its offset, e.g. 2027-01-01T00:00:00+01:00`);
  return instant;
}

export function listOption(values: OptionValues, name: string): string[] {
  const value = values[name];
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

export function hasFlag(values: OptionValues, name: string): boolean {
  return values[name] === true;
}

/** How many rows a list has at most. Throws `UsageError`. */
export function limitOption(values: OptionValues): number {
  const limit = Number(textOption(values, "limit") ?? "50");
  if (!Number.isInteger(limit) || limit < 1 || limit > 10_000)
    throw new UsageError("--limit is a whole number from 1 to 10000");
  return limit;
}

/** The end of a command that could not do what it should. */
export function refused(problems: readonly FileProblem[]): CommandResult {
  return { ok: false, json: { errors: problems }, text: problems.map(describe).join("\n") };
}

/** The end of a command for a reason that lies in no file. */
export function failed(code: string, message: string, remedy: string): CommandResult {
  return {
    ok: false,
    json: { errors: [{ code, message, remedy }] },
    text: `Error: ${message}.\n  What to do: ${remedy}`,
  };
}

/** The end of a command that was given the key of no municipality. */
export function noMunicipality(key: string | undefined): CommandResult {
  return failed(
    "unknownMunicipality",
    `there is no municipality "${key ?? ""}"`,
    "find its ARS with npx einmal municipality list --search <name>.",
  );
}

function describe({ file, line, column, path, message, remedy }: FileProblem): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(":");
  const within = path === undefined ? "" : ` at ${path}`;
  return `Error: ${place}${within}\n  ${message.replace(/\.$/, "")}.\n  What to do: ${remedy}`;
}

/** Rows under each other, columns as wide as their longest text. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, at) => Math.max(...all.map((row) => [...(row[at] ?? "")].length)));
  return all
    .map((row) =>
      row
        .map((cell, at) => cell + " ".repeat(Math.max(0, (widths[at] ?? 0) - [...cell].length)))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
