import type { ActionFunction, LoaderFunction } from "@remix-run/node";
import { createStaff } from "#app/identity/create-staff.server.ts";
import { expect, test } from "vitest";
import { callRoute } from "../fixtures/call-route.ts";
import { createStaffPortal, festival, here, password } from "../fixtures/staff-portal.ts";
import * as destinations from "../forwarding/destinations.tsx";
import * as window_ from "../offering/window.tsx";
import * as payment from "../payment/payment-settings.tsx";
import * as privacy from "../privacy/settings.tsx";
import * as accessibility from "./accessibility.tsx";
import * as authority from "./authority.tsx";
import * as entry from "./catalogue-entry.tsx";
import * as listing from "./listing.tsx";
import * as look from "./look.tsx";
import * as mails from "./mail-texts.tsx";
import * as person from "./person.tsx";

const town = await createStaffPortal();
const { portal } = town;
const second = await createStaff(portal, {
  login: "zweite",
  name: "Zweite Person",
  password,
  roles: [{ role: "municipality-admin", ars: here.ars }],
});
if (second.outcome !== "created") throw new Error(second.outcome);
const erika = await town.cookieOf(town.accounts.admin);
const max = await town.cookieOf(second.accountId);

interface Page {
  readonly loader: LoaderFunction;
  readonly action: ActionFunction;
  readonly path: string;
  readonly params?: Readonly<Record<string, string>>;
  /** All of the form, as whoever changes nothing sends it. */
  readonly form: Readonly<Record<string, string>>;
  /** The control that both change, to these values, and its name among what is shown. */
  readonly field: string;
  readonly name?: string;
  readonly values: readonly [theirs: string, mine: string];
  /** What is refused. */
  readonly wrong?: Readonly<Record<string, string>>;
}

/** Where a page keeps the mark of its form. */
interface Marks {
  readonly seen?: string;
  readonly settings?: { readonly seen: string };
  readonly alarms?: { readonly seen: string };
  readonly hostSeen?: string;
}

const address = { name: "", address: "", phone: "", email: "", url: "", hours: "" };
const id = "vor-ort_fischereischein";
const fishing = {
  ...{ name: "Fischereischein", leikaKey: "", summary: "Zum Angeln", description: "" },
  ...{ fee: "", contact: "Rathaus", formUrl: "" },
};
const pages: Readonly<Record<string, Page>> = {
  look: {
    ...look,
    path: "/verwaltung/aussehen?",
    form: { displayName: "", accent: "", armsAlt: "", publisher: "" },
    field: "publisher",
    values: ["Stadt\r\nMarkt 1", "Stadt\r\nMarkt 2"],
    wrong: { accent: "#ffff00" },
  },
  "mail texts": {
    ...mails,
    path: "/verwaltung/mails?art=filed&textsprache=de&",
    form: { subject: "Eingang", body: "{{reference}}\r\n{{code}}\r\n{{address}}" },
    field: "subject",
    values: ["Eingang bei uns", "Ihr Antrag"],
    wrong: { body: "{{passwort}}" },
  },
  "how it is reached": {
    ...authority,
    path: "/verwaltung/behoerde?",
    form: address,
    field: "hours",
    values: ["Mo 8 bis 12", "Di 8 bis 12"],
    wrong: { email: "nein" },
  },
  "data protection": {
    ...privacy,
    path: "/verwaltung/datenschutz?",
    form: { controller: "Stadt", officer: "", officerEmail: "", email: "", phone: "" },
    field: "officer",
    values: ["Frau Muster", "Büro 3"],
    wrong: { email: "nein" },
  },
  "paper listing": {
    ...listing,
    path: `/verwaltung/vor-ort/${id}?`,
    params: { id },
    form: fishing,
    field: "fee",
    values: ["20 Euro", "30 Euro"],
    wrong: { summary: "" },
  },
  payment: {
    ...payment,
    path: "/verwaltung/zahlung?",
    form: {
      "option.baseUrl": "https://bezahldienst.example.de/api/v1",
      "option.originatorId": "stadt",
      "option.endPointId": "eins",
    },
    field: "option.endPointId",
    name: "endPointId",
    values: ["zwei", "drei"],
    wrong: { "option.baseUrl": "nein" },
  },
  "when and how a service is offered": {
    ...window_,
    path: `/verwaltung/leistungen/${festival}/angebot?`,
    params: { service: festival },
    form: { "closingText.de": "Bald wieder", submissionLimit: "" },
    field: "submissionLimit",
    values: ["5", "6"],
    wrong: { "closesAt.day": "gestern" },
  },
  "who is told of alarms": {
    ...destinations,
    path: "/verwaltung/ziele?",
    form: { intent: "alarms", mail: "", webhook: "" },
    field: "mail",
    values: ["technik@stadt.example", "leitung@stadt.example"],
    wrong: { webhook: "nein" },
  },
  "who is responsible": {
    ...entry,
    path: `/verwaltung/katalog/${festival}?`,
    params: { service: festival },
    form: { intent: "responsible", gemeinde: here.ars },
    field: "responsible",
    values: ["010020000000", "040110000000"],
    wrong: { responsible: "999999999999" },
  },
  "host of its own": {
    ...look,
    path: "/verwaltung/aussehen?",
    form: { intent: "requestHost" },
    field: "host",
    values: ["antrag.stadt.example", "amt.stadt.example"],
    wrong: { host: "kein name" },
  },
  "roles of a person": {
    ...person,
    path: `/verwaltung/personen/${town.accounts.editor}?`,
    params: { id: town.accounts.editor },
    form: {},
    field: "roles",
    values: ["caseworker", "publisher"],
  },
  "accessibility statement": {
    ...accessibility,
    path: "/verwaltung/barrierefreiheit?",
    form: { phone: "", email: "", address: "", preparedOn: "", assessedOn: "", assessedBy: "" },
    field: "phone",
    values: ["0431 1", "0431 2"],
    wrong: { email: "nein" },
  },
};

