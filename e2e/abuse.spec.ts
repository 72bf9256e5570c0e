import type { APIRequestContext } from "@playwright/test";
import { createConnection } from "node:net";
import { expect, test } from "./fixtures/portal-test.ts";
import { signInByRequest } from "./fixtures/staff.ts";

// Whatever is sent to the real pages: an answer that puts the blame on the sender, and soon. Needs no browser: @js.

const formPage = "/musterstadt/hundesteuer-anmelden/halter";
const field = encodeURIComponent("G99000000201/F99000000301");
const urlencoded = "application/x-www-form-urlencoded";
const multipart = "multipart/form-data; boundary=x";
const soon = 10_000;

interface Sent {
  readonly path?: string;
  readonly method?: string;
  readonly type?: string;
  readonly body?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

function part(head: string, content = "a"): string {
  return `--x\r\n${head}\r\n\r\n${content}\r\n`;
}
const named = (name: string, rest = "") => `Content-Disposition: form-data; name="${name}"${rest}`;

/** To be refused with one of these. */
const refused: readonly (readonly [string, Sent, readonly number[]])[] = [
  ["JSON", { type: "application/json", body: "{}" }, [415]],
  ["plain text", { type: "text/plain", body: "a=b" }, [415]],
  ["no type", { type: "", body: "a=b" }, [415]],
  ["a type that is none", { type: "a/b/c;;;=", body: "a=b" }, [415]],
  ["more than a form may have", { body: `a=${"x".repeat(1_100_000)}` }, [413]],
  ["more fields than fit", { body: "a=&".repeat(1_000_000) }, [413]],
  ["as many fields as fit", { body: "a=&".repeat(349_000) }, [400, 413, 422]],
  ["as many names as fit", { body: numbered(90_000) }, [400, 413, 422]],
  ["multipart without boundary", { type: "multipart/form-data", body: "--x" }, [400, 415]],
  ["multipart that breaks off", { type: multipart, body: part(named("a")) }, [400]],
  ["multipart without anything", { type: multipart, body: "" }, [400, 422]],
  ["a part without head", { type: multipart, body: `--x\r\n\r\na\r\n--x--\r\n` }, [400, 422]],
  ["a part without name", { type: multipart, body: `${part("A: b")}--x--\r\n` }, [400, 422]],
  ["a head without end", { type: multipart, body: `--x\r\n${"A: b\r\n".repeat(9000)}` }, [400]],
  ["multipart of many parts", { type: multipart, body: part(named("a")).repeat(9000) }, [400, 413]],
  [
    "bytes that are no UTF-8",
    { body: Buffer.from([0x61, 0x3d, 0xff, 0xfe, 0xc0, 0xaf]) },
    [400, 422],
  ],
  ["escapes that are no UTF-8", { body: `${field}=%FF%FE&%C0%AF=1` }, [400, 422]],
  ["escapes that are none", { body: `${field}=%&%zz=%u0000` }, [400, 422]],
  ["null bytes", { body: `${field}=a%00b&a%00b=1` }, [400, 422]],
  [
    "names from every object",
    { body: "__proto__=1&constructor=2&toString=3&__proto__%5Ba%5D=4" },
    [422],
  ],
  ["shown controls that are none", { body: "_shown=__proto__&_shown=constructor&_shown=" }, [422]],
  ["lone surrogates", { body: `${field}=%ED%A0%80` }, [400, 422]],
  ["a line of 80,000 letters", { body: `${field}=${"ä".repeat(80_000)}` }, [413, 422]],
  [
    "an upload to no control",
    {
      type: multipart,
      body: `${part(named("__proto__", '; filename="../../a\\0b"'))}--x--\r\n`,
    },
    [400, 422],
  ],
  ...["PUT", "PATCH", "DELETE"].map(
    (method) => [`the method ${method}`, { method, body: "a=b" }, [400, 404, 405, 422]] as const,
  ),
  ["a path of 12,000 letters", { method: "GET", path: `/${"a".repeat(12_000)}` }, [404, 414, 431]],
  ["a path of many parts", { method: "GET", path: "/a".repeat(3000) }, [404]],
  [
    "cookies of 20,000 letters",
    { method: "GET", headers: { Cookie: `a=${"b".repeat(20_000)}` } },
    [431],
  ],
  ...[
    "/%00",
    "/%",
    "/%FF",
    "/__proto__",
    "/__proto__/constructor",
    "/musterstadt/__proto__",
    "/musterstadt/constructor/pruefen",
    "/musterstadt/hundesteuer-anmelden/__proto__",
    "/musterstadt/hundesteuer-anmelden/toString/1",
    "/musterstadt/hundesteuer-anmelden/hund/__proto__",
    `/musterstadt/hundesteuer-anmelden/hund/${"1.".repeat(500)}`,
    "/musterstadt/hundesteuer-anmelden/eingang/__proto__",
    "/musterstadt/hundesteuer-anmelden/eingang/%00",
    "/musterstadt/hundesteuer-anmelden/anlagen/__proto__",
    "/musterstadt/hundesteuer-anmelden/anlagen/..%2F..%2Fpackage.json",
    "/assets/..%2F..%2Fpackage.json",
    "/assets/__proto__",
    "/..%2F..%2Fetc%2Fpasswd",
  ].map(
    (path) =>
      [`the address ${path.slice(0, 80)}`, { method: "GET", path }, [302, 303, 400, 404]] as const,
  ),
];

/** To be answered in any way that is not an error of the portal. */
const survived: readonly (readonly [string, Sent])[] = [
  ...[
    "removeLine:__proto__#1e9",
    "addLine:__proto__",
    "addLine:constructor#0",
    "search:toString",
  ].map(
    (intent) => [`the intent ${intent}`, { body: `intent=${encodeURIComponent(intent)}` }] as const,
  ),
  ...[
    "removeFile:a:b",
    "removeFile::",
    "upload:__proto__",
    "add",
    "remove:__proto__",
    ":",
    "\0",
  ].map(
    (intent) => [`the intent ${intent}`, { body: `intent=${encodeURIComponent(intent)}` }] as const,
  ),
  ...[
    "/?suche=%00",
    "/?suche=%FF",
    `/?suche=${"%25".repeat(300)}`,
    "/?suche[]=a&suche=b&__proto__=c",
    "/?sprache=__proto__",
    "/musterstadt?suche=%27%3B--",
    "/musterstadt/hundesteuer-anmelden?hinweis=__proto__",
    `${formPage}?zurueck=__proto__&zurueck=%00`,
    `${formPage}.data?_routes=__proto__`,
    `${formPage}.data?_routes=${"a,".repeat(2000)}`,
    "/_root.data",
    "/__manifest",
    "/__manifest?version=a&p=%2F..%2F..&p=__proto__",
    `/__manifest?${"p=%2Fmusterstadt%2Fx&".repeat(300)}`,
    "/anmelden?weiter=//evil.example&grund=__proto__",
    "/eingang?gemeinde=__proto__",
    "/verwaltung?gemeinde=%00",
  ].map((path) => [`the address ${path.slice(0, 80)}`, { method: "GET", path }] as const),
  [
    "a ticket that is none",
    { method: "GET", headers: { Cookie: "entwurf-hundesteuer-anmelden=%%%; einmal-staff=%00" } },
  ],
  [
    "a ticket that fits no key",
    {
      method: "GET",
      headers: { Cookie: `entwurf-hundesteuer-anmelden=${"A".repeat(22)}.${"B".repeat(43)}` },
    },
  ],
  [
    "languages that are none",
    { method: "GET", headers: { "Accept-Language": "x-,;q=".repeat(900) } },
  ],
  ["a sign-in without anything", { path: "/anmelden", body: "" }],
  [
    "a sign-in with much",
    { path: "/anmelden", body: `login=${"a".repeat(9000)}&password=${"b".repeat(500_000)}` },
  ],
  ["a sign-in with null bytes", { path: "/anmelden", body: "login=a%00b&password=%00" }],
];

/** `a0=&a1=&…` */
function numbered(count: number): string {
  return Array.from({ length: count }, (_, index) => `a${index}=`).join("&");
}

async function send(request: APIRequestContext, sent: Sent): Promise<number> {
  const { path = formPage, method = "POST", type = urlencoded, body, headers = {} } = sent;
  const response = await request.fetch(path, {
    method,
    headers: { ...headers, ...(method === "GET" ? {} : { "Content-Type": type }) },
    ...(body !== undefined && { data: body }),
    maxRedirects: 0,
    timeout: soon,
  });
  return response.status();
}

test("nonsense is refused @js", async ({ request }) => {
  for (const [what, sent, statuses] of refused)
    expect.soft(statuses, what).toContain(await send(request, sent));
  expect((await request.get("/health")).status()).toBe(200);
});

test("nonsense breaks nothing @js", async ({ request }) => {
  for (const [what, sent] of survived)
    expect.soft(await send(request, sent), what).toBeLessThan(500);
  expect((await request.get("/health")).status()).toBe(200);
});

test("nonsense from staff breaks nothing either @js", async ({
  caseworker,
  portal,
  playwright,
}) => {
  const admin = await playwright.request.newContext({ baseURL: portal.origin });
  await signInByRequest(admin, portal, "municipality-admin of Musterstadt");
  const addresses = [
    "/eingang?gemeinde=__proto__",
    "/eingang?stand=constructor&antrag=__proto__",
    "/eingang?nummer=%00",
    "/eingang?nummer=%25%27%5C",
    "/eingang?nach=99999999999999.a",
    "/eingang?nach=0.__proto__&vor=1.b",
    "/eingang/liste.csv?stand=__proto__&nummer=%FF",
    "/eingang/%00",
    "/eingang/__proto__/antrag.json",
    "/eingang/__proto__/__proto__",
    "/eingang/a/anlagen/__proto__",
    "/verwaltung?gemeinde=__proto__&geaendert=__proto__",
    "/verwaltung?gemeinde=000000000000",
  ];
  for (const staff of [caseworker, admin]) {
    for (const path of addresses)
      expect.soft(await send(staff, { path, method: "GET" }), path).toBeLessThan(500);
    for (const body of [
      "",
      "status=__proto__&from=constructor",
      "status=%00",
      "intent=turnOff&gemeinde=1&service=__proto__",
    ])
      for (const path of ["/eingang/__proto__", "/verwaltung"])
        expect.soft(await send(staff, { path, body }), `${path} ${body}`).toBeLessThan(500);
  }
  await admin.dispose();
});

test("what is no HTTP is refused @js", async ({ portal, request }) => {
  const port = Number(new URL(portal.origin).port);
  const raw = [
    "FOO / HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET / HTTP/9.9\r\nHost: a\r\n\r\n",
    "GET / HTTP/1.1\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n",
    `GET /${"a".repeat(100_000)} HTTP/1.1\r\nHost: a\r\n\r\n`,
    `GET / HTTP/1.1\r\nHost: a\r\n${"A: b\r\n".repeat(20_000)}\r\n`,
    "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    "\0\0\0\0\r\n\r\n",
    "TRACE / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
    "CONNECT a:1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
    "OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
  ];
  for (const text of raw) {
    const answer = await talk(port, text);
    // Hanging up is an answer, too.
    expect.soft(answer, text.slice(0, 60)).toMatch(/^(HTTP\/1\.1 [24]\d\d |$)/);
  }
  expect((await request.get("/health")).status()).toBe(200);
});

/** What comes back until the other side hangs up; fails if it does not. */
function talk(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(port, "127.0.0.1");
    let answer = "";
    socket.setTimeout(soon, () => {
      socket.destroy();
      reject(new Error(`no answer to ${text.slice(0, 60)}`));
    });
    socket.on("data", (data) => (answer += data.toString("latin1")));
    socket.on("error", () => undefined);
    socket.on("close", () => {
      resolve(answer);
    });
    socket.write(text, "latin1");
  });
}
