import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { readPackageWith, type ReadPackage } from "../catalogue/read-package.server.ts";

/** Where they lie, with a slash at the end. */
export const bundledFolder = fileURLToPath(new URL("../../db/seed/services/", import.meta.url));

/** The services that are delivered with the portal. Throws `PackageError`. */
export async function readBundledPackages(): Promise<ReadPackage[]> {
  const entries = await readdir(bundledFolder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(names.sort().map((name) => readPackageWith(`${bundledFolder}${name}`, [])));
}
