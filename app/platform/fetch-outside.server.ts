import { isIP, type LookupFunction } from "node:net";
import { Agent, buildConnector, fetch, type RequestInit as UndiciInit } from "undici";
import { addressesOf, UnreachableHostError, type Resolver } from "./reach.server.ts";

/** `fetch` to addresses that somebody else has named. `open`: they may lie in private networks. */
export type FetchOutside = (
  url: string | URL,
  init: RequestInit,
  open: boolean,
) => Promise<Response>;

/**
 * `fetch` that looks at an address while it connects to it: what was looked at is what is connected to. A name that is resolved
 * once for the check and once more for the connection may stand for something else the second time. This holds for every
 * connection, so after a redirect, too. Redirects are refused unless `init` says otherwise. Rejects with `UnreachableHostError`
 * where nothing may be reached, and as `fetch` does.
 */
export function createFetchOutside(resolver?: Resolver): FetchOutside {
  const closed = agentFor(false, resolver);
  const opened = agentFor(true, resolver);
  return async (url, init, open) => {
    const dispatcher = open ? opened : closed;
    // Node's own `fetch` takes no agent of a package, and its types are those of another version of the same thing.
    const terms = { redirect: "error", ...init, dispatcher } as UndiciInit;
    const ask = async () => (await fetch(url, terms)) as unknown as Response;
    try {
      return await ask().catch((error: unknown) => {
        if (!isGoneConnection(error) || !mayRepeat(init)) throw error;
        return ask();
      });
    } catch (error) {
      const cause = error instanceof Error ? error.cause : undefined;
      throw cause instanceof UnreachableHostError ? cause : error;
    }
  };
}

export const fetchOutside = createFetchOutside();

const gone = new Set(["ECONNRESET", "EPIPE", "UND_ERR_SOCKET"]);

/** The other side closed a connection that was kept for the next request; making a long file ready takes longer than many wait. */
function isGoneConnection(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && "code" in cause && gone.has(String(cause.code));
}

/** What has the same effect twice as once (RFC 9110, 9.2.2), and can be sent again as a whole. */
function mayRepeat({ method = "GET", body, signal }: RequestInit): boolean {
  const isWhole =
    body === undefined || body === null || typeof body === "string" || ArrayBuffer.isView(body);
  const isIdempotent = ["GET", "HEAD", "PUT", "DELETE"].includes(method.toUpperCase());
  return isWhole && isIdempotent && signal?.aborted !== true;
}

function agentFor(open: boolean, resolver?: Resolver): Agent {
  const lookup: LookupFunction = (host, { all, family }, done) => {
    void addressesOf(host, open, resolver).then(
      (found) => {
        const wanted = found.filter(
          (one) => !(family === 4 || family === 6) || one.family === family,
        );
        const [first = found[0]] = wanted;
        if (all) done(null, [...wanted]);
        else done(null, first.address, first.family);
      },
      (error: unknown) => {
        done(error as Error, "");
      },
    );
  };
  const connect = buildConnector({ lookup });
  return new Agent({
    connect: (options, done) => {
      const host = options.hostname.replace(/^\[|\]$/g, "");
      if (isIP(host) === 0) {
        connect(options, done);
        return;
      }
      // What is an address already is not looked up.
      addressesOf(host, open, resolver).then(
        () => {
          connect(options, done);
        },
        (error: unknown) => {
          done(error as Error, null);
        },
      );
    },
  });
}
