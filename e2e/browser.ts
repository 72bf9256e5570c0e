import { chromium, type LaunchOptions } from "@playwright/test";
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

const args = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Clicks wait until nothing moves.
  "--disable-smooth-scrolling",
];

interface Candidate {
  /** For messages. */
  readonly name: string;
  /** How to start it; undefined: it is not here. */
  readonly find: () => LaunchOptions | undefined;
}

/** In this order; the first one that really starts is taken. */
const candidates: readonly Candidate[] = [
  // Since Playwright parts the two, either may be installed alone.
  { name: "Playwright's headless shell", find: () => ({}) },
  { name: "Playwright's Chromium", find: () => ifThere(chromium.executablePath()) },
  // A headless shell: half the time of a whole browser, and the same version everywhere.
  { name: "the one in the npm package @sparticuz/chromium", find: unpackBrought },
  ...systemPlaces().map((file) => ({ name: file, find: () => ifThere(file) })),
];

function ifThere(file: string): LaunchOptions | undefined {
  return existsSync(file) ? { executablePath: file } : undefined;
}

/**
 * Finds a Chromium and tells how Playwright starts it: Playwright's own if it is installed, else the one that comes with
 * the packages, else one of this machine. Needs no root and downloads nothing. Throws if none starts.
 */
export async function findBrowser(): Promise<LaunchOptions> {
  const failures: string[] = [];
  for (const { name, find } of candidates) {
    const found = find();
    if (!found) continue;
    for (const chromiumSandbox of sandboxes()) {
      const options = { ...found, args, chromiumSandbox };
      const problem = await tryOut(options);
      if (problem === undefined) return options;
      failures.push(`${name}${chromiumSandbox ? "" : ", without sandbox"}: ${problem}`);
    }
  }
  throw new Error(
    `No Chromium starts here.\n${failures.map((line) => `  - ${line}\n`).join("")}` +
      "  What to do: install one with `npx playwright install --with-deps chromium`, or Chromium of your system.",
  );
}

/** Chromium's sandbox never works for root, and for others only where the kernel lets them have namespaces. */
function sandboxes(): readonly boolean[] {
  return process.getuid?.() === 0 ? [false] : [true, false];
}

/** What is wrong with a Chromium: it must not only be there, but show a page. */
async function tryOut(options: LaunchOptions): Promise<string | undefined> {
  try {
    const browser = await chromium.launch({ ...options, timeout: 20_000 });
    try {
      const page = await browser.newPage();
      await page.setContent("<p>ready</p>");
      return (await page.locator("p").innerText()) === "ready" ? undefined : "shows no page";
    } finally {
      await browser.close();
    }
  } catch (error) {
    return String(error).split("\n").slice(0, 4).join(" ");
  }
}

function systemPlaces(): readonly string[] {
  const programs = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
  ];
  const folders = (process.env["PATH"] ?? "").split(path.delimiter).filter(Boolean);
  const usual = ["/usr/bin", "/usr/local/bin", "/snap/bin", "/opt/google/chrome"];
  const applications = ["/Applications", path.join(process.env["HOME"] ?? "", "Applications")];
  return [
    ...[...new Set([...folders, ...usual])].flatMap((folder) =>
      programs.map((program) => path.join(folder, program)),
    ),
    ...applications.flatMap((folder) =>
      ["Google Chrome", "Chromium", "Microsoft Edge"].map((name) =>
        path.join(folder, `${name}.app`, "Contents", "MacOS", name),
      ),
    ),
    ...["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"]
      .flatMap((variable) => process.env[variable] ?? [])
      .flatMap((folder) =>
        ["Google\\Chrome", "Microsoft\\Edge"].map((name) =>
          path.win32.join(
            folder,
            name,
            "Application",
            name.endsWith("Edge") ? "msedge.exe" : "chrome.exe",
          ),
        ),
      ),
  ];
}

/** Unpacks the brought Chromium once, with the libraries and the font that it needs on a bare Linux. */
function unpackBrought(): LaunchOptions | undefined {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  const entry = fileURLToPath(import.meta.resolve("@sparticuz/chromium"));
  const bin = path.join(path.dirname(entry), "..", "bin");
  const manifest = readFileSync(path.join(bin, "..", "package.json"), "utf8");
  const { version } = JSON.parse(manifest) as { version: string };
  const folder = path.join(root, ".cache", "chromium", version);
  if (!existsSync(folder)) unpack(entry, bin, folder);
  const { LD_LIBRARY_PATH: libraries, ...environment } = process.env;
  const ours = path.join(folder, "al2023", "lib");
  return {
    executablePath: path.join(folder, "chromium"),
    env: {
      ...environment,
      LD_LIBRARY_PATH: libraries ? `${libraries}${path.delimiter}${ours}` : ours,
      FONTCONFIG_FILE: path.join(folder, "fonts.conf"),
    },
  };
}

/** The package can only unpack into the folder for temporary files: that of a process of its own. */
function unpack(entry: string, bin: string, folder: string): void {
  const draft = `${folder}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  const archives = ["chromium.br", "al2023.tar.br", "fonts.tar.br"].map((name) =>
    path.join(bin, name),
  );
  const code = `
    const { inflate } = await import(${JSON.stringify(pathToFileURL(entry).href)});
    for (const archive of ${JSON.stringify(archives)}) await inflate(archive);`;
  const { status, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", code], {
    env: { ...process.env, TMPDIR: draft },
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`The brought Chromium cannot be unpacked: ${stderr}`);
  // For all users: this one may be root, the next one not.
  chmodSync(path.join(draft, "chromium"), 0o755);
  writeFileSync(path.join(draft, "fonts.conf"), fontsConf(folder));
  try {
    renameSync(draft, folder);
  } catch (error) {
    // Another run was faster.
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

function fontsConf(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`;
}
