import { setTimeout as wait } from "node:timers/promises";
import type * as z from "zod";
import type { ForwardingTools } from "../adapter.server.ts";
import type { Environment } from "./options.server.ts";
import { dropToken, tokenOf } from "./token.server.ts";
import { ApiError, RateLimitedError } from "./trouble.server.ts";
import { apiProblemSchema, mediaTypes, v2, type ApiVersion } from "./wire.server.ts";

/** Sent with every request; some hosts refuse those without or with that of a library (section 1). */
const userAgent = "Einmal/1 (FIT-Connect)";
/** Milliseconds for an answer, and for one that may be a long file. */
const timeouts = { usual: 30_000, large: 300_000, outside: 10_000 };
/** Bytes of the longest answer that is read. */
const longest = 200 * 1024 * 1024;
/** Seconds that are waited for a new window of requests rather than given up. */
const patience = 3;

interface Request {
  readonly method?: "GET" | "POST" | "PUT";
  /** A JWE or JWS as text, or a value that becomes JSON. */
  readonly body?: string | object;
  /** False: for what everybody may read. */
  readonly authorized?: boolean;
  /** True: it may be a long file. */
  readonly large?: boolean;
}

/** The Submission API as one client uses it. Errors are `ApiError` and `RateLimitedError`. */
export interface FitConnectClient {
  readonly version: ApiVersion;
  readonly environment: Environment;
  readonly clock: () => Date;
  /** `path` below the version, e.g. `/destinations/…`; or an address. */
  readonly json: <T>(schema: z.ZodType<T>, path: string, request?: Request) => Promise<T>;
  readonly text: (path: string, request?: Request) => Promise<string>;
  /** Asks somebody else than the service, e.g. whoever issued a certificate. */
  readonly outside: (url: string, init?: RequestInit) => Promise<Response>;
  /** Shows that the client is known: throws where it gets no token. */
  readonly authorize: () => Promise<void>;
}

type Doors = Pick<ForwardingTools, "fetch" | "clock">;

/** Until when a client may send nothing, in milliseconds, by id: the limit counts all of its requests. */
const busyUntil = new Map<string, number>();

export function openClient(
  environment: Environment,
  tools: Doors,
  signal: AbortSignal,
  version: ApiVersion = v2,
): FitConnectClient {
  const { clientId, submissionApi } = environment;
  const send = async (
    url: string,
    init: RequestInit,
    timeout = timeouts.usual,
  ): Promise<Response> => {
    await passLimit(clientId, tools.clock, signal);
    const headers = new Headers(init.headers);
    headers.set("User-Agent", userAgent);
    const bounded = AbortSignal.any([signal, AbortSignal.timeout(timeout)]);
    const response = await tools.fetch(url, { ...init, headers, signal: bounded });
    noteLimit(clientId, tools.clock, response);
    return response;
  };
  const askForToken = async (url: string, form: URLSearchParams): Promise<unknown> => {
    const response = await send(url, { method: "POST", body: form });
    if (!response.ok) throw await errorOf(response, "the credentials are refused");
    return JSON.parse(await read(response)) as unknown;
  };
  const token = () => tokenOf(environment, tools.clock, askForToken);
  const call = async (path: string, request: Request = {}): Promise<Response> => {
    const { method = "GET", body, authorized = true, large = false } = request;
    const url = path.startsWith("/") ? `${submissionApi}${version.path}${path}` : path;
    const isText = typeof body === "string";
    for (let isFirst = true; ; isFirst = false) {
      const headers = new Headers({ Accept: "application/json, application/jose" });
      const bearer = authorized ? await token() : undefined;
      if (bearer !== undefined) headers.set("Authorization", `Bearer ${bearer}`);
      if (body !== undefined)
        headers.set("Content-Type", isText ? mediaTypes.jose : "application/json");
      const init = {
        method,
        headers,
        ...(body !== undefined && { body: isText ? body : JSON.stringify(body) }),
      };
      const response = await send(url, init, large ? timeouts.large : timeouts.usual);
      if (response.ok) return response;
      // Tokens can end before their time; a second refusal is meant for the client.
      if (response.status !== 401 || bearer === undefined || !isFirst)
        throw await errorOf(response, `${method} ${shapeOf(url)}`);
      await response.body?.cancel();
      await dropToken(environment, bearer);
    }
  };
  return {
    version,
    environment,
    clock: tools.clock,
    json: async (schema, path, request) => {
      const text = await read(await call(path, request));
      const parsed = schema.safeParse(parse(text));
      if (!parsed.success) throw new ApiError(502, `${shapeOf(path)} gives an unknown answer`);
      return parsed.data;
    },
    text: async (path, request) => read(await call(path, request)),
    outside: (url, init) =>
      tools.fetch(url, {
        ...init,
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeouts.outside)]),
      }),
    authorize: async () => {
      await token();
    },
  };
}

/** Waits a little where the window is used up, else throws. */
async function passLimit(id: string, clock: () => Date, signal: AbortSignal): Promise<void> {
  const seconds = ((busyUntil.get(id) ?? 0) - clock().getTime()) / 1000;
  if (seconds <= 0) return;
  if (seconds > patience) throw new RateLimitedError(Math.ceil(seconds));
  await wait(seconds * 1000, undefined, { signal });
}

/** Obeys `RateLimit-*` on every answer, and 429 (section 5). */
function noteLimit(id: string, clock: () => Date, { status, headers }: Response): void {
  const numberOf = (name: string): number | undefined => {
    const text = headers.get(name);
    return text !== null && /^\d{1,7}$/.test(text) ? Number(text) : undefined;
  };
  const reset = numberOf("RateLimit-Reset") ?? numberOf("Retry-After");
  if (status !== 429 && numberOf("RateLimit-Remaining") !== 0) {
    busyUntil.delete(id);
    return;
  }
  const seconds = Math.max(1, reset ?? (status === 429 ? 60 : 0));
  if (status === 429 || reset !== undefined) busyUntil.set(id, clock().getTime() + seconds * 1000);
  if (status === 429) throw new RateLimitedError(seconds);
}

async function errorOf(response: Response, what: string): Promise<ApiError> {
  const problem = apiProblemSchema.safeParse(parse(await read(response).catch(() => "")));
  return new ApiError(response.status, what, problem.data);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An address without ids, so that the same trouble reads the same. */
function shapeOf(url: string): string {
  return url
    .replace(/^https?:\/\/[^/]+/, "")
    .replace(/\?.*$/, "")
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/gi, "…")
    .replace(/\/keys\/.*$/, "/keys/…");
}

async function read(response: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  // Node's streams can be iterated; the types of browsers do not know.
  for await (const piece of (response.body ?? []) as unknown as AsyncIterable<Uint8Array>) {
    size += piece.length;
    if (size > longest) throw new ApiError(502, "the answer is too long");
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}
