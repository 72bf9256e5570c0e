import { request as httpRequest } from "node:http";
import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TypedLook } from "#app/administration/look.server.ts";
import { createLookBook } from "#app/catalogue/looks.server.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { withMunicipality } from "#db/connect.ts";
import { listAuditEntries } from "#db/queries/audit-log.ts";
import { listenPortal } from "../fixtures/listen-portal.ts";
import { createStaffPortal, elsewhere, here, password } from "../fixtures/staff-portal.ts";
import { createVisitor, type Visitor } from "../fixtures/visitor.ts";
import { originOf, townOriginOf } from "../origin.server.ts";
import { LookForm } from "./look-form.tsx";

const { portal } = await createStaffPortal();
const page = `/verwaltung/aussehen?gemeinde=${here.ars}`;
const there = `/verwaltung/aussehen?gemeinde=${elsewhere.ars}`;
const host = "antrag.musterstadt.example";
const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 50"><path d="M0 0h40v30L20 50 0 30z" fill="#c00"/></svg>';

let admin: Visitor;
let otherAdmin: Visitor;
let operator: Visitor;
beforeAll(async () => {
  [admin, otherAdmin, operator] = await Promise.all(
    ["verwaltung", "rathaus", "betrieb"].map(async (login) => {
      const visitor = createVisitor(portal);
      await visitor.post("/anmelden", { login, password });
      return visitor;
    }) as [Promise<Visitor>, Promise<Visitor>, Promise<Visitor>],
  );
});
const lookOf = async (slug: string) => (await portal.looks.read()).bySlug.get(slug);
const actions = async () =>
  (
    await withMunicipality(portal.database, here.ars, (sql) =>
      listAuditEntries(sql, { ars: here.ars, limit: 4 }),
    )
  ).map(({ action }) => action);
interface Problems {
  readonly problems: readonly { name: string; code: string; ratio?: number; proposal?: string }[];
  readonly typed: object;
}

