import { describe, expect, test } from "vitest";
import { createAuthorityBook } from "#app/catalogue/authorities.server.ts";
import { inTransaction, query } from "#db/connect.ts";
import { replaceLeikaEntries, replaceOzgServices } from "#db/queries/reference-catalogue.ts";
import { callRoute } from "../fixtures/call-route.ts";
import { pdfFile } from "../fixtures/pdf-file.ts";
import { createStaffPortal, elsewhere, here, parking } from "../fixtures/staff-portal.ts";
import * as municipalityPage from "../citizen/municipality.tsx";
import * as paperForm from "../citizen/paper-form.ts";
import * as servicePage from "../citizen/service.tsx";
import * as authority from "./authority.tsx";
import * as listing from "./listing.tsx";
import * as listings from "./listings.tsx";

const { portal, accounts, cookieOf } = await createStaffPortal();
const cookie = await cookieOf(accounts.admin);
const key = "99108001000000";
const typed = {
  name: "Fischereischein",
  leikaKey: key,
  summary: "Wer angeln will, braucht ihn.",
  description: "Bringen Sie ein Foto mit.\n\nEs dauert 10 Minuten.",
  fee: "20 Euro",
  contact: "Bürgerbüro\nAm Markt 1",
  formUrl: "",
};
const id = "vor-ort_fischereischein";

const save = async (
  which: string,
  fields: Record<string, string>,
  file?: { name: string; bytes: Uint8Array<ArrayBuffer> },
  ars: string = here.ars,
) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  if (file) form.set("formFile", new File([file.bytes], file.name, { type: "application/pdf" }));
  const path = `/verwaltung/vor-ort/${which}?gemeinde=${ars}`;
  const request = new Request(`http://portal${path}`, {
    method: "POST",
    headers: { cookie },
    body: form,
  });
  return callRoute(portal, (args) => listing.action({ ...args, request }), {
    path,
    params: { id: which },
  });
};
const townPage = async (search = "") => {
  const { data } = await callRoute(portal, municipalityPage.loader, {
    path: `/musterstadt${search}`,
    params: { municipality: here.slug },
  });
  return (data as { services: { id: string; onPaper: boolean }[] }).services;
};
const open = (service: string) =>
  callRoute(portal, servicePage.loader, {
    path: `/musterstadt/${service}`,
    params: { municipality: here.slug, service },
  });
const download = () =>
  callRoute(portal, paperForm.loader, {
    path: `/musterstadt/${id}/formular.pdf`,
    params: { municipality: here.slug, service: id },
  });

