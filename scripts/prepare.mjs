// What a fresh clone needs before anything of ours can run. Runs on the Node that happens to be there, hence no
// TypeScript and no packages here.
import { spawnSync } from "node:child_process";
import { existsSync, lstatSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

const modules = join(root, "node_modules");
const broughtNode = join(
  modules,
  "node",
  "bin",
  process.platform === "win32" ? "node.exe" : "node",
);

/** @param {string} message */
export function say(message) {
  process.stdout.write(`${message}\n`);
}

/**
 * Ends the process with a message for people.
 *
 * @param {string} problem
 * @param {string} remedy
 * @returns {never}
 */
export function giveUp(problem, remedy) {
  process.stderr.write(`\n${problem}\n  What to do: ${remedy}\n`);
  process.exit(1);
}

/**
 * Installs the packages if they are not those of package-lock.json, and finds the Node that the portal runs on.
 *
 * @returns {Promise<string>} its path
 */
export async function prepareNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    giveUp(
      `Node.js ${process.versions.node} is too old to start with.`,
      "install Node.js 20.19 or newer (better 24) from https://nodejs.org; the portal brings the one it runs on itself.",
    );
  }
  if (!isInstalled()) await alone("install", install);
  if (existsSync(broughtNode)) return broughtNode;
  if (major >= 24) return process.execPath;
  giveUp(
    "The package `node`, which brings Node.js 24, did not install its program.",
    "remove the folder node_modules and start again; look whether npm is told to ignore scripts (npm config get ignore-scripts).",
  );
}

/** Where Node keeps what it made of the sources: a start takes two thirds of the time. Not there or not writable: it goes without. */
const compileCache = join(root, ".cache", "compile");

/**
 * The environment for our programs: whatever they start finds Node 24 first.
 *
 * @param {string} node
 * @param {Record<string, string>} [more]
 * @returns {NodeJS.ProcessEnv}
 */
export function environmentFor(node, more = {}) {
  const path = [join(node, ".."), join(modules, ".bin"), process.env["PATH"] ?? ""].join(delimiter);
  return { NODE_COMPILE_CACHE: compileCache, ...process.env, ...more, PATH: path };
}

/** npm notes what it installed when it is done: to be compared with what is wanted. */
function isInstalled() {
  /** @type {(file: string) => Record<string, {version?: string, optional?: boolean, devOptional?: boolean, peer?: boolean}>} */
  const packagesIn = (file) => JSON.parse(readFileSync(file, "utf8")).packages;
  try {
    const wanted = packagesIn(join(root, "package-lock.json"));
    const present = packagesIn(join(modules, ".package-lock.json"));
    return (
      existsSync(broughtNode) &&
      Object.entries(wanted).every(([path, { version, optional }]) => {
        const found = present[path];
        return path === "" || (found ? found.version === version : optional === true);
      }) &&
      Object.keys(present).every((path) => path in wanted)
    );
  } catch {
    return false;
  }
}

function install() {
  if (isInstalled()) return;
  // npm empties the folder first, and with it everything else that uses it.
  if (lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink()) {
    giveUp(
      "node_modules is a link to a folder that holds other packages than package-lock.json wants.",
      "remove the link, or install these packages where it points to.",
    );
  }
  say("Installing packages (about half a minute) …");
  const npm = process.env["npm_execpath"];
  const args = ["ci", "--no-audit", "--no-fund"];
  // Not with the Node inside node_modules, which npm is about to remove.
  const node = process.execPath === broughtNode ? "node" : process.execPath;
  const path = (process.env["PATH"] ?? "")
    .split(delimiter)
    .filter((folder) => !folder.startsWith(modules))
    .join(delimiter);
  const options = /** @type {const} */ ({
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, PATH: path },
  });
  const { status, stdout, stderr, error } = npm?.endsWith(".js")
    ? spawnSync(node, [npm, ...args], options)
    : spawnSync("npm", args, { ...options, shell: process.platform === "win32" });
  if (status === 0) return;
  process.stderr.write(`${stdout}${stderr}${error ? String(error) : ""}\n`);
  giveUp(
    "npm could not install the packages.",
    "see above; is the network, or the npm mirror that `npm config get registry` names, reachable?",
  );
}

/**
 * Does work that two starts at the same time must not do both; the second one waits.
 *
 * @param {string} name
 * @param {() => void | Promise<void>} work
 */
export async function alone(name, work) {
  const lock = join(root, ".cache", `${name}.lock`);
  mkdirSync(join(root, ".cache"), { recursive: true });
  for (let told = false; ;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: "wx" });
      break;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
    if (!isAlive(holderOf(lock))) rmSync(lock, { force: true });
    else if (!told) {
      say(`Another start is at work (${name}); waiting for it …`);
      told = true;
    }
    await pause(300);
  }
  process.once("exit", () => {
    rmSync(lock, { force: true });
  });
  await work();
  rmSync(lock, { force: true });
}

/** @param {string} lock */
function holderOf(lock) {
  try {
    return Number(readFileSync(lock, "utf8"));
  } catch {
    return 0;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  if (pid === 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
