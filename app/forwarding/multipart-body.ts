import type { ParcelFile } from "./parcel-files.server.ts";

/** One part of a form. */
export interface FormPart {
  readonly field: string;
  readonly file: Pick<ParcelFile, "name" | "mediaType" | "size" | "read">;
}

/** A form with files (`multipart/form-data`, RFC 7578), readable as often as one likes, always the same bytes. */
export interface MultipartBody {
  readonly contentType: string;
  readonly size: number;
  readonly read: () => AsyncIterable<Uint8Array>;
}

/** `boundary` must be of the sort that files do not hold by chance, and the same for the same parts. */
export function multipartBody(parts: readonly FormPart[], boundary: string): MultipartBody {
  const encoder = new TextEncoder();
  const end = encoder.encode(`--${boundary}--\r\n`);
  const lineEnd = encoder.encode("\r\n");
  const headed = parts.map(({ field, file }) => ({
    head: encoder.encode(
      `--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="${quoted(file.name)}"\r\n` +
        `Content-Type: ${file.mediaType}\r\n\r\n`,
    ),
    file,
  }));
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    size:
      headed.reduce((sum, { head, file }) => sum + head.length + file.size + lineEnd.length, 0) +
      end.length,
    read: async function* () {
      for (const { head, file } of headed) {
        yield head;
        yield* file.read();
        yield lineEnd;
      }
      yield end;
    },
  };
}

/** As browsers write names of files. */
function quoted(name: string): string {
  return name.replace(/[\r\n"]/g, (found) => encodeURIComponent(found));
}
