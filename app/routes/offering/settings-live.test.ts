import { expect, test } from "vitest";
import { callRoute } from "../fixtures/call-route.ts";
import { examplesOf, fillJourney } from "../fixtures/fill-journey.ts";
import { addDogTax, dogTax, settingsFormOf } from "../fixtures/settings-form.ts";
import { createStaffPortal, here } from "../fixtures/staff-portal.ts";
import { createVisitor } from "../fixtures/visitor.ts";
import * as overview from "./offering.tsx";

const town = await createStaffPortal();
const { portal } = town;
await addDogTax(portal);
const editor = await town.cookieOf(town.accounts.editor);
const publisher = await town.cookieOf(town.accounts.publisher);
const form = settingsFormOf(portal, dogTax, editor);
const [oneDog] = examplesOf(dogTax);
if (!oneDog) throw new Error("the package has no worked example");

const save = async (section: string, changes: Record<string, string>) =>
  (await form.send(section, await form.typed(section, changes))).status;
const move = async (intent: string, cookie: string) =>
  (
    await callRoute(portal, overview.action, {
      path: `/verwaltung/leistungen/${dogTax}?gemeinde=${here.ars}`,
      params: { service: dogTax },
      cookie,
      form: { intent, note: "Neue Satzung" },
    })
  ).status;

test("amounts, deadlines and opening hours that an editor types are what citizens read once released", async () => {
  expect(await save("kosten", { "fee:ersterHund euro": "1.123,40" })).toBe(303);
  const set = {
    "about:processing count": "10",
    "about:processing unit": "days",
    "about:contact office.de": "Steueramt",
    "about:contact openingHours.de": "Mo bis Do 8 bis 12 Uhr",
  };
  expect(await save("angaben", set)).toBe(303);
  expect(await move("propose", editor)).toBe(303);
  expect(await move("release", publisher)).toBe(303);

  const base = `/${here.slug}/${dogTax}`;
  const visitor = createVisitor(portal);
  expect((await visitor.get(base)).data).toMatchObject({
    service: {
      contact: { office: { text: "Steueramt" }, openingHours: { text: "Mo bis Do 8 bis 12 Uhr" } },
    },
  });
  await fillJourney(visitor, base, oneDog);
  const review = (await visitor.get(`${base}/pruefen`)).data as {
    readonly marks: readonly string[];
    readonly fees: unknown;
  };
  const fees = { total: 112_340, positions: [{ id: "ersterHund", cents: 112_340 }] };
  expect(review.fees).toMatchObject(fees);
  const filed = await visitor.post(`${base}/pruefen`, { gesehen: review.marks });
  expect(filed.status).toBe(303);
  const receipt = (await visitor.get(filed.location ?? "")).data as {
    readonly nextSteps: readonly { readonly text: string }[];
  };
  expect(receipt).toMatchObject({ fees });
  // Filed on 1 March 2026, counted from the day after.
  const told = receipt.nextSteps.map(({ text }) => text);
  expect(told).toContain("Über Ihren Antrag wird bis zum 11. März 2026 entschieden.");
});

test.each([
  ["kosten", { "fee:ersterHund euro": "zwölf" }, "fee:ersterHund"],
  ["kosten", { "fee:ermaessigung percent": "120" }, "fee:ermaessigung"],
  ["angaben", { "about:processing count": "bald" }, "about:processing"],
])(
  "what is no amount and no deadline comes back as it was typed: %s %o",
  async (section, changes, place) => {
    const typed = await form.typed(section, changes);
    expect(await form.send(section, typed)).toMatchObject({
      status: 422,
      data: {
        problems: [{ place, code: "value" }],
        raw: { [`s ${Object.keys(changes)[0] ?? ""}`]: Object.values(changes) },
      },
    });
  },
);
