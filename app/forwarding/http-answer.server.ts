import { Readable } from "node:stream";
import { ReceiverError, retry } from "./failure.server.ts";

/** Longest wait that a receiver may ask for, in seconds. */
const longestWait = 86_400;

/** Seconds after which the receiver wants to be asked again (`Retry-After`: seconds or a date), if it says so. */
export function retryAfterOf(response: Response, now: Date): number | undefined {
  const said = response.headers.get("retry-after")?.trim();
  if (said === undefined || said === "") return undefined;
  const seconds = /^\d+$/.test(said) ? Number(said) : (Date.parse(said) - now.getTime()) / 1000;
  return Number.isFinite(seconds) && seconds > 0
    ? Math.min(longestWait, Math.ceil(seconds))
    : undefined;
}

/** Answers that say "not now". */
export function isPassing({ status }: Response): boolean {
  return status >= 500 || status === 408 || status === 425 || status === 429;
}

/** What a storage server means with an answer that is not the wanted one. */
export function refusalOf(response: Response, now: Date): ReceiverError {
  const { status } = response;
  const afterSeconds = retryAfterOf(response, now);
  const wait = afterSeconds === undefined ? {} : { afterSeconds };
  const code = `(${String(status)})`;
  if (status === 401 || status === 403)
    return retry(`the server refuses the credentials, or what they may do ${code}`, wait);
  if (status === 413) return new ReceiverError({ kind: "rejected", reason: `too large ${code}` });
  if (status === 404 || status === 409) return retry(`there is no such place ${code}`, wait);
  if (status === 507) return retry(`the server has no space left ${code}`, wait);
  return retry(`the server answers ${String(status)}`, wait);
}

/** A body of a known length, sent piece by piece. */
export function streamed(
  content: () => AsyncIterable<Uint8Array>,
  size: number,
  headers: Readonly<Record<string, string>>,
) {
  return {
    body: Readable.toWeb(Readable.from(content(), { highWaterMark: 1 })) as ReadableStream,
    duplex: "half" as const,
    headers: { ...headers, "content-length": String(size) },
  };
}

/** The body of an answer, piece by piece. */
export async function* bodyOf({ body }: Response): AsyncGenerator<Uint8Array, void> {
  const reader = body?.getReader();
  try {
    for (let part = await reader?.read(); part?.value; part = await reader?.read())
      yield part.value;
  } finally {
    await reader?.cancel();
  }
}

/** Answers that nobody reads keep their connection. */
export async function dismiss(response: Response): Promise<void> {
  await response.body?.cancel();
}
