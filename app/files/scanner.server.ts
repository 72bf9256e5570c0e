import { connect, type Socket } from "node:net";

/** Where clamd listens. */
export type ScannerAddress =
  | { readonly kind: "tcp"; readonly host: string; readonly port: number }
  | { readonly kind: "unix"; readonly path: string };

/** `failed`: the scanner answered, but would not look at the file; trying again does not help unless it is set otherwise. */
export type Verdict =
  | { readonly kind: "clean" }
  | { readonly kind: "infected"; readonly signature: string }
  | { readonly kind: "failed"; readonly reason: string };

/** The scanner is not there, or broke off: to be tried again. */
export class ScannerAwayError extends Error {
  override readonly name = "ScannerAwayError";
}

/** A virus scanner that speaks clamd's protocol. */
export interface Scanner {
  /** Hands the plain content over. Throws `ScannerAwayError`. */
  readonly scan: (content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) => Promise<Verdict>;
  /** E.g. `ClamAV 1.4.6/27812/Thu Nov 26 09:30:12 2026`. Throws `ScannerAwayError`. */
  readonly version: () => Promise<string>;
}

/** Bytes; clamd's own limit is higher. */
const pieceLength = 64 * 1024;
/** Milliseconds without a word from clamd. */
const patience = 30_000;

/** Opens nothing yet: each scan has a connection of its own, as clamd wants it. */
export function openScanner(address: ScannerAddress): Scanner {
  return {
    scan: async (content) => toVerdict(await ask(address, "zINSTREAM\0", content)),
    version: () => ask(address, "zVERSION\0", []),
  };
}

/** clamd(8), INSTREAM: length (4 bytes, big-endian) and piece in turn, a length of 0 at the end, then one answer. */
async function ask(
  address: ScannerAddress,
  command: string,
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<string> {
  const socket =
    address.kind === "tcp" ? connect(address.port, address.host) : connect(address.path);
  const answer = answerOf(socket);
  // A refusal may come while the file is still being sent.
  answer.catch(() => undefined);
  try {
    await send(socket, Buffer.from(command));
    if (command === "zINSTREAM\0") {
      for await (const piece of content) {
        if (!(await sendPiece(socket, piece))) break;
      }
      await send(socket, Buffer.alloc(4));
    }
    return await answer;
  } finally {
    socket.destroy();
  }
}

function answerOf(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    const away = (reason: string) => {
      reject(new ScannerAwayError(reason));
    };
    socket.setTimeout(patience, () => {
      away("no answer in time");
      socket.destroy();
    });
    socket.setEncoding("utf8");
    socket.on("data", (piece: string) => {
      text += piece;
      const end = text.indexOf("\0");
      if (end !== -1) resolve(text.slice(0, end));
    });
    socket.on("error", ({ message }) => {
      away(message);
    });
    socket.on("close", () => {
      away("the connection ended without an answer");
    });
  });
}

/** False where clamd has hung up, because it has answered already. */
async function sendPiece(socket: Socket, piece: Uint8Array): Promise<boolean> {
  for (let at = 0; at < piece.length; at += pieceLength) {
    const part = piece.subarray(at, at + pieceLength);
    const head = Buffer.alloc(4);
    head.writeUInt32BE(part.length);
    if (!(await send(socket, Buffer.concat([head, part])))) return false;
  }
  return true;
}

function send(socket: Socket, bytes: Buffer): Promise<boolean> {
  if (socket.destroyed) return Promise.resolve(false);
  return new Promise((resolve) => {
    socket.write(bytes, (error) => {
      // An answer that has come is read before the next piece goes out to somebody who has hung up.
      setImmediate(resolve, !error && !socket.readableEnded);
    });
  });
}

function toVerdict(answer: string): Verdict {
  const [, signature] = /^stream: (.+) FOUND$/.exec(answer) ?? [];
  if (signature !== undefined) return { kind: "infected", signature };
  if (answer === "stream: OK") return { kind: "clean" };
  return { kind: "failed", reason: answer };
}