await callRoute(portal, listing.action, {
  path: `/verwaltung/vor-ort/neu?gemeinde=${here.ars}`,
  params: { id: "neu" },
  cookie: erika,
  form: fishing,
});

test.each(Object.entries(pages))(
  "%s: who comes second sees what the first saved, and loses nothing",
  async (_, { loader, action, path, params = {}, form, field, name = field, values, wrong }) => {
    const call = { path: `${path}gemeinde=${here.ars}`, params };
    const plain = (text: string) => text.replaceAll("\r\n", "\n");
    const [theirs, mine] = values;
    const load = async () => {
      const { data } = await callRoute(portal, loader, { ...call, cookie: erika });
      const marks = data as Marks;
      const own = path.includes("/ziele?")
        ? marks.alarms?.seen
        : form["intent"] === "requestHost"
          ? marks.hostSeen
          : (marks.seen ?? marks.settings?.seen);
      return { seen: own ?? "", shown: JSON.stringify(data) };
    };
    const save = (cookie: string, changes: Record<string, string>, seen: string) =>
      callRoute(portal, action, { ...call, cookie, form: { ...form, ...changes, _seen: seen } });

    const both = (await load()).seen;
    expect(both).not.toBe("");
    expect((await save(erika, { [field]: theirs }, both)).status).toBe(303);
    // Pressed twice, it is the same.
    expect((await save(erika, { [field]: theirs }, both)).status).toBe(303);

    const late = await save(max, { [field]: mine }, both);
    expect(late.status).toBe(409);
    const answer = late.data as {
      seen: string;
      theirs?: Record<string, string>;
      faster?: { theirs: Record<string, string> };
    };
    const found = answer.theirs ?? answer.faster?.theirs ?? {};
    expect(plain(found[name] ?? "")).toBe(plain(theirs));
    const typed = JSON.stringify(late.data).replaceAll("\\r\\n", "\\n");
    expect(typed).toContain(JSON.stringify(plain(mine)));
    const after = await load();
    expect(answer.seen).toBe(after.seen);
    expect(after.shown.replaceAll("\\r\\n", "\\n")).toContain(JSON.stringify(plain(theirs)));

    // A mistake in between does not make what one has not seen seen.
    if (wrong) {
      const refused = await save(max, { [field]: mine, ...wrong }, both);
      expect(refused).toMatchObject({ status: 422, data: { seen: both } });
    }

    expect((await save(max, { [field]: mine }, answer.seen)).status).toBe(303);
    const last = (await load()).shown.replaceAll("\\r\\n", "\\n");
    expect(last).toContain(JSON.stringify(plain(mine)));
  },
);
