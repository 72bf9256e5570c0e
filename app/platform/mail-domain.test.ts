import { Resolver } from "node:dns/promises";
import { afterAll, expect, test } from "vitest";
import { startNameServer } from "./fixtures/name-server.ts";
import { askMailDomain } from "./mail-domain.server.ts";

const { resolver, stop } = await startNameServer();
afterAll(stop);

test.each([
  ["mit-server.de", "takes"],
  ["nur-rechner.de", "takes"],
  ["münchen.de", "takes"],
  ["nimmt-nichts.de", "takesNot"],
  ["ohne-alles.de", "takesNot"],
  ["gibt-es-nicht.de", "takesNot"],
  ["stadt.invalid", "takesNot"],
  ["stumm.de", "unknown"],
])("mail to %s: %s", async (domain, expected) => {
  expect(await askMailDomain(domain, resolver)).toBe(expected);
});

test("where no name server can be reached, nothing is known", async () => {
  const away = new Resolver({ timeout: 200, tries: 1 });
  away.setServers(["127.0.0.1:1"]);
  expect(await askMailDomain("mit-server.de", away)).toBe("unknown");
});
