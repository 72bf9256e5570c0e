import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { expect, test } from "vitest";
import { controlName } from "#app/domain/inputs/setting-input.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { callRoute } from "../fixtures/call-route.ts";
import { createStaffPortal, festival, here } from "../fixtures/staff-portal.ts";
import * as question from "./own-question.tsx";
import { SettingsForm } from "./settings-form.tsx";
import * as settings from "./settings.tsx";

const town = await createStaffPortal();
const { portal, accounts } = town;
const first = await town.cookieOf(accounts.editor);
const second = await town.cookieOf(accounts.admin);

const at = `/verwaltung/leistungen/${festival}`;
const query = `?gemeinde=${here.ars}`;

type Form = Readonly<Record<string, string>>;
interface Control {
  readonly part: string;
  readonly value: readonly string[];
}
interface Clash {
  readonly kind: string;
  readonly mine: string;
  readonly seen: string;
}

const section = {
  path: `${at}/anpassen/angaben${query}`,
  params: { service: festival, section: "angaben" },
};
/** The section as a browser would send it untouched, with some controls changed. */
async function typed(changes: Form): Promise<Form> {
  const { data } = await callRoute(portal, settings.loader, { ...section, cookie: first });
  const shown = data as {
    readonly seen: string;
    readonly settings: readonly { readonly place: string; readonly inputs: readonly Control[] }[];
  };
  const controls = shown.settings.flatMap(({ place, inputs }) =>
    inputs.map(({ part, value }) => [controlName(place, part), value[0] ?? ""] as const),
  );
  return { ...Object.fromEntries(controls), seen: shown.seen, ...changes };
}
const save = (form: Form, cookie: string) =>
  callRoute(portal, settings.action, { ...section, cookie, form });
const stored = async (place: string): Promise<string> => {
  const { data } = await callRoute(portal, settings.loader, { ...section, cookie: first });
  const { settings: all } = data as {
    settings: readonly { readonly place: string; readonly inputs: readonly Control[] }[];
  };
  return all.find((one) => one.place === place)?.inputs[0]?.value[0] ?? "";
};

const duration = controlName("about:duration", "de");
const durationEn = controlName("about:duration", "en");

test("what the second editor typed stands beside what is stored, and either may count", async () => {
  const mine = await typed({ [duration]: "Fünf Wochen", [durationEn]: "Five weeks" });
  await save(await typed({ [duration]: "Vier Wochen", [durationEn]: "Four weeks" }), first);
  const clash = await save(mine, second);
  expect(clash).toMatchObject({ status: 409, data: { kind: "clash" } });
  expect(await stored("about:duration")).toBe("Vier Wochen");
  const { mine: own, seen } = clash.data as Clash;
  const decided = (take: string) =>
    save({ intent: "merge", mine: own, seen, "take about:duration": take }, second);
  expect((await decided("theirs")).status).toBe(303);
  expect(await stored("about:duration")).toBe("Vier Wochen");
  expect((await decided("mine")).status).toBe(303);
  expect(await stored("about:duration")).toBe("Fünf Wochen");
  // Decided over what was shown: who saves a third text meanwhile is asked about as well.
  await save(await typed({ [duration]: "Sechs Wochen", [durationEn]: "Six weeks" }), first);
  expect(await decided("mine")).toMatchObject({ status: 409, data: { kind: "clash" } });
  expect(await stored("about:duration")).toBe("Sechs Wochen");
});

test("a form that was refused is still compared with what it had shown", async () => {
  const email = controlName("about:contact", "email");
  const mine = await typed({ [duration]: "Sieben Wochen", [email]: "kein-postfach" });
  await save(await typed({ [duration]: "Acht Wochen" }), first);
  const refused = await save(mine, second);
  expect(refused.status).toBe(422);
  // What is stored by now is not what was typed over.
  const { raw } = refused.data as { raw: Readonly<Record<string, readonly string[]>> };
  const blank = { action: "", settings: [], seen: "stored by now", problems: [], readOnly: false };
  const again = renderToString(
    createElement(
      I18nextProvider,
      { i18n: serverI18n("de") },
      createElement(SettingsForm, { ...blank, raw }),
    ),
  );
  expect(again).not.toContain("stored by now");
  expect(again).toContain('name="seen"');
  expect(await save({ ...mine, [email]: "" }, second)).toMatchObject({
    status: 409,
    data: { kind: "clash" },
  });
  expect(await stored("about:duration")).toBe("Acht Wochen");
});

