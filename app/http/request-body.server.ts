/** Bytes and milliseconds. */
export interface BodyLimits {
  readonly form: number;
  readonly upload: number;
  readonly json: number;
  /** The longest pause between two pieces of a body. */
  readonly pause: number;
}

export const bodyLimits: BodyLimits = {
  form: 1024 * 1024,
  upload: 32 * 1024 * 1024,
  json: 1024 * 1024,
  pause: 20_000,
};

export type Body =
  | { readonly ok: true; readonly bytes: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> }
  | { readonly ok: false; readonly status: 400 | 408 | 413 | 415 };

/**
 * Reads the whole body of a request: checks its type first, and stops as soon as it is too large or stalls. JSON is
 * for interfaces alone: a browser sends it across sites only after asking.
 */
export async function readBody(
  request: Request,
  limits: BodyLimits,
  allowJson: boolean,
): Promise<Body> {
  const limit = limitOf(request.headers.get("content-type"), limits, allowJson);
  const stream = request.body;
  if (stream === null) return { ok: true, bytes: new Uint8Array() };
  if (limit === undefined) {
    // RFC 9112, section 6.3: with neither header there is no body.
    const announced =
      request.headers.get("transfer-encoding") ?? request.headers.get("content-length");
    return Number(announced ?? 0) === 0
      ? { ok: true, bytes: new Uint8Array() }
      : { ok: false, status: 415 };
  }
  if (Number(request.headers.get("content-length") ?? 0) > limit) return { ok: false, status: 413 };
  // What has arrived of a file counts even where the rest never comes.
  if (isPiece(request)) return { ok: true, bytes: bounded(stream, limit, limits.pause) };
  return collect(stream.getReader(), limit, limits.pause);
}

/** A piece of a file on its way (tus protocol). */
const pieceType = "application/offset+octet-stream";

function isPiece(request: Request): boolean {
  return request.headers.get("content-type")?.toLowerCase() === pieceType;
}

/** The same bytes; fails when there are too many or they stall. */
function bounded(
  stream: ReadableStream<Uint8Array>,
  limit: number,
  pause: number,
): ReadableStream<Uint8Array> {
  const reader = stream.getReader();
  let size = 0;
  return new ReadableStream({
    async pull(controller) {
      const piece = await within(pause, reader.read());
      if (piece === undefined) throw new Error("the request stalls");
      if (piece.done) {
        controller.close();
        return;
      }
      size += piece.value.length;
      if (size > limit) throw new Error("the request is too large");
      controller.enqueue(piece.value);
    },
    async cancel(reason) {
      await reader.cancel(reason);
    },
  });
}

function limitOf(
  contentType: string | null,
  limits: BodyLimits,
  allowJson: boolean,
): number | undefined {
  switch (contentType?.split(";", 1)[0]?.trim().toLowerCase()) {
    case "application/x-www-form-urlencoded":
      return limits.form;
    case "multipart/form-data":
    case pieceType:
      return limits.upload;
    case "application/json":
      return allowJson ? limits.json : undefined;
    default:
      return undefined;
  }
}

async function collect(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  limit: number,
  pause: number,
): Promise<Body> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const piece = await within(pause, reader.read());
      if (piece === undefined) return { ok: false, status: 408 };
      if (piece.done) break;
      size += piece.value.length;
      if (size > limit) return { ok: false, status: 413 };
      pieces.push(piece.value);
    }
  } catch {
    return { ok: false, status: 400 };
  }
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const piece of pieces) {
    bytes.set(piece, offset);
    offset += piece.length;
  }
  return { ok: true, bytes };
}

/** What a promise gives, or undefined if it takes longer. */
async function within<T>(milliseconds: number, promise: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, milliseconds, undefined);
  });
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
