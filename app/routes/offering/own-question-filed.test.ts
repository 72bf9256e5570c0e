import { expect, test } from "vitest";
import { loadVersion } from "#app/catalogue/load-offering.server.ts";
import { compileJsonSchema, compileXsd } from "#app/documents/fixtures/receiver-checks.ts";
import { readPdf } from "#app/documents/fixtures/read-pdf.ts";
import { rowsOf } from "#app/documents/fixtures/sound-pdf.ts";
import { receiverXsd } from "#app/documents/schemas/xsd.ts";
import { extraNodeId } from "#app/domain/overlay/place.ts";
import { submissionDocumentSchema } from "#app/domain/submission.ts";
import { render, type FormatName } from "#app/forwarding/formats.server.ts";
import { documentTextsOf } from "#app/i18n/texts.server.ts";
import { callRoute } from "../fixtures/call-route.ts";
import { examplesOf, fillJourney, type Example } from "../fixtures/fill-journey.ts";
import { addDogTax, dogTax } from "../fixtures/settings-form.ts";
import { createStaffPortal, here } from "../fixtures/staff-portal.ts";
import { createVisitor } from "../fixtures/visitor.ts";
import * as download from "../staff/submission-download.ts";
import * as inbox from "../staff/inbox.tsx";
import * as submissionPage from "../staff/submission.tsx";
import * as overview from "./offering.tsx";
import * as question from "./own-question.tsx";

const town = await createStaffPortal();
const { portal, accounts } = town;
await addDogTax(portal);
const editor = await town.cookieOf(accounts.editor);
const publisher = await town.cookieOf(accounts.publisher);
const caseworker = await town.cookieOf(accounts.caseworker);
const base = `/${here.slug}/${dogTax}`;
const [oneDog] = examplesOf(dogTax);
if (!oneDog) throw new Error("the package has no worked example");

const basket = { id: "wo-liegt-der-hundekorb", label: "Wo liegt der Hundekorb?" };
const bins = { id: "welche-tonnen-haben-sie", label: "Welche Tonnen haben Sie?" };
const ask = async (form: Readonly<Record<string, string>>) => {
  const added = await callRoute(portal, question.action, {
    path: `/verwaltung/leistungen/${dogTax}/fragen/neu?gemeinde=${here.ars}`,
    params: { service: dogTax, question: "neu" },
    cookie: editor,
    form: {
      ...{ intent: "save", page: "halter", "purpose.de": "Planung" },
      ...{ "legalBasis.de": "§ 4 Satzung", ...form },
    },
  });
  expect(added.status).toBe(303);
};
const move = async (intent: string, cookie: string) => {
  const moved = await callRoute(portal, overview.action, {
    path: `/verwaltung/leistungen/${dogTax}?gemeinde=${here.ars}`,
    params: { service: dogTax },
    cookie,
    form: { intent, note: "" },
  });
  expect(moved.status).toBe(303);
};
/** The example with more on its first page. */
const answering = (input: Readonly<Record<string, string | string[]>>): Example => ({
  ...oneDog,
  steps: oneDog.steps.map((step) =>
    step.page === "halter" ? { ...step, input: { ...step.input, ...input } } : step,
  ),
});
const at = (id: string) => extraNodeId(id);
const fetchFile = async (id: string, file: string) =>
  callRoute(portal, download.loader, {
    path: `/eingang/${id}/${file}`,
    params: { id, file },
    cookie: caseworker,
  });

