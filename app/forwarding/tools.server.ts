import type { Portal } from "../catalogue/portal.server.ts";
import { fetchOutside } from "../platform/fetch-outside.server.ts";
import { reach, UnreachableHostError } from "../platform/reach.server.ts";
import type { Exchange, ForwardingTools } from "./adapter.server.ts";

type Parts = Pick<Portal, "clock" | "config" | "mailer">;

/** Exchanges that are kept of one attempt: enough to see what happened, whatever an adapter does. */
const kept = 100;

/** The doors of one attempt, and what went through them. */
export function openTools(portal: Parts): {
  readonly tools: ForwardingTools;
  readonly exchanges: readonly Exchange[];
} {
  const exchanges: Exchange[] = [];
  const note = (exchange: Exchange): void => {
    if (exchanges.length < kept) exchanges.push(exchange);
  };
  const open = portal.config.privateDestinations;
  const tools: ForwardingTools = {
    note,
    clock: portal.clock,
    mailer: portal.mailer,
    reach: (host) => reach(host, open),
    fetch: async (input, { noted, ...init } = {}) => {
      const url = new URL(input);
      const begun = performance.now();
      const told = (answer: string): void => {
        // Without query and fragment, which may hold what a log must not.
        const line = `${init.method ?? "GET"} ${url.origin}${noted ?? url.pathname}`;
        note({ request: line, answer, took: Math.round(performance.now() - begun) });
      };
      try {
        const response = await fetchOutside(url, init, open);
        told(String(response.status));
        return response;
      } catch (error) {
        told(nameOf(error));
        throw error;
      }
    },
  };
  return { tools, exchanges };
}

/** What went wrong, without anything of the request. */
function nameOf(error: unknown): string {
  if (error instanceof UnreachableHostError) return error.message;
  if (!(error instanceof Error)) return "failed";
  const { cause } = error;
  const code: unknown = cause instanceof Error && "code" in cause ? cause.code : undefined;
  return typeof code === "string" ? code : error.name;
}
