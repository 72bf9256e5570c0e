import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { readPackage } from "../catalogue/read-package.server.ts";
import type { ServiceDefinition } from "../domain/service.ts";

const folder = fileURLToPath(new URL("../../db/seed/services/", import.meta.url));

/** The services that are delivered with the portal. Throws `PackageError`. */
export async function readBundledPackages(): Promise<ServiceDefinition[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(names.sort().map((name) => readPackage(`${folder}${name}`)));
}
