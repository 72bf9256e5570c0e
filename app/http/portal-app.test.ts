import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startEchoServer } from "./echo-server.ts";

let server: Awaited<ReturnType<typeof startEchoServer>>;
beforeAll(async () => {
  server = await startEchoServer();
});
afterAll(() => server.close());

const urlencoded = { "Content-Type": "application/x-www-form-urlencoded" };
const post = (path: string, body: BodyInit | null, headers: Record<string, string> = urlencoded) =>
  fetch(server.origin + path, { method: "POST", body, headers });

describe("every response", () => {
  it("forbids foreign content and framing, with a nonce of its own", async () => {
    const policies = await Promise.all(
      ["/", "/"].map(async (path) => {
        const { headers } = await fetch(server.origin + path);
        expect(headers.get("x-content-type-options")).toBe("nosniff");
        expect(headers.get("referrer-policy")).toBe("same-origin");
        const invited = await fetch(`${server.origin}/einladung/x`);
        expect(invited.headers.get("referrer-policy")).toBe("no-referrer");
        expect(headers.get("strict-transport-security")).toBeNull();
        return headers.get("content-security-policy") ?? "";
      }),
    );
    expect(policies[0]).toContain("default-src 'none'");
    expect(policies[0]).toContain("frame-ancestors 'none'");
    expect(policies[0]).not.toContain("unsafe");
    expect(policies[0]).not.toBe(policies[1]);
  });

  it("has these headers on errors too, without a word about the cause", async () => {
    const response = await fetch(`${server.origin}/fails`);
    expect(response.status).toBe(500);
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(await response.text()).not.toContain("deliberately");
  });

  it("may forbid even more than that", async () => {
    const { headers } = await fetch(`${server.origin}/sandbox`);
    expect(headers.get("content-security-policy")).toBe("sandbox");
    expect(headers.get("referrer-policy")).toBe("same-origin");
  });

  it("is compressed where that is asked for", async () => {
    const answer = await server.raw(
      "GET /long HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip, br\r\nConnection: close\r\n\r\n",
    );
    expect(answer).toMatch(/content-encoding: gzip/i);
    const plain = await server.raw("GET /long HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    expect(plain).not.toMatch(/content-encoding/i);
    expect(answer.length).toBeLessThan(plain.length / 4);
    const packed = await (await fetch(`${server.origin}/long`)).text();
    expect(packed).toBe("ä".repeat(5000));
    expect(() => gunzipSync("ä")).toThrow();
  });
});

describe("addresses", () => {
  it.each(["/%", "/%E0%A4%A", "/%FF", "/a%00b", "/%C0%AE%C0%AE/"])("refuses %s", async (path) => {
    const answer = await server.raw(`GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1.1 400 /);
  });

  it.each(["/\xFF\xFE", "/a\\b", "*", "http://[", ""])("does not break at %j", async (path) => {
    const answer = await server.raw(
      Buffer.from(`GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`, "latin1"),
    );
    expect(answer).toMatch(/^HTTP\/1.1 (200|400|404) /);
  });

  it("takes umlauts", async () => {
    const response = await fetch(`${server.origin}/münchen/führungszeugnis`);
    expect(response.status).toBe(200);
  });

  it("refuses to echo requests", async () => {
    const answer = await server.raw("TRACE / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    expect(answer).toMatch(/^HTTP\/1.1 405 /);
  });

  it("refuses a host that is none", async () => {
    const answer = await server.raw("GET / HTTP/1.1\r\nHost: a/b@c\r\nConnection: close\r\n\r\n");
    expect(answer).toMatch(/^HTTP\/1.1 400 /);
  });
});

describe("requests from other sites", () => {
  const from = async (headers: Record<string, string>) =>
    (await post("/", "a=1", { ...urlencoded, ...headers })).status;

  it("are refused by what the browser says", async () => {
    expect(await from({ "Sec-Fetch-Site": "cross-site" })).toBe(403);
    expect(await from({ "Sec-Fetch-Site": "same-site" })).toBe(403);
    expect(await from({ "Sec-Fetch-Site": "same-origin" })).toBe(200);
    expect(await from({ "Sec-Fetch-Site": "none" })).toBe(200);
  });

  it("are refused by their origin where the browser is older", async () => {
    expect(await from({ Origin: "https://example.org" })).toBe(403);
    expect(await from({ Origin: "null" })).toBe(403);
    expect(await from({ Origin: server.origin })).toBe(200);
    expect(await from({})).toBe(200);
  });

  it("come from a page that sends no referrer, too, and reach the pages already judged", async () => {
    const headers = { ...urlencoded, "Sec-Fetch-Site": "same-origin", Origin: "null" };
    expect((await post("/origin", "a=b", headers)).status).toBe(200);
    expect(await (await post("/origin", "a=b", headers)).text()).toBe("none");
  });

  it("do not profit from a forged origin when the browser tells the truth", async () => {
    expect(await from({ "Sec-Fetch-Site": "cross-site", Origin: server.origin })).toBe(403);
  });

  it("are refused for every method that can change something", async () => {
    for (const method of ["PUT", "PATCH", "DELETE"]) {
      const headers = { "Sec-Fetch-Site": "cross-site" };
      expect((await fetch(server.origin, { method, headers })).status).toBe(403);
    }
  });

  it("may link here", async () => {
    const headers = { "Sec-Fetch-Site": "cross-site" };
    expect((await fetch(server.origin, { headers })).status).toBe(200);
  });
});

describe("bodies", () => {
  it("must be forms", async () => {
    expect((await post("/", "{}", { "Content-Type": "application/json" })).status).toBe(415);
    expect((await post("/", "a", { "Content-Type": "text/plain" })).status).toBe(415);
    expect((await post("/", Buffer.from("a=1"), {})).status).toBe(415);
    expect((await post("/", "a=1")).status).toBe(200);
  });

  it("may be JSON for interfaces", async () => {
    const response = await post("/api/echo", '{"a":1}', { "Content-Type": "application/json" });
    expect(await response.json()).toEqual({ a: 1 });
  });

  it("must not exceed the limit they announce", async () => {
    const response = await post("/", `a=${"x".repeat(10_000)}`);
    expect(response.status).toBe(413);
    expect(response.headers.get("content-security-policy")).not.toBeNull();
  });

  it("must not exceed it unannounced either", async () => {
    const head =
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n";
    const answer = await server.raw(
      head,
      ...Array<string>(4).fill(`1388\r\n${"x".repeat(5000)}\r\n`),
    );
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
  });

  it("must not stall", async () => {
    const answer = await server.raw(
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 10\r\n\r\na=1",
    );
    expect(answer).toMatch(/^HTTP\/1.1 408 /);
  });

  it("may be missing", async () => {
    expect((await post("/", null)).status).toBe(200);
  });
});

it("tells that its database is away", async () => {
  const response = await fetch(`${server.origin}/health`);
  expect(response.status).toBe(503);
  expect(await response.json()).toEqual({
    status: "unavailable",
    database: "unreachable",
    version: "1.2.3",
  });
});

describe("behind a reverse proxy", () => {
  it("sees its own address as the outside does", async () => {
    const proxied = await startEchoServer({ TRUST_PROXY: "on" });
    const headers = { "X-Forwarded-Proto": "https", "X-Forwarded-Host": "antrag.example.de" };
    const response = await fetch(`${proxied.origin}/a?b=c`, { headers });
    expect(await response.text()).toBe("https://antrag.example.de/a?b=c");
    expect(response.headers.get("strict-transport-security")).toContain("max-age");
    await proxied.close();
  });

  it("knows the visitor by what the proxy itself has added", async () => {
    const proxied = await startEchoServer({ TRUST_PROXY: "on" });
    const addressFor = async (origin: string, forwarded: string) =>
      (await fetch(`${origin}/address`, { headers: { "X-Forwarded-For": forwarded } })).text();
    expect(await addressFor(proxied.origin, "198.51.100.7, 192.0.2.1")).toBe("192.0.2.1");
    expect(await addressFor(proxied.origin, "2001:DB8::1")).toBe("2001:db8::1");
    expect(await addressFor(proxied.origin, "::ffff:192.0.2.1")).toBe("192.0.2.1");
    expect(await addressFor(proxied.origin, "hidden")).toBe("127.0.0.1");
    expect(await addressFor(server.origin, "198.51.100.7")).toBe("127.0.0.1");
    await proxied.close();
  });

  it("does not believe such words unasked", async () => {
    const response = await fetch(`${server.origin}/a`, {
      headers: { "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https" },
    });
    expect(await response.text()).toBe(`${server.origin}/a`);
  });
});
