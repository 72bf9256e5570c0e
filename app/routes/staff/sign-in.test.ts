import { beforeEach, describe, expect, test } from "vitest";
import { setDisabled } from "#db/queries/accounts.ts";
import { callRoute } from "../fixtures/call-route.ts";
import { createStaffPortal, password } from "../fixtures/staff-portal.ts";
import * as inbox from "./inbox.tsx";
import { localPath } from "./local-path.ts";
import * as signInPage from "./sign-in.tsx";
import * as signOutPage from "./sign-out.ts";

const { portal, accounts, cookieOf, later } = await createStaffPortal();

beforeEach(async () => {
  await portal.database.sql`truncate sessions, rate_limits`;
});

const signIn = (form: Record<string, string>, call: { path?: string; origin?: string } = {}) =>
  callRoute(portal, signInPage.action, { path: "/anmelden", form, ...call });
const openInbox = (cookie?: string) =>
  callRoute(portal, inbox.loader, { path: "/eingang", ...(cookie && { cookie }) });
const fine = { login: "sachbearbeitung", password };

describe("signing in", () => {
  test("leads into the area of the role, with a cookie that opens it", async () => {
    const answer = await signIn(fine);
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe("/eingang");
    const cookie = answer.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(
      /^einmal-staff=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+$/,
    );
    expect((await openInbox(cookie.split(";")[0])).status).toBe(200);
    const admin = await signIn({ login: "verwaltung", password });
    expect(admin.headers.get("location")).toBe("/verwaltung");
  });

  test("sets a secure cookie wherever the portal is reached by HTTPS", async () => {
    const answer = await signIn(fine, { origin: "https://portal" });
    expect(answer.headers.get("set-cookie")).toMatch(/^__Host-einmal-staff=.*; Secure$/);
  });

  test("keeps the login but never the password where one of them is wrong", async () => {
    const answer = await signIn({ login: "sachbearbeitung", password: "falsches-passwort" });
    expect(answer.status).toBe(422);
    expect(answer.data).toEqual({ login: "sachbearbeitung", problem: { kind: "wrong" } });
    expect(answer.headers.get("set-cookie")).toBeNull();
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });

  test.each([{}, { login: "sachbearbeitung" }, { login: "niemand", password }])(
    "refuses %j in the same way",
    async (form) => {
      expect((await signIn(form)).status).toBe(422);
    },
  );

  test("asks to wait after too many tries, and says how long", async () => {
    for (let n = 0; n < 10; n += 1) await signIn({ ...fine, password: "falsches-passwort" });
    const answer = await signIn(fine);
    expect(answer.status).toBe(429);
    expect(answer.headers.get("retry-after")).toBe("900");
    expect(answer.data).toMatchObject({ problem: { kind: "limited", minutes: 15 } });
    const page = signInPage.headers({
      actionHeaders: answer.headers,
      loaderHeaders: new Headers(),
      parentHeaders: new Headers(),
      errorHeaders: undefined,
    });
    expect(page).toEqual({ "Cache-Control": "no-store", "Retry-After": "900" });
  });

  test("does not let in an account that was disabled, nor go on with its session", async () => {
    const cookie = await cookieOf(accounts.otherAdmin);
    await setDisabled(portal.database.sql, accounts.otherAdmin, portal.clock());
    expect((await signIn({ login: "rathaus", password })).status).toBe(422);
    expect((await openInbox(cookie)).status).toBe(303);
    await setDisabled(portal.database.sql, accounts.otherAdmin, null);
  });

  test("leads back to where one came from, and nowhere else", async () => {
    const back = await signIn(fine, { path: "/anmelden?weiter=%2Feingang%3Fstand%3Ddone" });
    expect(back.headers.get("location")).toBe("/eingang?stand=done");
    const away = await signIn(fine, { path: "/anmelden?weiter=%2F%2Fevil.example%2Feingang" });
    expect(away.headers.get("location")).toBe("/eingang");
  });

  test("is over for those who are signed in already", async () => {
    const cookie = await cookieOf(accounts.caseworker);
    const path = "/anmelden?weiter=https%3A%2F%2Fevil.example";
    const answer = await callRoute(portal, signInPage.loader, { path, cookie });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/eingang"]);
  });

  test("shows accounts to try out in a demo alone", async () => {
    const demo = { password, logins: [{ role: "operator" as const, login: "a", name: "B" }] };
    const path = "/anmelden";
    const shown = await callRoute({ ...portal, demo }, signInPage.loader, { path });
    expect(shown.data).toMatchObject({ demo });
    const hidden = await callRoute(portal, signInPage.loader, { path });
    expect(hidden.data).toMatchObject({ demo: undefined });
  });
});

describe("a session", () => {
  test("that ended leads to signing in, with a word about it, and back again", async () => {
    const cookie = await cookieOf(accounts.caseworker);
    later(31);
    const answer = await callRoute(portal, inbox.loader, { path: "/eingang?stand=done", cookie });
    expect(answer.status).toBe(303);
    const target = new URL(answer.headers.get("location") ?? "", "http://portal");
    expect(Object.fromEntries(target.searchParams)).toEqual({
      weiter: "/eingang?stand=done",
      grund: "abgelaufen",
    });
    expect(answer.headers.get("set-cookie")).toContain("Max-Age=0");
    const path = `${target.pathname}${target.search}`;
    const page = await callRoute(portal, signInPage.loader, { path });
    expect(page.data).toMatchObject({ notice: "ended" });
  });

  test("that never was has not ended either", async () => {
    const answer = await openInbox();
    expect(answer.headers.get("location")).toBe("/anmelden?weiter=%2Feingang");
  });

  test("ends by the button, not by the address", async () => {
    const cookie = await cookieOf(accounts.caseworker);
    const visited = await callRoute(portal, signOutPage.loader, { path: "/abmelden", cookie });
    expect(visited.headers.get("location")).toBe("/anmelden");
    expect((await openInbox(cookie)).status).toBe(200);
    const answer = await callRoute(portal, signOutPage.action, {
      path: "/abmelden",
      cookie,
      form: {},
    });
    expect(answer.headers.get("location")).toBe("/anmelden?grund=abgemeldet");
    expect(answer.headers.get("set-cookie")).toContain("Max-Age=0");
    expect((await openInbox(cookie)).status).toBe(303);
  });
});

describe("an address to go on to", () => {
  test.each(["/eingang", "/eingang?stand=done&nummer=%2F%2F", "/"])("may be %s", (text) => {
    expect(localPath(text)).toBe(text);
  });
  test.each([
    null,
    "",
    "eingang",
    "//evil.example",
    "/\\evil.example",
    "/.//evil.example",
    "/a/..//evil.example",
    "/\t/evil.example",
    "\\\\evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    " /eingang",
  ])("may not be %j", (text) => {
    expect(localPath(text)).toBeUndefined();
  });
});
