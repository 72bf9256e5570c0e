import { createCipheriv, createDecipheriv } from "node:crypto";
import { DecryptionError } from "./crypto.server.ts";

/*
 * Files are sealed in chunks, so that a large one never stands in memory whole: each chunk is AES-256-GCM with its
 * number and "is the last one" as the nonce, so that none can be swapped, dropped or cut off (the STREAM construction).
 * A counter as nonce is safe because every file has a key of its own.
 */
const chunkLength = 64 * 1024;
const tagLength = 16;

/** Seals a stream of bytes with a key that is used for nothing else. */
export async function* sealChunks(
  key: Buffer,
  plain: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  let number = 0;
  for await (const [chunk, last] of rechunk(plain, chunkLength)) {
    const cipher = createCipheriv("aes-256-gcm", key, nonce(number, last));
    yield Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()]);
    number += 1;
  }
}

/** Opens what `sealChunks` made. Throws `DecryptionError`, maybe only after the first chunks. */
export async function* openChunks(
  key: Buffer,
  sealed: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  let number = 0;
  for await (const [chunk, last] of rechunk(sealed, chunkLength + tagLength)) {
    if (chunk.length < tagLength) throw new DecryptionError("a file is cut off");
    const tagAt = chunk.length - tagLength;
    const decipher = createDecipheriv("aes-256-gcm", key, nonce(number, last));
    decipher.setAuthTag(chunk.subarray(tagAt));
    const plain = decipher.update(chunk.subarray(0, tagAt));
    try {
      decipher.final();
    } catch (error) {
      throw new DecryptionError("a file was changed, or the key is wrong", { cause: error });
    }
    yield plain;
    number += 1;
  }
}

function nonce(number: number, last: boolean): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt32BE(number, 7);
  bytes.writeUInt8(last ? 1 : 0, 11);
  return bytes;
}

/** Pieces of equal length; the last one is shorter or full, and always there, even where the content is empty. */
async function* rechunk(
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  length: number,
): AsyncGenerator<readonly [Buffer, boolean]> {
  let waiting: Uint8Array[] = [];
  let size = 0;
  for await (const piece of content) {
    waiting.push(piece);
    size += piece.length;
    if (size <= length) continue;
    let rest = Buffer.concat(waiting);
    while (rest.length > length) {
      yield [rest.subarray(0, length), false];
      rest = rest.subarray(length);
    }
    waiting = [rest];
    size = rest.length;
  }
  yield [Buffer.concat(waiting), true];
}