describe("a service on paper", () => {
  test("is refused with everything that was typed", async () => {
    const wrong = { ...typed, name: "", leikaKey: "12", formUrl: "javascript:alert(1)" };
    const answer = await save("neu", wrong);
    expect(answer.status).toBe(422);
    expect(answer.data).toMatchObject({
      facts: wrong,
      problems: [
        { name: "name", code: "missing" },
        { name: "leikaKey", code: "leikaKey" },
        { name: "formUrl", code: "url" },
      ],
    });
    const good = { name: "a.pdf", bytes: new Uint8Array(await pdfFile("Antrag")) };
    expect((await save("neu", wrong, good)).data).toMatchObject({ hadFile: true });
    expect(answer.data).toMatchObject({ hadFile: false });
    const noPdf = { name: "a.pdf", bytes: new TextEncoder().encode("Hallo") };
    expect((await save("neu", typed, noPdf)).data).toMatchObject({
      problems: [{ name: "formFile", code: "file.type" }],
    });
    expect((await save("neu", typed, undefined, elsewhere.ars)).status).toBe(404);
    expect(await townPage()).toHaveLength(2);
  });

  test("stands among the services of its town, with a page and its form", async () => {
    const bytes = new Uint8Array(await pdfFile("Antrag"));
    const saved = await save("neu", typed, { name: "Antrag Fischerei.pdf", bytes });
    expect(saved.headers.get("location")).toBe(
      `/verwaltung/vor-ort?gemeinde=${here.ars}&gespeichert=${id}`,
    );
    expect(await townPage("?suche=angeln")).toMatchObject([{ id, onPaper: true }]);
    expect((await townPage()).filter(({ onPaper }) => !onPaper)).toHaveLength(2);
    expect((await open(id)).data).toMatchObject({
      paper: {
        listing: { ...{ name: typed.name, fee: typed.fee, contact: typed.contact } },
        linkedData: { "@type": "GovernmentService", areaServed: { name: "Musterstadt" } },
      },
    });
    const file = await download();
    expect(file.headers.get("content-disposition")).toContain('filename="Antrag Fischerei.pdf"');
    expect((await file.text()).startsWith("%PDF-")).toBe(true);
    expect((await open("vor-ort_erfunden")).status).toBe(404);
  });

  test("keeps its address when it changes, and its key is nobody else's", async () => {
    const changed = await save(id, { ...typed, name: "Angelschein" });
    expect(changed.status).toBe(303);
    expect((await open(id)).data).toMatchObject({ paper: { listing: { name: "Angelschein" } } });
    expect((await download()).status).toBe(200);
    expect((await save("neu", { ...typed, name: "Zweiter" })).data).toMatchObject({
      problems: [{ name: "leikaKey", code: "taken", params: { name: "Angelschein" } }],
    });
    expect((await save("neu", { ...typed, name: "Fischereischein", leikaKey: "" })).status).toBe(
      303,
    );
    expect((await open(`${id}-2`)).status).toBe(200);
  });

  test("makes room for a service with its key", async () => {
    await query(
      portal.database,
      (sql) =>
        sql`update catalogue_entries set leika_keys = ${[key]} where service_id = ${parking}`,
    );
    expect((await townPage()).map((one) => one.id)).not.toContain(id);
    const answer = await open(id);
    expect([answer.status, answer.headers.get("location")]).toEqual([
      302,
      `/musterstadt/${parking}`,
    ]);
    const page = await callRoute(portal, listings.loader, { path: "/verwaltung/vor-ort", cookie });
    expect(page.data).toMatchObject({
      listings: [
        { id, replaced: true, form: "pdf" },
        { id: `${id}-2`, replaced: false, form: "none" },
      ],
    });
    await query(portal.database, (sql) => sql`update catalogue_entries set leika_keys = '{}'`);
  });

  test("is gone with its form once it is removed", async () => {
    await save(id, { ...typed, removeFile: "yes" });
    expect((await download()).status).toBe(404);
    expect((await save(id, { intent: "remove" })).status).toBe(303);
    expect((await save(id, { intent: "remove" })).status).toBe(404);
    expect((await open(id)).status).toBe(404);
    // Whoever was changing it meanwhile has what they typed, in a form that adds it anew.
    expect(await save(id, { ...typed, fee: "25 Euro" })).toMatchObject({
      status: 404,
      data: { facts: { fee: "25 Euro", contact: typed.contact } },
    });
    const path = `/verwaltung/vor-ort/${id}?gemeinde=${here.ars}`;
    const gone = { path, params: { id }, cookie };
    expect(await callRoute(portal, listing.loader, gone)).toMatchObject({
      status: 404,
      data: { isGone: true, id: undefined },
    });
    expect((await open(id)).status).toBe(404);
  });
});

