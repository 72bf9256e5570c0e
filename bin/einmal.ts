import { parseArgs } from "node:util";
import { boot } from "#app/boot.server.ts";
import { plainTrouble } from "#app/http/plain-trouble.server.ts";
import { openDatabase } from "#app/open-database.server.ts";
import { readConfig } from "#app/platform/config.server.ts";
import { createLog } from "#app/platform/log.server.ts";
import { UsageError, type Command, type CommandResult } from "./command.ts";
import { commands, helpOf, overview } from "./commands.ts";

/** What was opened and has to be closed, also when Ctrl-C comes. */
const closers: (() => Promise<void>)[] = [];

const args = process.argv.slice(2);
const words = args.filter((arg) => !arg.startsWith("-")).slice(0, 2);
const wantsJson = args.includes("--json");

async function main(): Promise<CommandResult & { readonly code: number }> {
  try {
    const result = await runCommand();
    return { ...result, code: result.ok ? 0 : 1 };
  } catch (error) {
    const usage = error instanceof UsageError;
    const message = usage ? error.message : plainTrouble(error);
    return {
      ok: false,
      code: usage ? 2 : 1,
      json: { errors: [{ code: usage ? "usage" : codeOf(error), message }] },
      text: usage ? `Error: ${message}\n${usageHint()}` : message,
    };
  } finally {
    await closeAll();
  }
}

async function runCommand(): Promise<CommandResult> {
  const command = commands.find(({ name }) =>
    name.split(" ").every((word, at) => args[at] === word),
  );
  const wantsHelp = args.includes("--help") || args.includes("-h");
  if (command && wantsHelp) return help(helpOf(command));
  if (wantsHelp || args.every((arg) => arg === "--json" || arg === "help")) return help(overview());
  if (!command) throw new UsageError(`there is no command "${words.join(" ")}"`);
  const { values, positionals } = parse(command);
  return command.run({
    values,
    arguments: positionals,
    config: () => readConfig(process.env),
    open: async () => {
      // Events would stand between the command's own words; trouble comes as an error anyway.
      const log = createLog("error", process.stderr);
      const opened = await openDatabase(readConfig(process.env), log);
      closers.push(opened.stop);
      return { database: opened.database, clock: () => new Date(), log };
    },
    portal: async () => {
      const log = createLog("error", process.stderr);
      const running = await boot({ ...readConfig(process.env), jobs: false }, log);
      closers.push(running.stop);
      return running.portal;
    },
  });
}

function help(text: string): CommandResult {
  return { ok: true, text, json: { help: text } };
}

function parse(command: Command) {
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

function usageHint(): string {
  const command = commands.find(({ name }) => args.slice(0, 2).join(" ").startsWith(name));
  return `  What to do: npx einmal ${command ? `${command.name} ` : ""}--help`;
}

function codeOf(error: unknown): string {
  return error instanceof Error ? error.name : "Error";
}

async function closeAll(): Promise<void> {
  for (let close = closers.pop(); close; close = closers.pop()) await close();
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
  process.on(signal, () => void closeAll().finally(() => process.exit(130)));
// Whoever reads may stop early, e.g. `| head`.
process.stdout.on("error", () => process.exit(0));

const { ok, code, text, json } = await main();
// A machine finds everything on standard output; a person's errors do not get lost in a pipe.
if (wantsJson) process.stdout.write(`${JSON.stringify({ ok, ...json }, undefined, 2)}\n`);
else (ok ? process.stdout : process.stderr).write(`${text}\n`);
process.exitCode = code;
