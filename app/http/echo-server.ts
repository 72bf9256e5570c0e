import { getRequestListener } from "@hono/node-server";
import { Buffer } from "node:buffer";
import { createConnection, type AddressInfo } from "node:net";
import { createServer } from "node:http";
import { readConfig } from "#app/platform/config.server.ts";
import { readForm } from "#app/platform/http-form.server.ts";
import { createLog } from "#app/platform/log.server.ts";
import { connect, query } from "#db/connect.ts";
import { checkHealth } from "./health.server.ts";
import { createPortalApp } from "./portal-app.server.ts";
import type { BodyLimits } from "./request-body.server.ts";

/** For tests: the portal's server around a page that answers with the form it was sent. Its database is away. */
export async function startEchoServer(
  environment: Readonly<Record<string, string>> = {},
  limits: BodyLimits = { form: 10_000, upload: 100_000, json: 1000, pause: 300 },
) {
  const config = readConfig({ MASTER_KEY: Buffer.alloc(32).toString("base64"), ...environment });
  const database = connect("postgres://nobody@127.0.0.1:1/none");
  const app = createPortalApp({
    config,
    log: createLog("silent"),
    health: () => checkHealth("1.2.3", () => query(database, (sql) => sql`select 1`)),
    development: false,
    limits,
    files: new Map(),
    pages: async (request, { clientAddress }) => {
      const { pathname } = new URL(request.url);
      if (pathname === "/address") return html(clientAddress);
      if (pathname === "/sandbox") return sandboxed();
      if (pathname === "/fails") throw new Error("deliberately");
      if (pathname === "/long") return html("ä".repeat(5000));
      if (request.method === "GET") return html(request.url);
      if (pathname === "/origin") return html(request.headers.get("origin") ?? "none");
      if (pathname === "/api/echo") return Response.json(await request.json());
      const form = await readForm(request);
      if (!form.ok) return new Response(form.reason, { status: form.status });
      const files = form.files.map(({ bytes, ...file }) => ({ ...file, size: bytes.length }));
      return Response.json({ raw: Object.entries(form.raw), files });
    },
  });
  const answer = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const server = createServer(
    // Whatever goes wrong in it is answered by it.
    (request, response) => void answer(request, response),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    /** Sends bytes as they are and gives what comes back until the server closes or 2 seconds pass. */
    raw: (...pieces: readonly (string | Buffer)[]) => talk(port, pieces),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await database.close();
    },
  };
}

function html(text: string): Response {
  return new Response(text, { headers: { "Content-Type": "text/html; charset=utf-8" } });
}

function talk(port: number, pieces: readonly (string | Buffer)[]): Promise<string> {
  return new Promise((resolve) => {
    const socket = createConnection(port, "127.0.0.1");
    let answer = "";
    socket.setTimeout(2000, () => socket.destroy());
    socket.on("data", (data) => {
      answer += data.toString();
    });
    socket.on("error", () => undefined);
    socket.on("close", () => {
      resolve(answer);
    });
    for (const piece of pieces) socket.write(piece);
  });
}

function sandboxed(): Response {
  return new Response("x", { headers: { "Content-Security-Policy": "sandbox" } });
}