const loadQuestion = (id: string) =>
  callRoute(portal, question.loader, {
    path: `${at}/fragen/${id}${query}`,
    params: { service: festival, question: id },
    cookie: first,
  });
const postQuestion = (id: string, cookie: string, form: Form) =>
  callRoute(portal, question.action, {
    path: `${at}/fragen/${id}${query}`,
    params: { service: festival, question: id },
    cookie,
    form,
  });
/** The form of a question as a browser would send it untouched. */
async function formOfQuestion(id: string): Promise<Form> {
  const { inputs, seen } = (await loadQuestion(id)).data as {
    readonly inputs: readonly Control[];
    readonly seen: string;
  };
  const filled = inputs.filter(({ value }) => value.length > 0);
  return {
    ...Object.fromEntries(filled.map(({ part, value }) => [part, value[0] ?? ""])),
    seen,
    intent: "save",
  };
}
const label = async (id: string) => JSON.stringify((await loadQuestion(id)).data);

test("a question that two change is decided by the second, and nothing is overwritten unseen", async () => {
  const added = await postQuestion("neu", first, {
    ...(await formOfQuestion("neu")),
    "label.de": "Bringen Sie Mülltonnen mit?",
    "purpose.de": "Planung",
    "legalBasis.de": "§ 4 Satzung",
  });
  expect(added.status).toBe(303);
  const id = "bringen-sie-muelltonnen-mit";
  const opened = await formOfQuestion(id);
  await postQuestion(id, first, { ...opened, "label.de": "Wie viele Tonnen bringen Sie mit?" });
  const clash = await postQuestion(id, second, { ...opened, "label.de": "Eigene Tonnen?" });
  expect(clash).toMatchObject({ status: 409, data: { kind: "clash" } });
  const { clashes, mine, seen } = clash.data as Clash & { clashes: unknown };
  expect(JSON.stringify(clashes)).toMatch(/Eigene Tonnen\?.*Wie viele Tonnen/);
  expect(await label(id)).toContain("Wie viele Tonnen");
  const form = { intent: "merge", mine, seen, [`take extra:${id}`]: "mine" };
  expect((await postQuestion(id, second, form)).status).toBe(303);
  expect(await label(id)).toContain("Eigene Tonnen?");
});

test("a question that somebody removed meanwhile is not brought back, nor lost, unseen", async () => {
  const id = "bringen-sie-muelltonnen-mit";
  const opened = await formOfQuestion(id);
  expect((await postQuestion(id, first, { ...opened, intent: "remove" })).status).toBe(303);
  const clash = await postQuestion(id, second, { ...opened, "hint.de": "Aus Metall" });
  expect(clash).toMatchObject({ status: 409, data: { kind: "clash" } });
  // The page is drawn with the choice although there is no such question now.
  expect(await loadQuestion(id)).toMatchObject({ status: 404, data: { isGone: true } });
  const { mine, seen } = clash.data as Clash;
  const form = { intent: "merge", mine, seen, [`take extra:${id}`]: "mine" };
  expect((await postQuestion(id, second, form)).status).toBe(303);
  expect(await label(id)).toContain("Aus Metall");
  // And the other way round: who removes what somebody changes meanwhile is asked.
  const shown = await formOfQuestion(id);
  await postQuestion(id, first, { ...shown, "hint.de": "Aus Kunststoff" });
  expect(await postQuestion(id, second, { ...shown, intent: "remove" })).toMatchObject({
    status: 409,
    data: { kind: "clash", mine: "{}" },
  });
  expect(await label(id)).toContain("Aus Kunststoff");
});
