import { beforeEach, expect, it } from "vitest";
import { createTestPortal } from "#app/apply/fixtures/test-portal.ts";
import { withMunicipality } from "#db/connect.ts";
import { keyRingOf } from "#app/catalogue/portal.server.ts";
import { createVisitor } from "../fixtures/visitor.ts";

const portal = await createTestPortal();
const ars = "000000000001";
const address = "/rueckmeldung/musterstadt/hundesteuer-anmelden";
const visitor = createVisitor(portal);
const tokenOf = (data: unknown) => (data as { fields: { token: string } }).fields.token;
const newToken = async () => tokenOf((await visitor.get(address)).data);

beforeEach(() => {
  portal.setClock("2026-03-01T09:00:00Z");
});

async function stored() {
  await portal.figures.flush();
  return withMunicipality(portal.database, ars, async (sql) => ({
    ratings: await sql<{ subject: string; count: number }[]>`
      select subject, sum(count)::int as count from figures where event = 'rating' group by subject`,
    comments: await sql<{ id: string; sealed: Buffer }[]>`select * from feedback_comments`,
  }));
}

it("counts a rating and keeps a comment for the town, without what names a person", async () => {
  const form = {
    token: await newToken(),
    rating: "4",
    comment: "Gut. Fragen an erika@beispiel.de oder 0171 1234567, Nummer 7KQ4-M2XB-P9DT",
  };
  const answer = await visitor.post(address, form);
  expect(answer).toMatchObject({ status: 303, location: `${address}?danke` });
  // No cookie, neither set nor needed.
  expect(answer.headers.getSetCookie()).toEqual([]);
  // The same form once more, as after a second press: counted once.
  await visitor.post(address, form);
  const { ratings, comments } = await stored();
  expect(ratings).toEqual([{ subject: "4", count: 1 }]);
  expect(comments).toHaveLength(1);
  const [comment] = comments;
  // Nothing that would lead to a person, an application or a moment.
  expect(Object.keys(comment ?? {}).sort()).toEqual(["ars", "day", "id", "sealed", "serviceId"]);
  const keys = await keyRingOf(portal, ars);
  const plain = comment && keys.open(comment.sealed, `feedback:${comment.id}`).toString();
  expect(JSON.parse(plain ?? "")).toEqual({
    rating: "4",
    text: "Gut. Fragen an […] oder […], Nummer […]",
  });
});

it("keeps what was written where it cannot be taken, and says why", async () => {
  const long = "x".repeat(1001);
  const tooLong = await visitor.post(address, { token: await newToken(), comment: long });
  expect(tooLong).toMatchObject({
    status: 422,
    data: { comment: long, problems: [{ name: "comment", code: "tooLong" }] },
  });
  const nothing = await visitor.post(address, { token: await newToken() });
  expect(nothing.data).toMatchObject({ problems: [{ name: "rating", code: "nothing" }] });
  const wrong = await visitor.post(address, { token: await newToken(), rating: "9" });
  expect(wrong.data).toMatchObject({ problems: [{ name: "rating", code: "rating" }] });
});

it("takes forms of its own alone, and only for a day", async () => {
  const token = await newToken();
  portal.setClock("2026-03-02T10:00:00Z");
  for (const bad of [token, "", "x.y", `${token}x`]) {
    const answer = await visitor.post(address, { token: bad, rating: "5" });
    expect(answer).toMatchObject({
      status: 422,
      data: { rating: "5", problems: [{ code: "stale" }] },
    });
  }
});

it("holds up a flood from one address, with the text in hand", async () => {
  portal.setClock("2026-05-01T10:00:00Z");
  let last;
  for (let count = 0; count < 31; count += 1)
    last = await visitor.post(address, { token: await newToken(), rating: "1", comment: "Nr." });
  expect(last).toMatchObject({
    status: 429,
    data: { kind: "heldUp", raw: { rating: ["1"], comment: ["Nr."] } },
  });
});
