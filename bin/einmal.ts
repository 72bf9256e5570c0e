import { closeAll, runCommandLine, type Surroundings } from "./run-command-line.ts";

const closers: Surroundings["closers"] = [];
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
  process.on(signal, () => void closeAll(closers).finally(() => process.exit(130)));
// Whoever reads may stop early, e.g. `| head`.
process.stdout.on("error", () => process.exit(0));

const { code, out, err } = await runCommandLine(process.argv.slice(2), {
  environment: process.env,
  input: process.stdin,
  closers,
});
process.stdout.write(out);
process.stderr.write(err);
process.exitCode = code;
