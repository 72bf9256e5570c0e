import { fromBuffer, type Entry, type ZipFile } from "yauzl";

/** Documents of an office, too, are ZIP files. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}

/** Bytes of everything in it, unpacked; and how much more that may be than the ZIP itself. */
const most = { bytes: 200 * 1024 * 1024, times: 200, entries: 5000 };

/**
 * Whether a ZIP swells when it is unpacked. Unpacks it piece by piece, keeping nothing, and stops at the limit: what it says
 * of its own size may be a lie.
 */
export async function isZipBomb(bytes: Uint8Array): Promise<boolean> {
  const limit = Math.min(most.bytes, Math.max(bytes.length * most.times, 1024 * 1024));
  let size = 0;
  let entries = 0;
  try {
    const zip = await opened(bytes);
    for await (const entry of entriesOf(zip)) {
      entries += 1;
      if (entries > most.entries || size + entry.uncompressedSize > limit) return true;
      if (entry.isEncrypted()) continue;
      for await (const piece of await streamOf(zip, entry)) {
        size += (piece as Buffer).length;
        if (size > limit) return true;
      }
    }
    return false;
  } catch {
    // Files that overlap, sizes that do not fit: made to do harm, or broken.
    return true;
  }
}

function opened(bytes: Uint8Array): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(Buffer.from(bytes), { lazyEntries: true }, (error, zip) => {
      if (error) reject(error);
      else resolve(zip);
    });
  });
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  for (;;) {
    const entry = await new Promise<Entry | undefined>((resolve, reject) => {
      zip.once("entry", resolve);
      zip.once("end", () => {
        resolve(undefined);
      });
      zip.once("error", reject);
      zip.readEntry();
    });
    zip.removeAllListeners();
    if (!entry) return;
    yield entry;
  }
}

function streamOf(zip: ZipFile, entry: Entry): Promise<NodeJS.ReadableStream> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) reject(error);
      else resolve(stream);
    });
  });
}
