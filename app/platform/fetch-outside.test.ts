import { createServer, type RequestListener } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { afterAll, expect, test } from "vitest";
import { createFetchOutside, fetchOutside } from "./fetch-outside.server.ts";
import {
  addressesOf,
  isPublicAddress,
  UnreachableHostError,
  type Resolver,
} from "./reach.server.ts";

const servers: (() => void)[] = [];
afterAll(() => {
  for (const stop of servers) stop();
});

/** A server within the operator's network, and how often somebody got through to it. */
async function listen(address: string, answer: RequestListener) {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers.host ?? "");
    answer(request, response);
  });
  server.listen(0, address);
  await once(server, "listening");
  servers.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return { port: (server.address() as AddressInfo).port, seen };
}

/** Answers what it is told, one after the other, and the last one for ever. */
function lying(...answers: string[]) {
  let asked = 0;
  const resolver: Resolver = {
    isPublic: isPublicAddress,
    resolve: () => {
      const address = answers[Math.min(asked, answers.length - 1)] ?? "";
      asked += 1;
      return Promise.resolve([{ address, family: 4 }]);
    },
  };
  return { resolver, asked: () => asked };
}

test("a name that is public when looked at and private when connected to reaches nobody", async () => {
  const inside = await listen("127.0.0.1", (_request, response) => response.end("secret"));
  const { resolver } = lying("93.184.215.14", "127.0.0.1");
  await expect(addressesOf("rebinds.example", false, resolver)).resolves.toHaveLength(1);
  const url = `http://rebinds.example:${String(inside.port)}/`;
  const asked = createFetchOutside(resolver)(url, {}, false);
  await expect(asked).rejects.toBeInstanceOf(UnreachableHostError);
  await expect(asked).rejects.toThrow("may not be reached from here");
  expect(inside.seen).toEqual([]);
});

test("a name is asked for once a connection, and that very address is connected to", async () => {
  const first = await listen("127.0.0.1", (_request, response) => response.end("first"));
  // Whoever resolved again would land here.
  const { resolver, asked } = lying("127.0.0.1", "127.0.0.2");
  const url = `http://moves.example:${String(first.port)}/`;
  const response = await createFetchOutside(resolver)(url, {}, true);
  expect(await response.text()).toBe("first");
  expect(asked()).toBe(1);
  expect(first.seen).toEqual([`moves.example:${String(first.port)}`]);
});

test("a redirect into the network is refused where it is followed, and every redirect where not", async () => {
  const inside = await listen("127.0.0.1", (_request, response) => response.end("secret"));
  const targets = ["http://inside.example", "http://127.0.0.1"];
  const door = await listen("127.0.0.2", ({ url = "" }, response) => {
    const target = targets[Number(url.slice(1))] ?? "";
    response.writeHead(302, { location: `${target}:${String(inside.port)}/` }).end();
  });
  const outside = createFetchOutside({
    resolve: (host) =>
      Promise.resolve([
        { address: host === "door.example" ? "127.0.0.2" : "127.0.0.1", family: 4 },
      ]),
    // The door stands for the open internet.
    isPublic: (address) => address === "127.0.0.2",
  });
  for (const number of targets.keys()) {
    const url = `http://door.example:${String(door.port)}/${String(number)}`;
    const followed = outside(url, { redirect: "follow" }, false);
    await expect(followed).rejects.toBeInstanceOf(UnreachableHostError);
    await expect(outside(url, {}, false)).rejects.toThrow("fetch failed");
    expect(inside.seen).toEqual([]);
  }
  expect(door.seen).toHaveLength(4);
  const first = `http://door.example:${String(door.port)}/0`;
  expect(await (await outside(first, { redirect: "follow" }, true)).text()).toBe("secret");
});

test.each([
  "http://127.0.0.1:8099/",
  "http://[::1]:8099/",
  "http://[::ffff:10.0.0.1]/",
  "https://10.0.0.1/",
])("%s is an address already, and refused", async (url) => {
  await expect(fetchOutside(url, {}, false)).rejects.toBeInstanceOf(UnreachableHostError);
});

test("a host that does not exist is told", async () => {
  const asked = fetchOutside("https://nirgendwo.invalid/", {}, false);
  await expect(asked).rejects.toThrow("there is no host nirgendwo.invalid");
});

test("what is sent piece by piece arrives with its length", async () => {
  const got: string[] = [];
  const server = await listen("127.0.0.1", (request, response) => {
    request.setEncoding("utf8").on("data", (piece: string) => got.push(piece));
    request.on("end", () => response.end(request.headers["content-length"] ?? "chunked"));
  });
  const body = Readable.toWeb(Readable.from([Buffer.from("Erika "), Buffer.from("Mustermann")]));
  const init = { method: "PUT", body, duplex: "half", headers: { "content-length": "16" } };
  const url = `http://127.0.0.1:${String(server.port)}/`;
  const response = await fetchOutside(url, init as unknown as RequestInit, true);
  expect(await response.text()).toBe("16");
  expect(got.join("")).toBe("Erika Mustermann");
});

test("a connection that the other side has closed is not the end of what may be sent twice", async () => {
  let count = 0;
  const { port, seen } = await listen("127.0.0.1", (request, response) => {
    count += 1;
    // As a server does whose time for the next request is over.
    if (count % 2 === 0) request.socket.destroy();
    else response.end(request.method);
  });
  const send = (method: string) =>
    fetchOutside(`http://127.0.0.1:${String(port)}/`, { method, body: "a" }, true);
  expect(await (await send("PUT")).text()).toBe("PUT");
  expect(await (await send("PUT")).text()).toBe("PUT");
  expect(seen).toHaveLength(3);
  // What would be done twice is not repeated.
  await expect(send("POST")).rejects.toThrow();
  expect(seen).toHaveLength(4);
});
