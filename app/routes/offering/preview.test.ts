import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { expect, test } from "vitest";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { callRoute } from "../fixtures/call-route.ts";
import { addDogTax, dogTax, settingsFormOf } from "../fixtures/settings-form.ts";
import { createStaffPortal, here } from "../fixtures/staff-portal.ts";
import * as question from "./own-question.tsx";
import { PreviewContent } from "./preview-content.tsx";
import type { Preview } from "./previewed.ts";

const town = await createStaffPortal();
const { portal } = town;
await addDogTax(portal);
const cookie = await town.cookieOf(town.accounts.editor);
const form = settingsFormOf(portal, dogTax, cookie);

/** What stands in the browser, without its markup. */
const drawn = (preview: Preview): string =>
  renderToString(
    createElement(
      I18nextProvider,
      { i18n: serverI18n("de") },
      createElement(PreviewContent, { preview }),
    ),
  )
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/[\s\u00A0]+/g, " ");
const previewOf = (data: unknown): Preview => (data as { preview: Preview }).preview;
const shown = async (section: string, changes: Record<string, string | readonly string[]>) => {
  const typed = await form.typed(section, changes);
  return drawn(previewOf((await form.send(section, { ...typed, intent: "preview" })).data));
};

test.each<[place: string, section: string, changes: Record<string, string>, seen: string]>([
  ["a fee", "kosten", { "fee:ersterHund euro": "123,45" }, "123,45 €"],
  ["a fee that no example pays", "kosten", { "fee:weitererHund euro": "987,65" }, "987,65"],
  ["a reduction", "kosten", { "fee:ermaessigung percent": "37" }, "37"],
  ["the summary", "angaben", { "about:summary de": "Anders gesagt" }, "Anders gesagt"],
  ["needs", "angaben", { "about:needs de": "Lageplan", "about:needs en": "Site plan" }, "Lageplan"],
  ["the note on fees", "angaben", { "about:fee de": "Kostet wenig" }, "Kostet wenig"],
  ["the duration", "angaben", { "about:duration de": "Sieben Tage" }, "Sieben Tage"],
  ["afterwards", "angaben", { "about:afterwards de": "Dann rufen wir an" }, "Dann rufen wir an"],
  [
    "a legal basis",
    "angaben",
    { "about:legalBasis de": "§ 99 Satzung", "about:legalBasis en": "By-laws" },
    "§ 99 Satzung",
  ],
  ["handing in", "angaben", { "about:processing completeWithinDays": "23" }, "23 Tagen"],
  ["retention", "angaben", { "about:retentionDays days": "77" }, "77 Tage"],
  ["the contact", "angaben", { "about:contact office.de": "Steueramt" }, "Steueramt"],
  [
    "opening hours",
    "angaben",
    { "about:contact office.de": "Steueramt", "about:contact openingHours.de": "Mo 8–12" },
    "Mo 8–12",
  ],
  ["plain language", "angaben", { "about:plainLanguage text": "Ganz einfach." }, "Ganz einfach."],
  [
    "sign language",
    "angaben",
    { "about:signLanguage video": "https://video.example/hund" },
    "video.example",
  ],
  ["the level", "angaben", { "about:assurance assurance": "high" }, "„hoch“"],
  ["the title of a page", "seite-halter", { "page:halter:title de": "Wer ist es?" }, "Wer ist es?"],
  ["its intro", "seite-halter", { "page:halter:intro de": "Zuerst zu Ihnen" }, "Zuerst zu Ihnen"],
  ["a label", "seite-erklaerung", { "node:F99000000360:label de": "Stimmt das?" }, "Stimmt das?"],
  ["a hint", "seite-anschrift", { "node:G99000000203/F99000000309:hint de": "Mobil?" }, "Mobil?"],
])("a preview shows %s as soon as it is typed", async (_, section, changes, seen) => {
  expect(await shown(section, {})).not.toContain(seen);
  expect(await shown(section, changes)).toContain(seen);
});

test("a preview no longer shows what is taken away", async () => {
  const inDays = (count: string) =>
    shown("angaben", { "about:processing count": count, "about:processing unit": "days" });
  expect(await inDays("1")).not.toBe(await inDays("9"));
  expect(await shown("angaben", {})).toContain("English");
  expect(await shown("angaben", { "about:languages chosen": ["de"] })).not.toContain("English");
  const phone = "node:G99000000203/F99000000309";
  expect(await shown("seite-anschrift", {})).toContain("Telefonnummer");
  expect(await shown("seite-anschrift", { [`${phone}:required required`]: "on" })).not.toBe(
    await shown("seite-anschrift", {}),
  );
  expect(await shown("seite-anschrift", { [`${phone}:omitted omitted`]: "on" })).not.toContain(
    "Telefonnummer",
  );
  const sexes = "list:G99000000210/F99000000322 offered";
  expect(await shown("seite-hund", {})).toContain("Hündin");
  expect(await shown("seite-hund", { [sexes]: ["r"] })).not.toContain("Hündin");
});

test("a question of one's own is drawn as it is typed, before its purpose is", async () => {
  const path = `/verwaltung/leistungen/${dogTax}/fragen/neu?gemeinde=${here.ars}`;
  const params = { service: dogTax, question: "neu" };
  const at = { path, params, cookie };
  const fresh = await callRoute(portal, question.loader, at);
  expect(previewOf(fresh.data).kind).toBe("unfinished");
  const typed = {
    intent: "preview",
    page: "halter",
    kind: "choice",
    "label.de": "Wo ist Ihr Garten?",
    "options.de": "Am Haus\nAm Wald",
  };
  const preview = previewOf(
    (await callRoute(portal, question.action, { ...at, form: typed })).data,
  );
  expect(drawn(preview)).toMatch(/Wer hält den Hund\?.*Wo ist Ihr Garten\?.*Am Haus.*Am Wald/);
  // The question alone: what else is asked there stands in the preview of the page.
  expect(preview).toMatchObject({ kind: "page", form: { nodes: [{ kind: "choice" }] } });
  const again = await callRoute(portal, question.loader, at);
  expect(previewOf(again.data).kind).toBe("unfinished");
});
