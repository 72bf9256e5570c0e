import { createElement, type ComponentProps } from "react";
import { beforeAll, expect, test } from "vitest";
import { publishRevision } from "#app/catalogue/publish-revision.server.ts";
import type { Overlay } from "#app/domain/overlay/overlay.ts";
import { renderNode } from "#app/forms/fixtures/render-form.tsx";
import { withMunicipality } from "#db/connect.ts";
import { lockOffering } from "#db/queries/revisions.ts";
import { callRoute } from "../fixtures/call-route.ts";
import { addDogTax, dogTax } from "../fixtures/settings-form.ts";
import { createStaffPortal, here } from "../fixtures/staff-portal.ts";
import { MergeForm } from "./merge-form.tsx";
import * as versions from "./version-merge.tsx";

const town = await createStaffPortal();
const { portal, accounts } = town;
const key = { ars: here.ars, serviceId: dogTax };
const given = await addDogTax(portal);
const { fee, duration, afterwards } = given.description;
if (!fee || !duration || !afterwards) throw new Error("the package says less than it did");

const overlay: Overlay = {
  "fee:ersterHund": {
    value: { kind: "amount", cents: 112_340 },
    base: { kind: "amount", cents: 9600 },
  },
  "about:fee": { value: { de: "Kostet nichts.", en: "Costs nothing." }, base: fee },
  // Nobody has translated it.
  "about:duration": { value: { ...duration, de: "Sechs Wochen." }, base: duration },
  "about:afterwards": { value: { de: "Bescheid kommt.", en: "It comes." }, base: afterwards },
};
const newFee = { de: "Die Anmeldung ist frei.", en: "Registration is free." };

let page = "";
beforeAll(async () => {
  await withMunicipality(portal.database, here.ars, async (sql) => {
    await lockOffering(sql, key);
    const next = { serviceVersion: given.version, basedOn: null, overlay };
    await publishRevision(sql, key, next, { at: portal.clock(), actor: "test", note: "" });
  });
  await addDogTax(portal, (definition) => ({
    ...definition,
    version: "9.0.0",
    description: { ...definition.description, fee: newFee },
    ...(definition.fees && {
      fees: {
        ...definition.fees,
        table: {
          ...definition.fees.table,
          ersterHund: {
            label: { de: "Erster Hund" },
            default: { kind: "amount", cents: 12_000 },
          },
        },
      },
    }),
  }));
  const { data } = await callRoute(portal, versions.loader, {
    path: `/verwaltung/leistungen/${dogTax}/fassung?gemeinde=${here.ars}`,
    params: { service: dogTax },
    cookie: await town.cookieOf(accounts.editor),
  });
  const loaded = data as Omit<ComponentProps<typeof MergeForm>, "answer">;
  page = renderNode(createElement(MergeForm, { ...loaded, answer: undefined }));
});

const textOf = (html: string) =>
  html
    .replace(/<!--.*?-->/g, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
/** The cards of the page by their titles: the columns by theirs, in their order, and what else stands there. */
function cards() {
  return page
    .split("<section")
    .slice(1)
    .map((card) => {
      const [, title = ""] = /<h2[^>]*>(.*?)<\/h2>/s.exec(card) ?? [];
      const [above = "", below = ""] = card.split('<div class="three-sides">');
      const [columns = "", ...after] = below.split("<fieldset");
      const sides = columns.split("<h3>").slice(1);
      return {
        title: textOf(title),
        above: textOf(above.slice(above.indexOf("</h2>"))),
        columns: sides.map((side) => side.split("</h3>").map(textOf)),
        legends: after.map((set) => textOf(/<legend[^>]*>(.*?)<\/legend>/s.exec(set)?.[1] ?? "")),
        choices: [...below.matchAll(/<label[^>]*>(.*?)<\/label>/gs)].map(([, label = ""]) =>
          textOf(label),
        ),
      };
    });
}
const cardOf = (title: string) => cards().find((card) => card.title.startsWith(title));

test("what both changed stands in three columns under their names, what needs a decision first", () => {
  const titles = cards().map(({ title }) => title);
  expect(titles).toEqual([
    "Hinweis zu den Kosten beide geändert Rechtlich bedeutsam",
    "Erster Hund – Betrag beide geändert Rechtlich bedeutsam",
    "Bearbeitungsdauer bleibt",
    "Wie es weitergeht bleibt",
  ]);
  expect(cardOf("Erster Hund")?.columns).toEqual([
    ["Bisherige Vorgabe", "Euro 96,00"],
    ["Ihre Angabe", "Euro 1123,40"],
    ["Neue Vorgabe", "Euro 120,00"],
  ]);
  expect(cardOf("Hinweis zu den Kosten")?.columns).toEqual([
    ["Bisherige Vorgabe", `Deutsch ${fee.de} English ${fee["en"] ?? ""}`],
    ["Ihre Angabe", "Deutsch Kostet nichts. English Costs nothing."],
    ["Neue Vorgabe", `Deutsch ${newFee.de} English ${newFee.en}`],
  ]);
});

test("each choice says by itself what it is about, and only what needs one has it", () => {
  expect(cards().map(({ legends }) => legends)).toEqual([
    ["Hinweis zu den Kosten: Was soll gelten?"],
    ["Erster Hund – Betrag: Was soll gelten?"],
    [],
    [],
  ]);
  const common = ["Ihre Angabe", "Die neue Vorgabe", "Eine andere Angabe, unten eingetragen"];
  expect(cardOf("Hinweis zu den Kosten")?.choices).toEqual(expect.arrayContaining(common));
});

test("a translation that belongs to another German text is marked, and no other", () => {
  const stale = "Diese Übersetzungen gehören noch zu einem anderen deutschen Text: English";
  expect(cards().map(({ above }) => above.includes(stale))).toEqual([false, false, true, false]);
});
