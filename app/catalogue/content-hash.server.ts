import type { ServiceDefinition } from "../domain/service.ts";
import { sha256 } from "../platform/crypto.server.ts";

/** SHA-256 over the definition as JSON with sorted keys: the same content gives the same hash, however it was written. */
export function contentHashOf(service: ServiceDefinition): string {
  return hashOf(service);
}

/** The same of any plain data. */
export function hashOf(data: unknown): string {
  return sha256(JSON.stringify(data, sortKeys));
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
