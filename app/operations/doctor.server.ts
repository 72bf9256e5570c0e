import type { Config } from "../platform/config.server.ts";
import { connect } from "#db/connect.ts";
import { startEmbedded } from "#db/embedded.ts";
import { existsSync } from "node:fs";
import path from "node:path";
import { checkCatalogue } from "./doctor/check-catalogue.server.ts";
import { checkClock, checkDatabase, checkJobs } from "./doctor/check-database.server.ts";
import { checkSecretFiles } from "./doctor/check-files.server.ts";
import {
  checkIdentityProvider,
  checkNeededSignIns,
} from "./doctor/check-identity-provider.server.ts";
import { checkMail } from "./doctor/check-mail.server.ts";
import { checkMasterKey } from "./doctor/check-master-key.server.ts";
import { checkScanner } from "./doctor/check-scanner.server.ts";
import { checkStorage } from "./doctor/check-storage.server.ts";
import { checkConfig } from "./doctor/check-config.ts";
import { fail, warn, type Check } from "./doctor/check.ts";

/**
 * Examines a portal and tells what is wrong and what to do about it. Changes nothing: it neither lays out a database
 * nor brings its tables up to date.
 */
export async function examine(config: Config): Promise<Check[]> {
  const checks = [
    ...checkConfig(config),
    ...checkSecretFiles(config),
    await checkStorage(config),
    await checkScanner(config, new Date()),
    await checkMail(config),
    await checkIdentityProvider(config),
  ];
  if (config.databaseUrl !== undefined)
    return [...checks, ...(await examineDatabase(config, config.databaseUrl))];
  if (!existsSync(path.join(config.dataDir, "postgres")))
    return [
      ...checks,
      warn("database", "the embedded database was never started", "start the portal: npm start"),
    ];
  try {
    const embedded = await startEmbedded(config.dataDir);
    try {
      return [...checks, ...(await examineDatabase(config, embedded.url))];
    } finally {
      await embedded.stop();
    }
  } catch (error) {
    return [...checks, fail("database", messageOf(error), "see above; npm start tells the same.")];
  }
}

async function examineDatabase(config: Config, url: string): Promise<Check[]> {
  const database = connect(url, { max: 2 });
  try {
    const state = await checkDatabase(database);
    // Nothing behind it can be told without tables.
    if (!state.usable) return state.checks;
    return [
      ...state.checks,
      await checkMasterKey(database, config),
      ...checkClock(state.server, state.asked),
      await checkJobs(database),
      ...(await checkCatalogue(database, config)),
      ...(await checkNeededSignIns(database, config)),
    ];
  } finally {
    await database.close();
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
