#!/usr/bin/env node
// The operator's command line. Only finds the Node that the project brings; everything else is in einmal.ts.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const file = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
const brought = file(
  process.platform === "win32"
    ? "../node_modules/node/bin/node.exe"
    : "../node_modules/node/bin/node",
);
const node = existsSync(brought) ? brought : process.execPath;
const args = [file("./einmal.ts"), ...process.argv.slice(2)];
// Commands are short; what Node makes of the sources is kept for the next one, where that may be written.
const env = { NODE_COMPILE_CACHE: file("../.cache/compile"), ...process.env };
const { status, error } = spawnSync(node, args, { stdio: "inherit", env });
if (error) process.stderr.write(`${error.message}\n`);
process.exit(status ?? 1);
