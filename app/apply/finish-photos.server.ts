import { finishCapture, listPhotos, lockCapture } from "#db/queries/captures.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { photoPdf } from "../documents/photo-pdf.v1.server.ts";
import { dayOf } from "../domain/deadline.ts";
import { checkFileName } from "../files/file-name.ts";
import { openPhoto, photosFolder, sealResult } from "./capture-key.server.ts";
import type { PhoneOutcome } from "./capture-photos.server.ts";
import { findCapture, inTown, type FoundCapture } from "./find-capture.server.ts";
import { scanNow, type ReceivedFile, type RefusedFile } from "./receive-file.server.ts";

/** Milliseconds for which a finished document waits for its draft. */
const patience = 24 * 3_600_000;

/** Makes one document of the photos, which then waits for the draft to take it over. */
export async function finishPhotos(portal: Portal, token: string): Promise<PhoneOutcome> {
  const found = await findCapture(portal, token);
  if (!found) return { kind: "over" };
  const { capture, label } = found;
  if (capture.result) return { kind: "done" };
  const photos = await inTown(portal, capture, (sql) => listPhotos(sql, capture.id));
  if (photos.length === 0) return { kind: "empty" };
  const pages = await Promise.all(
    photos.map((photo) => collect(portal.storage.get(openPhoto(token, photo)))),
  );
  const made = await makeDocument(portal, found, pages, label.de);
  if (made.kind === "refused") return { kind: "refused", refused: [made] };
  const now = portal.clock();
  const isDone = await inTown(portal, capture, async (sql) => {
    const open = await lockCapture(sql, capture.id, now);
    const current = await listPhotos(sql, capture.id);
    const same = current.map(({ id }) => id).join() === photos.map(({ id }) => id).join();
    if (!open || open.result || !same) return false;
    await finishCapture(sql, {
      id: capture.id,
      result: sealResult(token, capture.id, made),
      expiresAt: new Date(now.getTime() + patience),
    });
    return true;
  });
  if (isDone) return { kind: "done" };
  // Pressed twice, or another photo came in between.
  await portal.storage.delete(made.content.storageKey);
  return finishPhotos(portal, token);
}

async function makeDocument(
  portal: Portal,
  { capture, rules }: FoundCapture,
  pages: readonly Buffer[],
  label: string,
): Promise<ReceivedFile | RefusedFile> {
  const named = checkFileName(`${[...label].slice(0, 60).join("")}.pdf`);
  const refused = (code: RefusedFile["code"], params: RefusedFile["params"] = {}): RefusedFile => ({
    kind: "refused",
    code,
    params: { file: named.name, ...params },
  });
  const pdf = await photoPdf(pages, label, rules.maxSize);
  if (pdf === undefined) return refused("file.tooLarge", { max: rules.maxSize });
  const scan = await scanNow(portal, pdf);
  if (scan === "infected") return refused("file.infected");
  const examined = await portal.examiner.examine({
    ...rules,
    bytes: pdf,
    today: dayOf(portal.clock()),
  });
  if (examined.kind === "refused") return refused(examined.code, examined.params);
  const content = await portal.storage.put(pdf, { folder: photosFolder(capture.id) });
  const { size, sha256 } = content;
  const file = {
    name: named.name,
    size,
    sha256,
    mediaType: "application/pdf",
    pages: pages.length,
  };
  return { kind: "received", content, scan, file };
}

async function collect(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}
