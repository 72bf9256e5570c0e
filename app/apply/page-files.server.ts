import type { Portal } from "../catalogue/portal.server.ts";
import { locate } from "../domain/locate.ts";
import type { PageFile } from "./draft-files.server.ts";
import { fileFields } from "./file-fields.ts";
import { openJourney, type Visit } from "./open-journey.server.ts";
import { receiveFile, type ReceivedFile } from "./receive-file.server.ts";

/** A file as it came with a form. */
export interface UploadedFile {
  /** Name of the control. */
  readonly name: string;
  readonly filename: string;
  readonly bytes: Uint8Array;
}

/**
 * Looks into the files that came with a page before anything is locked. `work` says which of them it has kept; the content
 * of the others is deleted again.
 */
export async function withPageFiles<T>(
  portal: Portal,
  visit: Visit,
  address: string,
  files: readonly UploadedFile[],
  work: (files: readonly PageFile[], keep: (kept: readonly ReceivedFile[]) => void) => Promise<T>,
): Promise<T> {
  const received = await receiveAll(portal, visit, address, files);
  let kept: readonly ReceivedFile[] = [];
  try {
    return await work(received, (some) => {
      kept = some;
    });
  } catch (error) {
    kept = [];
    throw error;
  } finally {
    for (const { outcome } of received) {
      if (outcome.kind === "received" && !kept.includes(outcome))
        await portal.storage.delete(outcome.content.storageKey);
    }
  }
}

async function receiveAll(
  portal: Portal,
  visit: Visit,
  address: string,
  files: readonly UploadedFile[],
): Promise<readonly PageFile[]> {
  if (files.length === 0) return [];
  const open = await openJourney(portal, visit);
  const place = open.kind === "open" ? locate(open.journey, address) : undefined;
  if (open.kind !== "open" || place?.kind !== "step") return [];
  const fields = fileFields(open.journey, place.step);
  const known = files.flatMap((file) => {
    const field = fields.find(({ name }) => name === file.name);
    return field ? [{ field, file }] : [];
  });
  return Promise.all(
    known.map(async ({ field, file }) => ({
      field,
      outcome: await receiveFile(portal, field.rules, file.filename, file.bytes),
    })),
  );
}
