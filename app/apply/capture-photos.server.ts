import {
  deletePhoto,
  insertPhoto,
  listPhotos,
  lockCapture,
  movePhoto,
} from "#db/queries/captures.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { maxPictureSize, type FileRules } from "../domain/file-limits.ts";
import type { Municipality } from "../domain/municipality.ts";
import type { Text } from "../domain/text.ts";
import { randomId } from "../platform/crypto.server.ts";
import { openPhoto, photosFolder, sealPhoto } from "./capture-key.server.ts";
import { hasRoom } from "./draft-files.server.ts";
import { findCapture, inTown, type FoundCapture } from "./find-capture.server.ts";
import { receiveFile, type RefusedFile } from "./receive-file.server.ts";

/** Photos that become one document. */
const mostPhotos = 20;
const photoRules: FileRules = {
  maxSize: maxPictureSize,
  mediaTypes: ["image/jpeg", "image/png", "image/webp"],
};

/** What a phone sees: for what it takes photos, and what it has sent. Nothing else of the draft. */
export interface PhoneView {
  readonly label: Text;
  readonly town: Municipality;
  readonly expiresAt: Date;
  /** Ids, in the order of the pages. */
  readonly photos: readonly string[];
  readonly done: boolean;
}
/** Undefined where the link is over, ended or none. */
export async function loadPhone(portal: Portal, token: string): Promise<PhoneView | undefined> {
  const found = await findCapture(portal, token);
  if (!found) return undefined;
  const { capture, label, town } = found;
  const photos = await inTown(portal, capture, (sql) => listPhotos(sql, capture.id));
  return {
    label,
    town,
    expiresAt: capture.expiresAt,
    photos: photos.map(({ id }) => id),
    done: capture.result !== null,
  };
}

export type PhoneOutcome =
  | { readonly kind: "over" }
  | { readonly kind: "changed" }
  | { readonly kind: "done" }
  | { readonly kind: "empty" }
  | { readonly kind: "refused"; readonly refused: readonly RefusedFile[] };

/** Adds photos; those that cannot be taken are told, the others kept. */
export async function addPhotos(
  portal: Portal,
  token: string,
  files: readonly { readonly filename: string; readonly bytes: Uint8Array }[],
): Promise<PhoneOutcome> {
  const found = await findCapture(portal, token);
  if (!found) return { kind: "over" };
  if (files.length === 0) return { kind: "empty" };
  const refused: RefusedFile[] = [];
  for (const { filename, bytes } of files) {
    const outcome = await addPhoto(portal, found, filename, bytes);
    if (outcome === "over") return { kind: "over" };
    if (outcome) refused.push(outcome);
  }
  return refused.length > 0 ? { kind: "refused", refused } : { kind: "changed" };
}

async function addPhoto(
  portal: Portal,
  { capture, token }: FoundCapture,
  filename: string,
  bytes: Uint8Array,
): Promise<RefusedFile | "over" | undefined> {
  const received = await receiveFile(portal, photoRules, filename, bytes);
  if (received.kind === "refused") return received;
  // Into the folder of the capture, so that it goes with it.
  const folder = photosFolder(capture.id);
  const content = await portal.storage.put(portal.storage.get(received.content), { folder });
  await portal.storage.delete(received.content.storageKey);
  const id = randomId();
  const { name: file, size } = received.file;
  const outcome = await inTown(portal, capture, async (sql) => {
    const open = await lockCapture(sql, capture.id, portal.clock());
    if (!open?.draftId || open.result) return "over" as const;
    const photos = await listPhotos(sql, capture.id);
    if (photos.length >= mostPhotos)
      return { kind: "refused", code: "file.tooMany", params: { file, max: mostPhotos } } as const;
    if (!(await hasRoom(sql, open.draftId, size)))
      return { kind: "refused", code: "file.draftFull", params: { file, max: size } } as const;
    await insertPhoto(sql, {
      id,
      ars: capture.ars,
      captureId: capture.id,
      position: (photos.at(-1)?.position ?? 0) + 1,
      sealed: sealPhoto(token, id, { ...content, mediaType: received.file.mediaType }),
      size,
      createdAt: portal.clock(),
    });
    return undefined;
  });
  if (outcome) await portal.storage.delete(content.storageKey);
  return outcome;
}

/** Takes a photo away, or moves it one place on or back. */
export async function changePhoto(
  portal: Portal,
  token: string,
  id: string,
  change: "remove" | "up" | "down",
): Promise<PhoneOutcome> {
  const found = await findCapture(portal, token);
  if (!found || found.capture.result) return { kind: "over" };
  const { capture } = found;
  await inTown(portal, capture, async (sql) => {
    if (!(await lockCapture(sql, capture.id, portal.clock()))) return;
    const photos = await listPhotos(sql, capture.id);
    const at = photos.findIndex((photo) => photo.id === id);
    const photo = photos[at];
    const other = photos[change === "up" ? at - 1 : at + 1];
    if (!photo) return;
    if (change === "remove") {
      await portal.storage.delete(openPhoto(token, photo).storageKey);
      await deletePhoto(sql, id);
    } else if (other) {
      await movePhoto(sql, photo.id, other.position);
      await movePhoto(sql, other.id, photo.position);
    }
  });
  return { kind: "changed" };
}

/** One photo, for the phone that sent it. */
export async function readPhoto(portal: Portal, token: string, id: string) {
  const found = await findCapture(portal, token);
  if (!found) return undefined;
  const { capture } = found;
  const photos = await inTown(portal, capture, (sql) => listPhotos(sql, capture.id));
  const photo = photos.find((one) => one.id === id);
  if (!photo) return undefined;
  const { storageKey, fileKey, mediaType } = openPhoto(token, photo);
  return { mediaType, content: portal.storage.get({ storageKey, fileKey }) };
}
