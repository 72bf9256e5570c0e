import { describe, expect, test } from "vitest";
import { callRoute } from "../fixtures/call-route.ts";
import { createStaffPortal, here, password } from "../fixtures/staff-portal.ts";
import * as extend from "./extend-session.ts";
import * as mailTexts from "./mail-texts.tsx";
import * as signInPage from "./sign-in.tsx";

const { portal, accounts, cookieOf, later } = await createStaffPortal();
const path = `/verwaltung/mails?gemeinde=${here.ars}&art=status&textsprache=de`;
const written = {
  subject: "Stand {{reference}}",
  body: "Zeile 1\r\n{{status}} <b>",
  intent: "save",
};
const fine = { login: "verwaltung", password };

/** Posts after the session has ended, and follows as a browser does. */
async function postLate() {
  const cookie = await cookieOf(accounts.admin);
  later(31);
  const first = await callRoute(portal, mailTexts.action, { path, cookie, form: written });
  expect(first.status, "method and content go along").toBe(307);
  const address = first.headers.get("location") ?? "";
  const asked = await callRoute(portal, signInPage.action, { path: address, form: written });
  return { address, asked, kept: (asked.data as { kept: string }).kept };
}

describe("what is posted after the session has ended", () => {
  test("goes through the sign-in, sealed, and waits there to be sent", async () => {
    const { address, asked, kept } = await postLate();
    expect(asked.status).toBe(403);
    expect(JSON.stringify(asked.data)).not.toContain("Zeile");
    expect(Buffer.from(kept, "base64url").toString("latin1")).not.toContain("Zeile");
    const wrong = await callRoute(portal, signInPage.action, {
      path: address,
      form: { ...fine, password: "falsch", kept },
    });
    expect(wrong).toMatchObject({ status: 422, data: { login: "verwaltung", kept } });
    const right = await callRoute(portal, signInPage.action, {
      path: address,
      form: { ...fine, kept },
    });
    expect(right.data).toEqual({ resend: { action: path, fields: Object.entries(written) } });
    const [cookie = ""] = (right.headers.get("set-cookie") ?? "").split(";");
    const sent = await callRoute(portal, mailTexts.action, { path, cookie, form: written });
    expect(sent.status, "missing placeholders are told as ever").toBe(422);
  });

  test("is not shown where it was changed or is too old; signing in goes on", async () => {
    const { address, kept } = await postLate();
    const signIn = (text: string) =>
      callRoute(portal, signInPage.action, { path: address, form: { ...fine, kept: text } });
    const changed = `${kept.slice(0, -6)}AAAAAA`;
    for (const text of [changed, "x", ""]) {
      const answer = await signIn(text);
      expect([answer.status, answer.headers.get("location")]).toEqual([303, path]);
    }
    later(61);
    expect((await signIn(kept)).status).toBe(303);
  });
});

test("the dialog's button makes a session longer, and tells where there is none", async () => {
  const cookie = await cookieOf(accounts.caseworker);
  later(29);
  const call = { path: "/anmelden/verlaengern", form: {} };
  const answer = await callRoute(portal, extend.action, { ...call, cookie });
  expect(JSON.parse(await answer.text())).toMatchObject({ left: 1800, mayExtend: true });
  later(29);
  expect((await callRoute(portal, extend.action, { ...call, cookie })).status).toBe(200);
  later(31);
  expect((await callRoute(portal, extend.action, { ...call, cookie })).status).toBe(401);
  expect((await callRoute(portal, extend.action, call)).status).toBe(401);
});
