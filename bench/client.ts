import { Agent, request as send } from "node:http";

export interface Answer {
  readonly status: number;
  readonly location: string | undefined;
  readonly cookies: readonly string[];
  readonly body: string;
}

/** Connections kept alive, as browsers do; one agent a run. */
export function createClient(origin: string, connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const { hostname, port } = new URL(origin);
  return {
    close: () => {
      agent.destroy();
    },
    request: (
      method: "GET" | "POST",
      path: string,
      options: { readonly cookie?: string; readonly form?: string } = {},
    ): Promise<Answer> =>
      new Promise((resolve, reject) => {
        const { cookie, form } = options;
        const request = send(
          {
            agent,
            hostname,
            port,
            method,
            path,
            timeout: 60_000,
            headers: {
              ...(cookie !== undefined && cookie !== "" && { cookie }),
              ...(form !== undefined && {
                "content-type": "application/x-www-form-urlencoded",
                "content-length": Buffer.byteLength(form),
                origin,
              }),
            },
          },
          (response) => {
            const pieces: Buffer[] = [];
            response.on("data", (piece: Buffer) => pieces.push(piece));
            response.on("error", reject);
            response.on("end", () => {
              const bytes = Buffer.concat(pieces);
              resolve({
                status: response.statusCode ?? 0,
                location: response.headers.location,
                cookies: response.headers["set-cookie"] ?? [],
                body: bytes.toString("utf8"),
              });
            });
          },
        );
        request.on("timeout", () => request.destroy(new Error(`${method} ${path}: no answer`)));
        request.on("error", reject);
        request.end(form);
      }),
  };
}
export type Client = ReturnType<typeof createClient>;
