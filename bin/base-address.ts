import type { Config } from "#app/platform/config.server.ts";

/** Where the portal is reached, as far as its configuration says. */
export function baseOf({ publicUrl, host, port }: Config): string {
  return publicUrl ?? `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}
