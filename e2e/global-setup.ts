import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { findBrowser } from "./browser.ts";
import { forgetSights } from "./fixtures/first-sight.ts";
import { startServer } from "./fixtures/start-server.ts";
import { tellWorkers } from "./fixtures/test-run.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** One built portal with an empty database for the whole run. */
export default async function setup(): Promise<() => Promise<void>> {
  if (!existsSync(path.join(root, "build", "server")))
    throw new Error("There is nothing to test yet: run `npm run build` first.");
  const browser = await findBrowser();
  const logFile = path.join(root, ".cache", "e2e.log");
  mkdirSync(path.dirname(logFile), { recursive: true });
  rmSync(logFile, { force: true });
  forgetSights();
  const folder = mkdtempSync(path.join(tmpdir(), "einmal-e2e-"));
  const laidOut = path.join(folder, "laid-out");
  await (await startServer({ dataDir: laidOut, logFile })).stop();
  const dataDir = path.join(folder, "data");
  const server = await startServer({ dataDir, logFile, copyOf: laidOut });
  const { origin, logins } = server;
  tellWorkers({ browser, portal: { origin, dataDir, logins }, laidOut, logFile });
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
