// A worker of its own process, to be killed: works off jobs until then.
import { boot } from "#app/boot.server.ts";
import { readConfig } from "#app/platform/config.server.ts";
import { createLog } from "#app/platform/log.server.ts";

await boot(readConfig({ ...process.env, JOBS: "on" }), createLog("fatal"));
process.stdout.write("ready\n");
