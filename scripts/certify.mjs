// Looks at every page of service packages in a browser, and writes what it found into them (accessibility.json).
import { spawnSync } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { environmentFor, giveUp, prepareNode, root } from "./prepare.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { codelists: { type: "string", multiple: true, default: [] } },
});
const packages = positionals.map((folder) => resolve(folder));
const missing = packages.find((folder) => !existsSync(folder));
if (packages.length === 0 || missing !== undefined)
  giveUp(
    missing === undefined ? "No service package is named." : `There is no folder ${missing}.`,
    "npm run certify -- mein-dienst [--codelists codelists/]",
  );
const node = await prepareNode();
const env = environmentFor(node, {
  EINMAL_PACKAGES: JSON.stringify(packages),
  EINMAL_CODE_LISTS: JSON.stringify(values.codelists.map((list) => resolve(list))),
});
const playwright = realpathSync(join(root, "node_modules", ".bin", "playwright"));
for (const args of [
  [join(root, "scripts", "build.mjs")],
  [playwright, "test", "-c", join(root, "e2e", "certify.config.ts")],
]) {
  const { status } = spawnSync(node, args, { cwd: root, env, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
