import { statSync } from "node:fs";
import path from "node:path";
import type { Config } from "../../platform/config.server.ts";
import { secretsFile } from "../../platform/demo-secrets.server.ts";
import { fail, ok, type Check } from "./check.ts";

/** Files that hold secrets may be read by their owner alone. */
export function checkSecretFiles({ mode, dataDir }: Config): Check[] {
  if (mode !== "demo") return [];
  const files = [secretsFile(dataDir), path.join(dataDir, "postgres", "connection.json")];
  const open = files.filter((file) => {
    const found = statSync(file, { throwIfNoEntry: false });
    return found !== undefined && (found.mode & 0o077) !== 0;
  });
  if (open.length === 0 || process.platform === "win32")
    return [ok("secrets", "files with secrets are closed to others")];
  return open.map((file) => fail("secrets", `${file} may be read by others`, `chmod 600 ${file}`));
}
