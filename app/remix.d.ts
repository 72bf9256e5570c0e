import "@remix-run/server-runtime";
import type { Portal } from "#app/catalogue/portal.server.ts";
import type { Frame } from "#app/routes/frame.ts";

declare module "@remix-run/server-runtime" {
  /** Types of loaders' data as single fetch delivers them. */
  interface Future {
    v3_singleFetch: true;
  }
  /** What every loader and action gets as `context`. */
  interface AppLoadContext {
    readonly portal: Portal;
    readonly nonce: string;
    /** Network address of whoever sends the request, for counting attempts. */
    readonly clientAddress: string;
    /** Part of the URL of the municipality at whose own host the visitor is; undefined at the portal's. */
    readonly ownHostOf?: string | undefined;
    /** What an action says of the frame of its answer, for the loader of the same document. */
    answered?: Pick<Frame, "municipality" | "town">;
  }
}
