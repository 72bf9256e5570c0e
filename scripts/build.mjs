// Builds the pages into build/, unless they are already built from just these sources. Runs on Node 24.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { alone, environmentFor, giveUp, root, say } from "./prepare.mjs";

const inputs = [
  "app",
  "db",
  "locales",
  "public",
  "package.json",
  "package-lock.json",
  "remix.config.js",
  "tsconfig.json",
  "vite.config.ts",
  "vite.offline.config.ts",
  "scripts/build.mjs",
];
const stamp = join(root, "build", "built-from");

/** Types that browsers get compressed; fonts and pictures already are. */
const compressible = new Set([".css", ".js", ".json", ".svg", ".txt", ".webmanifest"]);

/** Hash over the sources of the build, so that nothing is built twice. */
function hashInputs() {
  const hash = createHash("sha256");
  for (const input of inputs.map((name) => join(root, name))) {
    if (!existsSync(input)) continue;
    for (const file of filesOf(input)) hash.update(file).update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

/** @param {string} path @returns {string[]} */
function filesOf(path) {
  try {
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  } catch {
    return [path];
  }
}

function compressFiles() {
  for (const file of filesOf(join(root, "build", "client"))) {
    if (!compressible.has(extname(file))) continue;
    const content = readFileSync(file);
    if (content.length < 1000) continue;
    writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
    writeFileSync(`${file}.br`, brotliCompressSync(content, { params }));
  }
}

/** @param {string} command below node_modules @param {string[]} options */
function build(command, ...options) {
  const cli = join(root, "node_modules", command);
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...options], {
    cwd: root,
    encoding: "utf8",
    env: environmentFor(process.execPath, { NODE_ENV: "production" }),
  });
  if (status === 0) return;
  process.stderr.write(`${stdout}${stderr}\n`);
  giveUp("The pages could not be built.", "see above for the file at fault.");
}

await alone("build", () => {
  const wanted = hashInputs();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  say("Building the pages …");
  rmSync(join(root, "build"), { recursive: true, force: true });
  build(join("@remix-run", "dev", "dist", "cli.js"), "vite:build");
  build(join("vite", "bin", "vite.js"), "build", "-c", "vite.offline.config.ts");
  compressFiles();
  writeFileSync(stamp, wanted);
});