describe("the key of a listing", () => {
  const show = async (which: string, search: string) => {
    const path = `/verwaltung/vor-ort/${which}?gemeinde=${here.ars}&${search}`;
    const call = { path, params: { id: which }, cookie };
    return (await callRoute(portal, listing.loader, call)).data as {
      readonly facts: { readonly name: string; readonly leikaKey: string };
      readonly acts?: { readonly hits: readonly { readonly key: string }[] };
    };
  };

  test("is as it was typed where no catalogue was imported", async () => {
    expect((await show("neu", "suche=fisch")).acts).toBeUndefined();
  });

  test("is found by words, filled in, and none that the catalogue does not know", async () => {
    await inTransaction(portal.database, async (sql) => {
      const ozg = { id: "10107", name: "Jagd- und Fischereischein", situation: "x", topic: "y" };
      await replaceOzgServices(sql, [ozg]);
      const entry = { type: "2/3", ozgId: "10107", legalBasis: "" };
      await replaceLeikaEntries(sql, [
        { key: "99108001001000", name: "Fischereischein Erteilung", ...entry },
        { key: "99108001002000", name: "Jagdschein Verlängerung", ...entry },
        { key: "99102013000000", name: "Hundesteuer", ...entry, ozgId: null },
      ]);
    });
    const keys = async (words: string) =>
      (await show("neu", new URLSearchParams({ suche: words }).toString())).acts?.hits.map(
        ({ key: one }) => one,
      );
    // By its own name first, then by that of its OZG-Leistung, whatever the case.
    expect(await keys("FISCHEREISCHEIN")).toEqual(["99108001001000", "99108001002000"]);
    expect(await keys("schein erteilung")).toEqual(["99108001001000"]);
    expect(await keys("99102013")).toEqual(["99102013000000"]);
    expect(await keys("schwebebahn")).toEqual([]);
    expect((await show("neu", "leika=99108001001000")).facts).toMatchObject({
      name: "Fischereischein Erteilung",
      leikaKey: "99108001001000",
    });
    expect((await show("neu", "leika=99999999999999")).facts).toMatchObject({ leikaKey: "" });
    const unknown = await save("neu", { ...typed, leikaKey: "99999999999999" });
    expect(unknown).toMatchObject({
      status: 422,
      data: {
        facts: { leikaKey: "99999999999999", contact: typed.contact },
        problems: [{ name: "leikaKey", code: "unknownKey" }],
      },
    });
    const known = { ...typed, name: "Angeln", leikaKey: "99108001001000" };
    expect((await save("neu", known)).status).toBe(303);
    const shown = await show("vor-ort_angeln", "leika=99102013000000");
    expect(shown.facts).toMatchObject({ name: "Angeln", leikaKey: "99102013000000" });
  });

  test("is searched and chosen with everything that is typed below, a file to be chosen again", async () => {
    const half = { ...typed, name: "", leikaKey: "", fee: "12 Euro", formUrl: "halb" };
    const paper = { name: "a.pdf", bytes: new Uint8Array(await pdfFile("Antrag")) };
    const found = await save("neu", { ...half, suche: "hunde", intent: "findAct" }, paper);
    expect(found).toMatchObject({
      status: 200,
      data: {
        facts: half,
        problems: [],
        hadFile: true,
        acts: { hits: [{ key: "99102013000000" }] },
      },
    });
    // The return key means what one is at.
    expect(await save("neu", { ...half, suche: "hunde", intent: "enter" })).toMatchObject({
      status: 200,
      data: { hadFile: false, acts: { typed: "hunde" } },
    });
    expect((await save("neu", { ...half, suche: "", intent: "enter" })).status).toBe(422);
    const chosen = await save("neu", { ...half, suche: "hunde", leika: "99102013000000" });
    expect(chosen).toMatchObject({
      status: 200,
      data: { facts: { ...half, name: "Hundesteuer", leikaKey: "99102013000000" } },
    });
    const kept = await save("neu", { ...half, name: "Hund", leika: "99102013000000" });
    expect(kept.data).toMatchObject({ facts: { name: "Hund", leikaKey: "99102013000000" } });
    const elsewhereToo = await save(
      "neu",
      { suche: "hunde", intent: "findAct" },
      undefined,
      elsewhere.ars,
    );
    expect(elsewhereToo.status).toBe(404);
  });

  test("stays where the catalogue no longer has it", async () => {
    await inTransaction(portal.database, (sql) =>
      replaceLeikaEntries(sql, [
        { key: "99102013000000", name: "Hundesteuer", type: "", ozgId: null, legalBasis: "" },
      ]),
    );
    const changed = { ...typed, name: "Angeln", leikaKey: "99108001001000", fee: "30 Euro" };
    expect((await save("vor-ort_angeln", changed)).status).toBe(303);
    expect((await save("vor-ort_angeln", { intent: "remove" })).status).toBe(303);
    await inTransaction(portal.database, (sql) => replaceLeikaEntries(sql, []));
  });
});

describe("how a municipality is reached", () => {
  const change = (form: Record<string, string>, ars: string = here.ars) =>
    callRoute(portal, authority.action, {
      path: `/verwaltung/behoerde?gemeinde=${ars}`,
      cookie,
      form,
    });

  test("is refused with everything that was typed", async () => {
    const wrong = { name: "x".repeat(151), phone: "ruf an", email: "nein", url: "ftp://a.de" };
    const answer = await change(wrong);
    expect(answer.status).toBe(422);
    expect(answer.data).toMatchObject({
      typed: wrong,
      problems: [
        { name: "name", code: "tooLong" },
        { name: "phone", code: "phone" },
        { name: "email", code: "email" },
        { name: "url", code: "url" },
      ],
    });
    expect((await change({ name: "x" }, elsewhere.ars)).status).toBe(404);
  });

  test("is known to another process within five seconds, by the town's name where it gives none", async () => {
    const other = createAuthorityBook(portal);
    expect((await other.read()).get(here.slug)).toBeUndefined();
    expect((await change({ phone: "01234 567-1" })).status).toBe(303);
    expect((await portal.authorities.read()).get(here.slug)).toMatchObject({
      name: "Musterstadt",
      phone: "01234 567-1",
    });
    const until = performance.now() + 5000;
    while (!(await other.read()).has(here.slug) && performance.now() < until)
      await new Promise((resolve) => setTimeout(resolve, 100));
    expect((await other.read()).get(here.slug)).toMatchObject({ phone: "01234 567-1" });
  });

  test("is stored, and told to search engines", async () => {
    const contact = {
      name: "Stadtverwaltung",
      phone: "01234 567-0",
      address: "Am Markt 1\n01234 Musterstadt",
    };
    expect((await change(contact)).status).toBe(303);
    expect((await open(parking)).data).toMatchObject({
      linkedData: {
        provider: {
          name: "Stadtverwaltung",
          telephone: "01234 567-0",
          address: "Am Markt 1, 01234 Musterstadt",
        },
        availableChannel: { serviceUrl: `http://portal/musterstadt/${parking}` },
      },
    });
  });
});