test("an answer to a question of the town's own is found wherever the application is read", async () => {
  await ask({
    kind: "text",
    "label.de": basket.label,
    "label.en": "Where is its bed?",
    required: "on",
  });
  await ask({ kind: "choice", "label.de": bins.label, "options.de": "Blaue\nGelbe" });
  await move("propose", editor);
  await move("release", publisher);

  const visitor = createVisitor(portal);
  // Left empty, it stands at the question.
  const empty = answering({ [at(basket.id)]: "" }).steps[0]?.input ?? {};
  const refused = await visitor.post(`${base}/halter`, { ...empty, intent: "next" });
  expect(refused).toMatchObject({
    status: 422,
    data: { errors: [{ name: at(basket.id), code: "required" }] },
  });
  const answers = { [at(basket.id)]: "Unter der Treppe", [at(bins.id)]: "02" };
  await fillJourney(visitor, base, answering(answers));
  const { marks } = (await visitor.get(`${base}/pruefen`)).data as { marks: readonly string[] };
  const filed = await visitor.post(`${base}/pruefen`, { gesehen: marks });
  expect(filed.status).toBe(303);
  const rows = [
    { path: at(basket.id), label: basket.label, values: ["Unter der Treppe"] },
    { path: at(bins.id), label: bins.label, values: ["Gelbe"] },
  ];

  const receipt = (await visitor.get(filed.location ?? "")).data as {
    readonly reference: string;
    readonly sections: readonly { readonly page: string; readonly rows: readonly unknown[] }[];
    readonly status: { readonly code: string };
  };
  const { reference } = receipt;
  const onPage = (sections: typeof receipt.sections) =>
    sections.find(({ page }) => page === "halter")?.rows;
  expect(onPage(receipt.sections)).toEqual(expect.arrayContaining(rows.map(same)));
  const status = await createVisitor(portal).post("/status", {
    vorgangsnummer: reference,
    code: receipt.status.code,
  });
  expect(status).toMatchObject({ status: 200, data: { view: { reference } } });

  const list = await callRoute(portal, inbox.loader, { path: "/eingang", cookie: caseworker });
  const { entries } = list.data as { entries: readonly { id: string; reference: string }[] };
  const id = entries.find((one) => one.reference === reference)?.id ?? "";
  const opened = await callRoute(portal, submissionPage.loader, {
    path: `/eingang/${id}`,
    params: { id },
    cookie: caseworker,
  });
  const { view } = opened.data as { view: Pick<typeof receipt, "sections"> };
  expect(onPage(view.sections)).toEqual(expect.arrayContaining(rows.map(same)));

  const pdf = readPdf(await (await fetchFile(id, "antrag.pdf")).bytes());
  expect(rowsOf(pdf)).toEqual(
    expect.arrayContaining(rows.map(({ label, values }) => [label, values])),
  );
  const json = await (await fetchFile(id, "antrag.json")).text();
  const { $schema: _schema, ...written } = JSON.parse(json) as Record<string, unknown>;
  const document = submissionDocumentSchema.parse(written);
  expect(document.service.version).toMatch(/\+1$/);
  expect(document.data).toMatchObject(answers);
  expect(onPage(document.summary)).toEqual(expect.arrayContaining(rows.map(same)));
  const xml = await (await fetchFile(id, "antrag.xml")).text();
  for (const [name, value] of Object.entries(answers))
    expect(xml).toContain(`<${name}>${value}</${name}>`);

  // What a destination gets is checked by what it gets it checked with.
  const offering = await loadVersion(portal, here.ars, dogTax, document.service.version);
  if (!offering) throw new Error("the version that was filed with is not known");
  const { service } = offering;
  const sent = async (format: FormatName) => {
    const file = await render({ document, service, texts: documentTextsOf("de") }, format);
    return new TextDecoder().decode(file?.bytes);
  };
  const validate = compileJsonSchema(JSON.parse(await sent("fim-json-schema.v1")) as object);
  const data = JSON.parse(await sent("fim-json.v1")) as Record<string, unknown>;
  expect(data).toMatchObject(answers);
  expect(validate(data), JSON.stringify(validate.errors)).toBe(true);
  const { [at(basket.id)]: _, ...without } = data;
  expect(validate(without)).toBe(false);
  expect(validate({ ...data, [at(bins.id)]: "03" })).toBe(false);
  expect(compileXsd(receiverXsd(service) ?? "")(xml)).toEqual([]);
  const csv = await sent("submission-csv.v1");
  for (const { path, label, values } of rows)
    expect(csv).toContain(`"${path}";"${label}";"${values[0] ?? ""}"`);
});

const same = (row: object): unknown => expect.objectContaining(row);
