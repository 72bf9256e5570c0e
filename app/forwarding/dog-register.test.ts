import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, expect, test } from "vitest";
import { adapterContract } from "./fixtures/adapter-contract.ts";
import { dogRegister } from "./fixtures/dog-register.ts";
import { freePort } from "./fixtures/process-server.ts";

const token = "nur-fuer-hunde";
const stored = new Map<string, Buffer>();
const register = createServer((request, response) => {
  void (async () => {
    const body = await buffer(request).catch(() => undefined);
    if (!body) return;
    if (request.headers.authorization !== `Bearer ${token}`) {
      response.writeHead(401).end();
      return;
    }
    if (request.method === "PUT") stored.set(request.url ?? "", body);
    response.end();
  })();
});
await new Promise<void>((resolve) => {
  register.listen(0, "127.0.0.1", resolve);
});
afterAll(() => {
  register.closeAllConnections();
  register.close();
});

interface List {
  readonly reference: string;
  readonly kind: string;
  readonly files: readonly { readonly name: string; readonly format?: string }[];
}

/** What has its list, read from what is really there. */
function arrived(reference: string) {
  const whole = [...stored].filter(([place]) => place.split("/").length === 3);
  const lists = whole.map(([place, body]) => ({ place, list: JSON.parse(String(body)) as List }));
  const found = lists
    .filter(({ list }) => list.reference === reference)
    .map(({ place, list }) => ({
      test: list.kind === "test",
      files: list.files.flatMap(({ name, format }, at) => {
        const content = stored.get(`${place}/${String(at)}`) ?? Buffer.alloc(0);
        const sha256 = createHash("sha256").update(content).digest("hex");
        return format === undefined ? [{ name, sha256 }] : [];
      }),
    }));
  return Promise.resolve(found);
}

const local = (port: number) => `http://127.0.0.1:${String(port)}/hunde`;
const optionsOf = (change: object = {}) => {
  const { port } = register.address() as AddressInfo;
  return dogRegister.options.parse({ url: local(port), token, ...change });
};

adapterContract("the adapter that the README shows", async () => ({
  adapter: dogRegister,
  good: { options: optionsOf() },
  dead: { options: optionsOf({ url: local(await freePort()) }) },
  silent: (port) => ({ options: optionsOf({ url: local(port) }) }),
  wrong: { options: optionsOf({ token: "nur-fuer-katzen" }) },
  secrets: [token, "nur-fuer-katzen"],
  arrived,
}));

test("the README shows it as it is", () => {
  const read = (file: string) => readFileSync(path.join(import.meta.dirname, file), "utf8");
  const shown = read("fixtures/dog-register.ts").replaceAll('from "../', 'from "./');
  expect(read("README.md")).toContain(`\`\`\`ts\n${shown}\`\`\``);
});