describe("a look", () => {
  test("is neutral until the town says something", async () => {
    expect(await lookOf("musterstadt")).toBeUndefined();
    expect((await createVisitor(portal).get("/musterstadt/impressum")).location).toBe("/impressum");
  });

  test.each(["save", "preview", "propose"])(
    "says that a chosen coat of arms has to be chosen again: %s",
    async (intent) => {
      const arms = [new File([svg], "wappen.svg", { type: "image/svg+xml" })];
      const form = { accent: "#f90", armsAlt: "Wappen", ...(intent !== "save" && { intent }) };
      const answer = await admin.post(page, form, { arms });
      expect(answer).toMatchObject({
        status: intent === "save" ? 422 : 200,
        data: { kind: "look", hadFile: true },
      });
      expect((await admin.post(page, form)).data).toMatchObject({ hadFile: false });
      const { look, arms: stored } = (await admin.get(page)).data as {
        look: object;
        arms?: string;
      };
      const hint = (hadFile: boolean) =>
        renderToString(
          createElement(
            I18nextProvider,
            { i18n: serverI18n("de") },
            createElement(LookForm, {
              ...{ ars: here.ars, name: "Musterstadt", look: look as TypedLook, problems: [] },
              ...{ arms: stored, hasArms: false, seen: undefined, hadFile },
            }),
          ),
        );
      expect(hint(true)).toContain("Bitte wählen Sie sie noch einmal.");
      expect(hint(false)).not.toContain("noch einmal");
    },
  );

  test("with a colour that cannot be read is refused with the nearest that can", async () => {
    const answer = await admin.post(page, { accent: "#f90", displayName: "Stadt Musterstadt" });
    expect(answer.status).toBe(422);
    const { problems, typed } = answer.data as Problems;
    expect(problems).toEqual([
      {
        name: "accent",
        code: "contrast",
        ratio: 1.94,
        proposal: expect.stringMatching(/^#/) as unknown,
      },
    ]);
    expect(typed).toMatchObject({ accent: "#f90", displayName: "Stadt Musterstadt" });
    expect(await lookOf("musterstadt")).toBeUndefined();
    const proposed = await admin.post(page, { accent: "#f90", intent: "propose" });
    const accent = problems[0]?.proposal ?? "";
    expect(proposed).toMatchObject({ status: 200, data: { typed: { accent } } });
    expect((await admin.post(page, { accent })).status).toBe(303);
    expect((await lookOf("musterstadt"))?.css).toContain(`--portal-band:${accent}`);
  });

  test("is previewed without being kept", async () => {
    const before = await lookOf("musterstadt");
    const answer = await admin.post(page, { accent: "#005b3a", intent: "preview" });
    expect(answer).toMatchObject({ status: 200, data: { typed: { accent: "#005b3a" } } });
    expect(await lookOf("musterstadt")).toEqual(before);
  });

  test("comes with a coat of arms, links and an imprint, and its files may be kept for ever", async () => {
    const arms = new File([svg], "wappen.svg", { type: "image/svg+xml" });
    const fields = {
      displayName: "Stadt Musterstadt",
      accent: "#005B3A",
      armsAlt: "Wappen der Stadt Musterstadt",
      "links.0.label": "Website",
      "links.0.href": "https://musterstadt.example/",
      publisher: "Stadt Musterstadt\nMarktplatz 1",
    };
    expect((await admin.post(page, fields, { arms: [arms] })).status).toBe(303);
    expect(await actions()).toEqual(expect.arrayContaining(["look.armsChanged", "look.changed"]));
    const look = await lookOf("musterstadt");
    expect(look).toMatchObject({
      displayName: "Stadt Musterstadt",
      arms: { alt: "Wappen der Stadt Musterstadt", width: 38, height: 48 },
      links: [{ label: "Website", href: "https://musterstadt.example/" }],
    });
    const visitor = createVisitor(portal);
    for (const [address, type] of [
      [look?.arms?.small, "image/webp"],
      [look?.arms?.large, "image/webp"],
      [look?.styles, "text/css; charset=utf-8"],
    ] as const) {
      const answer = await visitor.get(address ?? "");
      expect(answer.status).toBe(200);
      expect(answer.headers.get("content-type")).toBe(type);
      expect(answer.headers.get("cache-control")).toContain("immutable");
      // Not of another town, and not by another name.
      const foreign = address?.replace(here.ars, elsewhere.ars) ?? "";
      expect((await visitor.get(foreign)).status).toBe(404);
    }
    const small = await visitor.get(look?.arms?.small ?? "");
    const bytes = Buffer.from((await small.body?.arrayBuffer()) ?? new ArrayBuffer());
    expect((await sharp(bytes).metadata()).format).toBe("webp");
    expect(bytes.length).toBeLessThan(5000);
    const imprint = await visitor.get("/musterstadt/impressum");
    expect(imprint.data).toMatchObject({ text: "Stadt Musterstadt\nMarktplatz 1" });
    await admin.post(page, { ...fields, removeArms: "yes" });
    expect((await lookOf("musterstadt"))?.arms).toBeUndefined();
    expect((await visitor.get(look?.arms?.small ?? "")).status).toBe(404);
  });

  test.each([
    [{ accent: "grün" }, "accent", "noColour"],
    [{ displayName: "x".repeat(81) }, "displayName", "tooLong"],
    [{ "links.0.label": "Website", "links.0.href": "http://a.example" }, "links.0", "linkAddress"],
    [
      { "links.0.label": "Website", "links.0.href": "javascript:alert(1)" },
      "links.0",
      "linkAddress",
    ],
    [{ "links.2.label": "Website" }, "links.2", "linkIncomplete"],
  ])("of %j is refused", async (fields, name, code) => {
    const answer = await admin.post(page, fields);
    expect(answer.status).toBe(422);
    expect((answer.data as Problems).problems).toEqual([{ name, code }]);
  });

  test.each([
    ["text.txt", "kein Bild", "unreadable"],
    ["gross.svg", svg + " ".repeat(200_000), "tooLarge"],
  ])("with the picture %s is refused", async (name, content, code) => {
    const answer = await admin.post(
      page,
      { armsAlt: "Wappen" },
      { arms: [new File([content], name)] },
    );
    expect((answer.data as Problems).problems).toEqual([{ name: "arms", code }]);
  });

  test("with a picture and no words for it is refused", async () => {
    const arms = new File([svg], "wappen.svg");
    const answer = await admin.post(page, {}, { arms: [arms] });
    expect((answer.data as Problems).problems).toEqual([{ name: "armsAlt", code: "altMissing" }]);
  });
});

describe("a host of one's own", () => {
  const ask = (by: Visitor, at: string, name = host) =>
    by.post(at, { intent: "requestHost", host: name });
  const decide = (at: string, intent: string, name = host) =>
    operator.post(at, { intent, host: name });
  const hosts = async () => [...(await portal.looks.read()).byHost.keys()];

  test("is asked for by the town and counts once the operator has confirmed it", async () => {
    expect((await ask(admin, page)).status).toBe(303);
    expect(await hosts()).toEqual([]);
    expect((await admin.post(page, { intent: "confirmHost", host })).status).toBe(404);
    expect((await decide(page, "confirmHost", "anderer.example")).data).toMatchObject({
      code: "changed",
    });
    expect((await decide(page, "confirmHost")).status).toBe(303);
    expect(await hosts()).toEqual([host]);
    expect(await actions()).toEqual(expect.arrayContaining(["host.confirmed", "host.requested"]));
  });

  test("belongs to one town", async () => {
    expect((await ask(otherAdmin, there)).data).toMatchObject({ code: "taken" });
    // Asked for before the other's was confirmed: then the operator is told.
    await decide(page, "revokeHost");
    expect((await ask(otherAdmin, there)).status).toBe(303);
    await decide(page, "confirmHost");
    expect((await decide(there, "confirmHost")).data).toMatchObject({ code: "taken" });
    expect(await hosts()).toEqual([host]);
  });

  test("no longer counts when another is asked for", async () => {
    await ask(admin, page, "neu.musterstadt.example");
    expect(await hosts()).toEqual([]);
    await ask(admin, page);
    await decide(page, "confirmHost");
  });

  test("is known to another process within five seconds", async () => {
    const other = createLookBook(portal);
    expect((await other.read()).byHost.has(host)).toBe(true);
    await decide(page, "revokeHost");
    const until = performance.now() + 5000;
    while ((await other.read()).byHost.has(host) && performance.now() < until)
      await new Promise((resolve) => setTimeout(resolve, 100));
    expect((await other.read()).byHost.has(host)).toBe(false);
    await decide(page, "confirmHost");
  });

  test("stands in links that are to last, and the visitor's own where a way goes on", async () => {
    const config = { ...portal.config, publicUrl: "https://portal.example" };
    const parts = { ...portal, config };
    await portal.looks.read();
    const atHost = new Request(`https://${host}/musterstadt`);
    const atPortal = new Request("https://portal.example/musterstadt");
    expect(originOf(atHost, parts)).toBe(`https://${host}`);
    expect(originOf(atPortal, parts)).toBe("https://portal.example");
    // Nobody's word but the operator's.
    expect(originOf(new Request("https://evil.example/x"), parts)).toBe("https://portal.example");
    expect(townOriginOf(atPortal, parts, "musterstadt")).toBe(`https://${host}`);
    expect(townOriginOf(atHost, parts, "kiel")).toBe("https://portal.example");
  });
});

describe("over a real socket", async () => {
  const { server, origin } = await listenPortal(portal);
  const { port } = new URL(origin);
  afterAll(() => server.close());
  const send = (path: string, headers: Readonly<Record<string, string>> = {}, method = "GET") =>
    new Promise<{ status: number; location: string | undefined }>((resolve, reject) => {
      const named = { host: `${host}:${port}`, ...headers };
      const sent = httpRequest(
        { host: "127.0.0.1", port, path, method, headers: named },
        (answer) => {
          answer.resume();
          resolve({ status: answer.statusCode ?? 0, location: answer.headers.location });
        },
      );
      sent.on("error", reject).end();
    });

  test("the host of a town answers with its pages", async () => {
    expect(await send("/")).toMatchObject({ status: 200 });
    expect(await send("/strassenfest")).toEqual({
      status: 307,
      location: "/musterstadt/strassenfest",
    });
    expect(await send("/musterstadt/strassenfest")).toMatchObject({ status: 200 });
    expect(await send("/musterstadt/kiel")).toMatchObject({ status: 404 });
    expect(await send("/anmelden")).toMatchObject({ status: 404 });
    expect(await send("/anmelden", { host: `127.0.0.1:${port}` })).toMatchObject({ status: 200 });
    expect(await send("/", { host: `fremd.example:${port}` })).toMatchObject({ status: 200 });
  });

  test("posts are taken from its own pages alone", async () => {
    const status = async (headers: Readonly<Record<string, string>>) =>
      (await send("/musterstadt/strassenfest/veranstalter", headers, "POST")).status;
    const form = { "content-type": "application/x-www-form-urlencoded" };
    expect(await status({ ...form, "sec-fetch-site": "same-origin" })).not.toBe(403);
    expect(await status({ ...form, "sec-fetch-site": "same-site" })).toBe(403);
    expect(await status({ ...form, origin: `http://${host}:${port}` })).not.toBe(403);
    // The portal's other hosts are other sites, too.
    expect(await status({ ...form, origin: `http://127.0.0.1:${port}` })).toBe(403);
    expect(await status({ ...form, origin: "https://evil.example" })).toBe(403);
  });
});
