import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Nothing can be served at the wanted address; the message says what to do. */
export class AddressInUseError extends Error {
  override readonly name = "AddressInUseError";
  constructor(host: string, port: number) {
    super(
      `Port ${port} on ${host} is in use, probably by another start of this portal.\n` +
        `  What to do: end the other one (Ctrl-C in its terminal), or choose a port: PORT=${port + 1} npm start`,
    );
  }
}

/** Opens the socket. Throws `AddressInUseError`. */
export async function listen(
  host: string,
  port: number,
  listener: RequestListener,
): Promise<Server> {
  const server = createServer(
    // The whole request, and its headers, must be there after this many milliseconds.
    { requestTimeout: 300_000, headersTimeout: 20_000, keepAliveTimeout: 65_000 },
    listener,
  );
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => {
      const inUse = "code" in error && error.code === "EADDRINUSE";
      reject(inUse ? new AddressInUseError(host, port) : error);
    });
    server.listen(port, host, resolve);
  });
  return server;
}

/** Whether only this machine can reach a server that listens there. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host.startsWith("127.");
}

/** The address at which the server listens, e.g. `http://127.0.0.1:3000`; one to click where it listens everywhere. */
export function addressOf(server: Server): string {
  const { address, port, family } = server.address() as AddressInfo;
  if (address === "0.0.0.0" || address === "::") return `http://localhost:${port}`;
  return `http://${family === "IPv6" ? `[${address}]` : address}:${port}`;
}

/** Takes no new requests, finishes those under way, and cuts off what takes longer than `patience` milliseconds. */
export async function closeServer(server: Server, patience: number): Promise<void> {
  const timer = setTimeout(() => {
    server.closeAllConnections();
  }, patience);
  await new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeIdleConnections();
  });
  clearTimeout(timer);
}
