import { Server, type Lock } from "@tus/server";
import type { Portal } from "../catalogue/portal.server.ts";
import { randomId } from "../platform/crypto.server.ts";
import type { DraftTicket } from "./draft.server.ts";
import type { Visit } from "./open-journey.server.ts";
import { UploadStore } from "./upload-store.server.ts";

/** Nobody waits for a lock: pieces are noted only where the one before ended, so that the slower request is refused. */
const noLock: Lock = { lock: () => Promise.resolve(), unlock: () => Promise.resolve() };

/**
 * Answers a request of the tus protocol (1.0.0: creation, termination) for a file of the visitor's draft. `address`: where
 * uploads of this service are.
 */
export async function handleUpload(
  portal: Portal,
  visit: Visit,
  request: Request,
  address: string,
): Promise<{ readonly response: Response; readonly ticket: DraftTicket | undefined }> {
  const store = new UploadStore(portal, visit);
  const server = new Server({
    path: address,
    datastore: store,
    relativeLocation: true,
    locker: { newLock: () => noLock },
    namingFunction: () => randomId(),
    allowedOrigins: [new URL(request.url).origin],
  });
  const response = await server.handleWeb(request);
  return { response, ticket: store.newTicket };
}
