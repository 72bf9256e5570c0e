import { Buffer } from "node:buffer";
import { createSocket } from "node:dgram";
import { Resolver } from "node:dns/promises";
import { once } from "node:events";
import { afterAll, expect, test } from "vitest";
import { askMailDomain } from "./mail-domain.server.ts";

const types = { a: 1, mx: 15, aaaa: 28 } as const;
/** What the names of this test have, by the type of the record. */
const zone: Readonly<Record<string, Readonly<Record<number, Buffer>>>> = {
  "mit-server.de": {
    [types.mx]: Buffer.concat([Buffer.from([0, 10]), nameOf("mx.mit-server.de")]),
  },
  "nur-rechner.de": { [types.a]: Buffer.from([192, 0, 2, 1]) },
  "nimmt-nichts.de": { [types.mx]: Buffer.from([0, 0, 0]), [types.a]: Buffer.from([192, 0, 2, 1]) },
  "ohne-alles.de": {},
  "xn--mnchen-3ya.de": { [types.mx]: Buffer.concat([Buffer.from([0, 10]), nameOf("mx.de")]) },
};

/** A name server (RFC 1035) that knows the zone above, and keeps silent about `stumm.de`. */
const server = createSocket("udp4", (message, from) => {
  const { name, type, end } = questionOf(message);
  if (name === "stumm.de") return;
  const records = zone[name];
  const data = records?.[type];
  const head = Buffer.alloc(12);
  message.copy(head, 0, 0, 2);
  head.writeUInt16BE(0x8180 + (records ? 0 : 3), 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(data ? 1 : 0, 6);
  const answer = data
    ? [Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 60, 0, data.length]), data]
    : [];
  server.send(Buffer.concat([head, message.subarray(12, end), ...answer]), from.port, from.address);
});
server.bind(0, "127.0.0.1");
await once(server, "listening");
afterAll(() => {
  server.close();
});
const resolver = new Resolver({ timeout: 200, tries: 1 });
resolver.setServers([`127.0.0.1:${String(server.address().port)}`]);

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

function nameOf(name: string): Buffer {
  const labels = name.split(".").flatMap((label) => [label.length, ...Buffer.from(label)]);
  return Buffer.from([...labels, 0]);
}

function questionOf(message: Buffer) {
  const labels: string[] = [];
  let at = 12;
  for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) {
    labels.push(message.toString("ascii", at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join(".").toLowerCase(), type: message.readUInt16BE(at + 1), end: at + 5 };
}
