import { createHash } from "node:crypto";
import path from "node:path";
import { Readable } from "node:stream";
import { Disk } from "flydrive";
import { FSDriver } from "flydrive/drivers/fs";
import { newKey, randomId } from "./crypto.server.ts";
import { openChunks, sealChunks } from "./file-cipher.server.ts";

/** What one must keep in order to read a file again. */
export interface StoredContent {
  readonly storageKey: string;
  /**
   * Base64. Every file has a key of its own; whoever keeps it seals it with the owner's key. So a file changes its owner
   * without being written again.
   */
  readonly fileKey: string;
  /** Bytes of the plain content. */
  readonly size: number;
  /** Of the plain content, hexadecimal. */
  readonly sha256: string;
}

/** Files of citizens. Nothing is ever written in the clear. */
export interface Storage {
  /** Throws `FileTooLargeError` beyond `maxBytes` and then leaves nothing behind. */
  readonly put: (
    content: Uint8Array | AsyncIterable<Uint8Array>,
    options?: {
      readonly maxBytes?: number;
      /** What lies in one folder can be deleted together, also what nobody has noted any more. */
      readonly folder?: string;
    },
  ) => Promise<StoredContent>;
  /** The plain content piece by piece. Throws `DecryptionError` while reading if it was changed. */
  readonly get: (file: Pick<StoredContent, "storageKey" | "fileKey">) => AsyncIterable<Buffer>;
  /** Deletes it; fine if it is not there. */
  readonly delete: (storageKey: string) => Promise<void>;
  /** Deletes everything in a folder; fine if there is none. */
  readonly deleteFolder: (folder: string) => Promise<void>;
}

export class FileTooLargeError extends Error {
  override readonly name = "FileTooLargeError";
}

/** Storage in the local folder `<dataDir>/files`. */
export function openStorage(dataDir: string): Storage {
  const location = path.resolve(dataDir, "files");
  return storageOn(new Disk(new FSDriver({ location, visibility: "private" })));
}

/** Storage on any disk of flydrive, e.g. one with its S3 driver. */
export function storageOn(disk: Disk): Storage {
  return {
    put: async (content, { maxBytes = Infinity, folder } = {}) => {
      const id = randomId();
      // Spread over folders: 100,000 files in one folder make a backup slow.
      const storageKey = `${folder ?? id.slice(0, 2).toLowerCase()}/${id}`;
      const fileKey = newKey();
      const hash = createHash("sha256");
      let size = 0;
      const measured = async function* () {
        for await (const piece of content instanceof Uint8Array ? [content] : content) {
          size += piece.length;
          if (size > maxBytes) throw new FileTooLargeError(`more than ${maxBytes} bytes`);
          hash.update(piece);
          yield piece;
        }
      };
      try {
        await disk.putStream(storageKey, Readable.from(sealChunks(fileKey, measured())));
      } catch (error) {
        await disk.delete(storageKey);
        throw causeOf(error);
      }
      return {
        storageKey,
        fileKey: fileKey.toString("base64"),
        size,
        sha256: hash.digest("hex"),
      };
    },
    get: (file) => read(disk, file),
    delete: (storageKey) => disk.delete(storageKey),
    deleteFolder: (folder) => disk.deleteAll(`${folder}/`),
  };
}

async function* read(
  disk: Disk,
  file: Pick<StoredContent, "storageKey" | "fileKey">,
): AsyncGenerator<Buffer> {
  const stream: AsyncIterable<Buffer> = await disk.getStream(file.storageKey);
  yield* openChunks(Buffer.from(file.fileKey, "base64"), stream);
}

/** flydrive wraps errors of the stream in its own. */
function causeOf(error: unknown): unknown {
  return error instanceof Error && error.cause instanceof FileTooLargeError ? error.cause : error;
}
