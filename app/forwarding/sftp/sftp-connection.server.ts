import { createHash } from "node:crypto";
import { Client, type SFTPWrapper } from "ssh2";
import type { ForwardingTools } from "../adapter.server.ts";
import { ReceiverError, retry } from "../failure.server.ts";

export interface SftpTarget {
  readonly host: string;
  readonly port: number;
  readonly username: string;
  readonly password?: string | undefined;
  readonly privateKey?: string | undefined;
  readonly passphrase?: string | undefined;
  /** Fingerprints of the keys that the server may show. */
  readonly hostKey?: string | undefined;
}

export interface SftpConnection {
  readonly sftp: SFTPWrapper;
  /** Of the key that the server showed. */
  readonly fingerprint: string;
  readonly close: () => void;
}

/** The server showed a key that is not pinned; nothing was said to it. */
export class HostKeyError extends ReceiverError {
  readonly fingerprint: string;
  constructor(fingerprint: string, isPinned: boolean) {
    const seen = `the server shows the host key ${fingerprint}`;
    super({
      kind: "retry",
      reason: isPinned ? `${seen}, which is not the pinned one` : `${seen}, and none is pinned`,
    });
    this.fingerprint = fingerprint;
  }
}

/** As `ssh-keygen -lf` prints it. */
function fingerprintOf(key: Buffer): string {
  return `SHA256:${createHash("sha256").update(key).digest("base64").replace(/=+$/, "")}`;
}

/** Connects to the address behind the host name, and only if the server shows a pinned key. Throws `ReceiverError`. */
export async function connectSftp(
  target: SftpTarget,
  tools: Pick<ForwardingTools, "reach" | "note">,
  signal: AbortSignal,
): Promise<SftpConnection> {
  const address = await tools.reach(target.host);
  const pinned = (target.hostKey ?? "").split(/[\s,]+/).filter((key) => key !== "");
  const client = new Client();
  const begun = performance.now();
  const stop = (): void => {
    client.destroy();
  };
  const close = (): void => {
    signal.removeEventListener("abort", stop);
    client.end();
  };
  signal.addEventListener("abort", stop, { once: true });
  let fingerprint = "";
  try {
    const sftp = await new Promise<SFTPWrapper>((resolve, reject) => {
      client.on("error", reject);
      client.on("close", () => {
        reject(retry("the server has closed the connection"));
      });
      client.on("ready", () => {
        client.sftp((error, opened) => {
          if (error) reject(retry("the server offers no SFTP"));
          else resolve(opened);
        });
      });
      client.connect({
        host: address,
        port: target.port,
        username: target.username,
        ...(target.password !== undefined && { password: target.password }),
        ...(target.privateKey !== undefined && { privateKey: target.privateKey }),
        ...(target.passphrase !== undefined && { passphrase: target.passphrase }),
        readyTimeout: 20_000,
        keepaliveInterval: 15_000,
        hostVerifier: (key: Buffer) => {
          fingerprint = fingerprintOf(key);
          return pinned.includes(fingerprint);
        },
      });
    });
    tools.note(exchange(target, "ok", begun));
    return { sftp, fingerprint, close };
  } catch (error) {
    close();
    const told = explain(error, fingerprint, pinned);
    tools.note(exchange(target, told instanceof ReceiverError ? told.message : "failed", begun));
    throw told;
  }
}

function exchange({ host, port }: SftpTarget, answer: string, begun: number) {
  const request = `CONNECT sftp://${host}:${String(port)}`;
  return { request, answer, took: Math.round(performance.now() - begun) };
}

function explain(error: unknown, fingerprint: string, pinned: readonly string[]): unknown {
  if (error instanceof ReceiverError || !(error instanceof Error)) return error;
  if (fingerprint !== "" && !pinned.includes(fingerprint))
    return new HostKeyError(fingerprint, pinned.length > 0);
  // What ssh2 says of errors by itself.
  const level = "level" in error ? error.level : undefined;
  if (level === "client-authentication") return retry("the server refuses the credentials");
  if (level === "client-timeout") return retry("the server does not answer in time");
  if (level === "handshake") return retry("the server and the portal find no common encryption");
  if (error.message.includes("privateKey"))
    return retry("the private key cannot be read, or its passphrase is wrong");
  return error;
}
