import { parseArgs } from "node:util";
import { boot } from "#app/boot.server.ts";
import { plainTrouble } from "#app/http/plain-trouble.server.ts";
import { openDatabase } from "#app/open-database.server.ts";
import { readConfig } from "#app/platform/config.server.ts";
import { createLog } from "#app/platform/log.server.ts";
import { UsageError, type Command, type CommandInput, type CommandResult } from "./command.ts";
import { commands, helpOf, overview } from "./commands.ts";

/** What a command finds around it. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly input: CommandInput["input"];
  /** What was opened and is not closed yet: also to be closed when Ctrl-C comes. */
  readonly closers: (() => Promise<void>)[];
}

/** What is printed, and with what the process ends: 0 if all went well, 1 if not, 2 if the command was written wrongly. */
export interface Ended {
  readonly code: 0 | 1 | 2;
  readonly out: string;
  readonly err: string;
}

/** Runs one command, e.g. `["service", "list", "--json"]`, and closes what it opened. Never throws. */
export async function runCommandLine(
  args: readonly string[],
  surroundings: Surroundings,
): Promise<Ended> {
  const { code, ok, text, json } = await resultOf(args, surroundings);
  // A machine finds everything on standard output; a person's errors do not get lost in a pipe.
  if (args.includes("--json"))
    return { code, out: `${JSON.stringify({ ok, ...json }, undefined, 2)}\n`, err: "" };
  return ok ? { code, out: `${text}\n`, err: "" } : { code, out: "", err: `${text}\n` };
}

async function resultOf(
  args: readonly string[],
  surroundings: Surroundings,
): Promise<CommandResult & Pick<Ended, "code">> {
  try {
    const result = await runCommand(args, surroundings);
    return { ...result, code: result.ok ? 0 : 1 };
  } catch (error) {
    const usage = error instanceof UsageError;
    const message = usage ? error.message : plainTrouble(error);
    return {
      ok: false,
      code: usage ? 2 : 1,
      json: { errors: [{ code: usage ? "usage" : codeOf(error), message }] },
      text: usage ? `Error: ${message}\n${usageHint(args)}` : message,
    };
  } finally {
    await closeAll(surroundings.closers);
  }
}

async function runCommand(
  args: readonly string[],
  { environment, input, closers }: Surroundings,
): Promise<CommandResult> {
  const command = commands.find(({ name }) =>
    name.split(" ").every((word, at) => args[at] === word),
  );
  const wantsHelp = args.includes("--help") || args.includes("-h");
  if (command && wantsHelp) return help(helpOf(command));
  if (wantsHelp || args.every((arg) => arg === "--json" || arg === "help")) return help(overview());
  if (!command) {
    const words = args.filter((arg) => !arg.startsWith("-")).slice(0, 2);
    throw new UsageError(`there is no command "${words.join(" ")}"`);
  }
  const { values, positionals } = parse(command, args);
  return command.run({
    values,
    arguments: positionals,
    input,
    config: () => readConfig(environment),
    open: async () => {
      // Events would stand between the command's own words; trouble comes as an error anyway.
      const log = createLog("error", process.stderr);
      const opened = await openDatabase(readConfig(environment), log);
      closers.push(opened.stop);
      return { database: opened.database, clock: () => new Date(), log };
    },
    portal: async () => {
      const log = createLog("error", process.stderr);
      const running = await boot({ ...readConfig(environment), jobs: false }, log);
      closers.push(running.stop);
      return running.portal;
    },
  });
}

function help(text: string): CommandResult {
  return { ok: true, text, json: { help: text } };
}

function parse(command: Command, args: readonly string[]) {
  const { min, max } = command.arguments;
  try {
    const parsed = parseArgs({
      args: args.slice(command.name.split(" ").length),
      options: { ...command.options, json: { type: "boolean" } },
      allowPositionals: true,
      strict: true,
    });
    if (parsed.positionals.length < min) throw new UsageError(`${command.synopsis} is missing`);
    if (parsed.positionals.length > max)
      throw new UsageError(`"${parsed.positionals[max] ?? ""}" is too much`);
    return parsed;
  } catch (error) {
    if (error instanceof UsageError || !(error instanceof TypeError)) throw error;
    throw new UsageError(error.message);
  }
}

function usageHint(args: readonly string[]): string {
  const command = commands.find(({ name }) => args.slice(0, 2).join(" ").startsWith(name));
  return `  What to do: npx einmal ${command ? `${command.name} ` : ""}--help`;
}

function codeOf(error: unknown): string {
  return error instanceof Error ? error.name : "Error";
}

/** Closes what was opened, the last first. */
export async function closeAll(closers: Surroundings["closers"]): Promise<void> {
  for (let close = closers.pop(); close; close = closers.pop()) await close();
}
