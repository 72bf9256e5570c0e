import type { Database } from "#db/connect.ts";

/** Where sign-ins look things up; a part of `Portal`. */
export interface IdentityParts {
  readonly database: Database;
  readonly clock: () => Date;
}
