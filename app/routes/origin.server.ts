import type { Portal } from "#app/catalogue/portal.server.ts";

/** The portal's own address as its visitors know it, without trailing slash. */
export function originOf(request: Request, { config }: Pick<Portal, "config">): string {
  return config.publicUrl ?? new URL(request.url).origin;
}
