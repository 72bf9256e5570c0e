// Runs a program of node_modules/.bin, or a file of ours, under the Node that the project brings.
import { spawnSync } from "node:child_process";
import { realpathSync } from "node:fs";
import { join } from "node:path";
import { environmentFor, prepareNode, root } from "./prepare.mjs";

const [program = "", ...args] = process.argv.slice(2);
const node = await prepareNode();
const file = /\.(mjs|ts|js)$/.test(program)
  ? join(root, program)
  : realpathSync(join(root, "node_modules", ".bin", program));
const { status } = spawnSync(node, [file, ...args], {
  cwd: root,
  env: environmentFor(node),
  stdio: "inherit",
});
process.exit(status ?? 1);
