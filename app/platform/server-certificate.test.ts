import { createServer, type AddressInfo, type Socket } from "node:net";
import { afterAll, describe, expect, test } from "vitest";
import { noOpenssl, startTlsServer } from "./fixtures/tls-server.ts";
import { reach } from "./reach.server.ts";
import { lookAtCertificate } from "./server-certificate.server.ts";

const open = (host: string) => reach(host, true);
const look = (url: string, by = open, signal = AbortSignal.timeout(5000)) =>
  lookAtCertificate(url, by, signal);
const daysUntil = (until: Date | undefined) =>
  Math.round(((until?.getTime() ?? 0) - Date.now()) / 86_400_000);

describe.skipIf(noOpenssl)("the certificate of a server", () => {
  test.each([
    ["holds for ten days", { days: 10 }, true, "valid"],
    ["has ended", { days: -2 }, false, "CERT_HAS_EXPIRED"],
    [
      "is for another name",
      { days: 10, name: "anderswo.example" },
      false,
      "ERR_TLS_CERT_ALTNAME_INVALID",
    ],
    [
      "is signed by nobody that is known",
      { days: 10, trusted: false },
      false,
      "DEPTH_ZERO_SELF_SIGNED_CERT",
    ],
  ])("%s", async (_, wishes, ok, detail) => {
    const server = await startTlsServer(wishes);
    const found = await look(`${server.url}/pfad`).finally(server.stop);
    expect(found).toMatchObject({ ok, detail });
    expect(daysUntil(found.until)).toBe(wishes.days);
  });

  test("is not looked at where nothing may be reached", async () => {
    const server = await startTlsServer();
    const found = await look(server.url, (host) => reach(host, false)).finally(server.stop);
    expect(found.ok).toBe(false);
    expect(found.detail).toContain("may not be reached");
    expect(found.until).toBeUndefined();
  });
});

describe("a server that shows none", () => {
  const sockets = new Set<Socket>();
  const silent = createServer((socket) => sockets.add(socket));
  afterAll(() => {
    for (const socket of sockets) socket.destroy();
    silent.close();
  });

  test("because nobody listens", async () => {
    expect(await look("https://127.0.0.1:1")).toEqual({ ok: false, detail: "ECONNREFUSED" });
  });

  test("because it keeps silent, and nobody waits for long", async () => {
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const { port } = silent.address() as AddressInfo;
    const begun = Date.now();
    const found = await look(`https://127.0.0.1:${String(port)}`, open, AbortSignal.timeout(200));
    expect(found).toMatchObject({ ok: false });
    expect(Date.now() - begun).toBeLessThan(3000);
  });
});
