import { expect, describe, test } from "vitest";
import { callRoute } from "../fixtures/call-route.ts";
import { createStaffPortal, elsewhere, here, type AccountName } from "../fixtures/staff-portal.ts";
import * as page from "./mail-texts.tsx";

const { portal, accounts, cookieOf } = await createStaffPortal();
const cookies = new Map<AccountName, string>();
const cookie = async (who: AccountName) => {
  const known = cookies.get(who) ?? (await cookieOf(accounts[who]));
  cookies.set(who, known);
  return known;
};
const address = (ars: string) => `/verwaltung/mails?gemeinde=${ars}&art=status&textsprache=de`;
const load = async (who: AccountName, path = address(here.ars)) =>
  callRoute(portal, page.loader, { path, cookie: await cookie(who) });
const post = async (who: AccountName, form: Record<string, string>, ars = here.ars) =>
  callRoute(portal, page.action, { path: address(ars), cookie: await cookie(who), form });
const own = {
  subject: "Stand {{reference}}",
  body: "{{reference}} {{status}}\n\n{{note}}\n\n{{address}}",
};

describe("the texts of mails", () => {
  test("are a town's own after saving, and the portal's again after taking them back", async () => {
    expect(await load("admin")).toMatchObject({ status: 200, data: { text: { isOwn: false } } });
    expect((await post("admin", { ...own, intent: "save" })).status).toBe(303);
    expect((await load("admin")).data).toMatchObject({ text: { ...own, isOwn: true } });
    expect((await load("otherAdmin", address(elsewhere.ars))).data).toMatchObject({
      text: { isOwn: false },
    });
    expect((await post("admin", { intent: "reset" })).status).toBe(303);
    expect((await load("admin")).data).toMatchObject({ text: { isOwn: false } });
  });

  test("with a wrong placeholder come back with what was typed", async () => {
    const wrong = { ...own, body: "{{reference}} {{adress}}" };
    expect(await post("admin", { ...wrong, intent: "save" })).toMatchObject({
      status: 422,
      data: {
        typed: wrong,
        problems: [
          { field: "body", code: "unknown", name: "adress" },
          { code: "needed", name: "status" },
          { code: "needed", name: "note" },
          { code: "needed", name: "address" },
        ],
      },
    });
    expect((await load("admin")).data).toMatchObject({ text: { isOwn: false } });
  });

  test("are shown as they would look, without being saved", async () => {
    const shown = await post("admin", { ...own, intent: "preview" });
    expect(shown.data).toMatchObject({ preview: { subject: "Stand 7KQ4-M2XB-P9DT" } });
    expect((await load("admin")).data).toMatchObject({ text: { isOwn: false } });
  });

  test.each(["caseworker", "otherAdmin", "operator", "otherCaseworker"] as const)(
    "are nothing for %s",
    async (who) => {
      expect((await load(who)).status).toBe(404);
      expect((await post(who, { ...own, intent: "save" })).status).toBe(404);
    },
  );
});
