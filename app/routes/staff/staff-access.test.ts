import { describe, expect, test } from "vitest";
import { withMunicipality } from "#db/connect.ts";
import { setDisabled } from "#db/queries/accounts.ts";
import { findSubmission } from "#db/queries/submissions.ts";
import { callRoute } from "../fixtures/call-route.ts";
import {
  createStaffPortal,
  elsewhere,
  festival,
  here,
  type AccountName,
} from "../fixtures/staff-portal.ts";
import * as administration from "./administration.tsx";
import * as inboxCsv from "./inbox-csv.ts";
import * as inbox from "./inbox.tsx";
import * as attachmentRoute from "./submission-attachment.ts";
import * as download from "./submission-download.ts";
import * as submissionPage from "./submission.tsx";

const { portal, accounts, cookieOf, file } = await createStaffPortal();
const { id } = await file(here);
const [attachment] = await withMunicipality(
  portal.database,
  here.ars,
  (sql) => sql<{ id: string }[]>`select id from attachments where submission_id = ${id}`,
);

type Call = Parameters<typeof callRoute>[2];
type Handler = Parameters<typeof callRoute>[1];
type Visitor = AccountName | "nobody";

const routes: Readonly<Record<string, readonly [Handler, Call]>> = {
  "own inbox": [inbox.loader, { path: "/eingang" }],
  "this inbox": [inbox.loader, { path: `/eingang?gemeinde=${here.ars}` }],
  "this inbox as CSV": [inboxCsv.loader, { path: `/eingang/liste.csv?gemeinde=${here.ars}` }],
  "an application": [submissionPage.loader, { path: `/eingang/${id}`, params: { id } }],
  "its data": [
    download.loader,
    { path: `/eingang/${id}/antrag.json`, params: { id, file: "antrag.json" } },
  ],
  "its attachment": [
    attachmentRoute.loader,
    {
      path: `/eingang/${id}/anlagen/${attachment?.id ?? ""}`,
      params: { id, attachment: attachment?.id ?? "" },
    },
  ],
  "change its status": [
    submissionPage.action,
    { path: `/eingang/${id}`, params: { id }, form: { from: "received", status: "inProgress" } },
  ],
  "own services": [administration.loader, { path: "/verwaltung" }],
  "these services": [administration.loader, { path: `/verwaltung?gemeinde=${here.ars}` }],
  "switch a service": [
    administration.action,
    {
      path: "/verwaltung",
      form: { gemeinde: here.ars, service: festival, intent: "turnOff" },
    },
  ],
};
type RouteName = keyof typeof routes;

/** Statuses by visitor, in the order of `routes`. */
const expected: Readonly<Record<Visitor, readonly number[]>> = {
  nobody: [303, 303, 303, 303, 303, 303, 307, 303, 303, 307],
  caseworker: [200, 200, 200, 200, 200, 200, 303, 403, 403, 404],
  otherCaseworker: [200, 404, 404, 404, 404, 404, 404, 403, 403, 404],
  admin: [403, 403, 404, 404, 404, 404, 404, 200, 200, 303],
  otherAdmin: [403, 403, 404, 404, 404, 404, 404, 200, 404, 404],
  editor: [403, 403, 404, 404, 404, 404, 404, 200, 200, 403],
  publisher: [403, 403, 404, 404, 404, 404, 404, 200, 200, 403],
  operator: [403, 403, 404, 404, 404, 404, 404, 200, 200, 403],
};
const table = Object.entries(expected).flatMap(([visitor, statuses]) =>
  Object.keys(routes).map(
    (route, at) => [visitor as Visitor, route, statuses[at] ?? Number.NaN] as const,
  ),
);

const open = async (visitor: Visitor, route: RouteName) => {
  const [handler, call] = routes[route] ?? [() => undefined, { path: "/" }];
  const cookie = visitor === "nobody" ? undefined : await cookieOf(accounts[visitor]);
  return callRoute(portal, handler, { ...call, ...(cookie && { cookie }) });
};

describe("who gets where", () => {
  test.each(table)("%s: %s → %i", async (visitor, route, status) => {
    const answer = await open(visitor, route);
    expect(answer.status).toBe(status);
    const location = answer.headers.get("location") ?? "";
    expect(location.startsWith("/anmelden")).toBe(visitor === "nobody");
    if (status === 200 || status === 303) {
      expect(answer.headers.get("cache-control")).toBe("no-store");
    }
  });

  test("an account that was disabled gets nowhere", async () => {
    const cookie = await cookieOf(accounts.caseworker);
    await setDisabled(portal.database.sql, accounts.caseworker, portal.clock());
    for (const [handler, call] of Object.values(routes)) {
      const answer = await callRoute(portal, handler, { ...call, cookie });
      expect(answer.headers.get("location")).toMatch(/^\/anmelden\?/);
    }
    await setDisabled(portal.database.sql, accounts.caseworker, null);
  });
});

describe("an application of another town", () => {
  test("is answered like one that does not exist", async () => {
    const cookie = await cookieOf(accounts.otherCaseworker);
    const pages = [id, "AAAAAAAAAAAAAAAAAAAAAA"].map((one) =>
      callRoute(portal, submissionPage.loader, {
        path: `/eingang/${one}`,
        params: { id: one },
        cookie,
      }),
    );
    const [foreign, missing] = await Promise.all(pages);
    expect(foreign).toMatchObject({ status: 404, data: { kind: "notFound" } });
    expect(foreign?.data).toEqual(missing?.data);
  });

  test("is hidden by the database itself", async () => {
    const seenFrom = (ars: string) =>
      withMunicipality(portal.database, ars, (sql) => findSubmission(sql, id));
    expect((await seenFrom(here.ars))?.id).toBe(id);
    expect(await seenFrom(elsewhere.ars)).toBeUndefined();
    expect(await findSubmission(portal.database.sql, id)).toBeUndefined();
  });

  test("leaves no trace of the attempt in its history", async () => {
    const rows = await withMunicipality(
      portal.database,
      here.ars,
      (sql) => sql<{ actor: string }[]>`
        select actor from submission_events where submission_id = ${id}
        union select actor from audit_log where subject = ${id}`,
    );
    const actors = new Set(rows.map(({ actor }) => actor));
    expect(actors).toEqual(new Set(["citizen", accounts.caseworker]));
  });
});
