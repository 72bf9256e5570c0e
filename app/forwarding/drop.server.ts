import type { SubmissionDocument } from "../domain/submission.ts";
import type { Delivery, ForwardedAttachment, ForwardingResult } from "./adapter.server.ts";
import { ReceiverError } from "./failure.server.ts";
import type { FormatName } from "./formats.server.ts";
import {
  deliveryName,
  manifestOf,
  measure,
  parcelFiles,
  parcelZip,
  type ParcelFile,
} from "./parcel-files.server.ts";
import type { RemoteFolder } from "./remote-folder.ts";

/** How a submission lies in a folder: as a folder of its own, or as one ZIP. */
export const layouts = ["folder", "zip"] as const;

/** What is kept before a delivery gets its final name. */
export interface DropState {
  /** Checksum of what makes it whole: of the ZIP, or of the manifest. */
  readonly seal: string;
  /** It may have got its final name: how that ended was not heard. */
  readonly renaming?: true;
}

interface Load {
  /** Its final name. */
  readonly target: string;
  readonly files: readonly ParcelFile[];
  readonly sealedBy: ParcelFile;
}

const manifestName = "lieferung.json";

async function loadOf(
  { layout, formats }: DropWishes,
  document: SubmissionDocument,
  attachments: readonly ForwardedAttachment[],
  delivery: Delivery<DropState>,
): Promise<Load> {
  if (layout === "zip") {
    const zip = await parcelZip(document, attachments, delivery);
    return { target: zip.name, files: [], sealedBy: zip };
  }
  const files = await parcelFiles(attachments, formats, delivery);
  const sealedBy = manifestOf(manifestName, document, files, delivery);
  return { target: deliveryName(document, delivery), files: [...files, sealedBy], sealedBy };
}

export interface DropWishes {
  readonly layout: (typeof layouts)[number];
  readonly formats: readonly FormatName[];
}

/**
 * Puts a submission into a folder from which others take it: under a temporary name that begins with a dot, then renamed at
 * once, so that nobody finds half of one. What is there already under its final name, and is the same, has arrived.
 */
export async function drop(
  folder: RemoteFolder,
  wishes: DropWishes,
  document: SubmissionDocument,
  attachments: readonly ForwardedAttachment[],
  delivery: Delivery<DropState>,
): Promise<ForwardingResult> {
  const load = await loadOf(wishes, document, attachments, delivery);
  const { target, sealedBy } = load;
  const temporary = `.${target}.part`;
  const { state } = delivery;
  if (await folder.exists(target))
    return compare(folder, load, [sealedBy.sha256, ...(state ? [state.seal] : [])]);
  // It was complete, and is under neither name: it got its final one, and somebody has taken it.
  if (state?.renaming && !(await folder.exists(temporary)))
    return { kind: "accepted", receiverReference: target };
  await folder.remove(temporary);
  await upload(folder, load, temporary);
  await delivery.keep({ seal: sealedBy.sha256, renaming: true });
  try {
    if (await folder.rename(temporary, target))
      return { kind: "accepted", receiverReference: target };
  } catch (error) {
    // A refusal is an answer: it does not have its final name.
    if (error instanceof ReceiverError) await delivery.keep({ seal: sealedBy.sha256 });
    throw error;
  }
  return compare(folder, load, [sealedBy.sha256]);
}

async function upload(folder: RemoteFolder, load: Load, temporary: string): Promise<void> {
  if (load.files.length === 0) {
    await folder.put(temporary, load.sealedBy);
    return;
  }
  await folder.makeFolder(temporary);
  if (load.files.some(({ name }) => name.includes("/")))
    await folder.makeFolder(`${temporary}/anlagen`);
  for (const file of load.files) {
    await folder.put(`${temporary}/${file.name}`, { ...file, noted: `${temporary}/${file.noted}` });
  }
}

/** Whether what lies under the final name is what is to be sent. */
async function compare(
  folder: RemoteFolder,
  { target, files }: Load,
  seals: readonly string[],
): Promise<ForwardingResult> {
  const path = files.length === 0 ? target : `${target}/${manifestName}`;
  if (await folder.exists(path)) {
    const { sha256 } = await measure(folder.read(path));
    if (seals.includes(sha256)) return { kind: "accepted", receiverReference: target };
  }
  return {
    kind: "rejected",
    reason: `something else lies at the receiver under the name ${target}`,
  };
}

/** Tries whether something can be put into the folder and taken out again. */
export async function tryFolder(folder: RemoteFolder): Promise<void> {
  const path = `.einmal-${crypto.randomUUID().slice(0, 8)}`;
  await folder.makeFolder(path);
  await folder.remove(path);
}
