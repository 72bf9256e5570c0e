import type { Download } from "#app/documents/download.ts";
import { noStore } from "./responses.server.ts";

/**
 * A file to be saved, never to be shown by the browser: what citizens send in may be made to do harm. Whatever goes
 * wrong before the first piece throws and becomes an error page; afterwards it breaks the connection off.
 */
export async function fileResponse({ name, mediaType, content }: Download): Promise<Response> {
  return new Response(await toBody(content), {
    headers: {
      ...noStore,
      "Content-Type": plainMediaType(mediaType),
      "Content-Disposition": contentDisposition(name),
      "Content-Security-Policy": "default-src 'none'; sandbox",
      "X-Content-Type-Options": "nosniff",
    },
  });
}

/** `attachment` with the name as RFC 6266 and RFC 8187 write it: plain for old clients, then in full. */
export function contentDisposition(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const full = encodeURIComponent(name.toWellFormed()).replace(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${full}`;
}

function plainMediaType(mediaType: string): string {
  return /^[\w.+-]+\/[\w.+-]+(; ?charset=[\w-]+)?$/.test(mediaType)
    ? mediaType
    : "application/octet-stream";
}

async function toBody(content: Download["content"]): Promise<BodyInit> {
  if (typeof content === "string") return content;
  if (content instanceof Uint8Array) return new Uint8Array(content);
  const pieces = content[Symbol.asyncIterator]();
  let piece = await pieces.next();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (piece.done === true) {
        controller.close();
        return;
      }
      controller.enqueue(piece.value);
      piece = await pieces.next();
    },
    async cancel() {
      await pieces.return?.();
    },
  });
}
