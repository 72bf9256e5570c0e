import { isIP } from "node:net";
import { connect, type TLSSocket } from "node:tls";

/** The certificate that a server shows, and whether it holds for its name. */
export interface ShownCertificate {
  readonly ok: boolean;
  /** A technical message, in English. */
  readonly detail: string;
  /** When it ends; undefined where the server showed none. */
  readonly until?: Date;
}

/** Milliseconds after which a server counts as silent, whatever the caller's own limit. */
const patience = 10_000;

/**
 * Looks at the certificate of an https address, judged as `fetch` would. Asks nothing of the server but to shake hands. `reach` gives the
 * address to connect to, and throws where nothing may be reached. Rejects with nothing: trouble is what was found.
 */
export async function lookAtCertificate(
  url: string,
  reach: (host: string) => Promise<string>,
  signal: AbortSignal,
): Promise<ShownCertificate> {
  const { hostname, port } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, "");
  try {
    const address = await reach(hostname);
    return await shakeHands(host, address, port === "" ? 443 : Number(port), signal);
  } catch (error) {
    return { ok: false, detail: messageOf(error) };
  }
}

async function shakeHands(
  host: string,
  address: string,
  port: number,
  signal: AbortSignal,
): Promise<ShownCertificate> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
  limit.throwIfAborted();
  const socket = connect({
    host: address,
    port,
    ...(isIP(host) === 0 && { servername: host }),
    // What has ended is to be seen, too; nothing is sent over this connection.
    rejectUnauthorized: false,
  });
  const stop = () => socket.destroy(limit.reason instanceof Error ? limit.reason : undefined);
  limit.addEventListener("abort", stop, { once: true });
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once("secureConnect", resolve).once("error", reject);
    });
    return judge(socket);
  } finally {
    limit.removeEventListener("abort", stop);
    // The server may mind that nobody says anything.
    socket.on("error", () => undefined).destroy();
  }
}

function judge(socket: TLSSocket): ShownCertificate {
  const { valid_to: end } = socket.getPeerCertificate() as { valid_to?: string };
  const until = end === undefined ? undefined : new Date(end);
  return {
    ok: socket.authorized,
    detail: socket.authorized ? "valid" : codeOf(socket.authorizationError),
    ...(until && { until }),
  };
}

/** Never the message: it names what else the certificate is for. */
function codeOf(error: unknown): string {
  if (error instanceof Error) return messageOf(error);
  return typeof error === "string" ? error : "not valid";
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return "failed";
  return "code" in error && typeof error.code === "string" ? error.code : error.message;
}
