import { expect, it } from "vitest";
import { compileOffering } from "../offering.ts";
import { serviceSchema } from "../service.ts";
import { dataGroupsOf, specialKindOf } from "./data-kinds.ts";
import { deletionPaper } from "./deletion-paper.ts";
import { deletionRules } from "./deletion-rules.ts";
import { noController, type OfferingFacts, type PrivacyFacts } from "./facts.ts";
import { noticePaper } from "./notice-paper.ts";
import { openPointsOf, type Wording } from "./paper.ts";
import { recordPaper } from "./record-paper.ts";
import { supervisoryAuthorities } from "./supervisory-authorities.ts";
import { hostIn, regionOf } from "./transfers.ts";

const text = (de: string) => ({ de });
const field = (id: string, label: string, kind: string, more = {}) => ({
  type: "field",
  id,
  label: text(label),
  kind,
  required: false,
  options: kind === "file" ? { mediaTypes: [] } : {},
  ...more,
});
const staticOptions = { options: { content: text("Lesen") } };
const offering = compileOffering(
  serviceSchema.parse({
    schemaVersion: 1,
    id: "probe",
    version: "1.2",
    name: text("Probe"),
    languages: ["de"],
    description: { summary: text("Kurz") },
    nodes: [
      {
        type: "group",
        id: "person",
        label: text("Person"),
        widget: "person",
        fim: { id: "G1" },
        legalBasis: [text("§ 1 ProbeG")],
        children: [
          field("name", "Familienname", "text", { fim: { id: "F1" } }),
          field("mail", "E-Mail", "email"),
          field("grad", "Grad der Behinderung", "integer", { legalBasis: [text("§ 2 ProbeG")] }),
          field("hinweis", "Hinweis", "staticText", staticOptions),
        ],
      },
      field("konto", "IBAN", "iban"),
      field("anlage", "Nachweis", "file"),
    ],
    pages: [
      {
        id: "seite",
        kind: "questions",
        title: text("Seite"),
        nodes: ["person", "konto", "anlage"],
      },
    ],
  }),
);

const facts = (more: Partial<OfferingFacts> = {}): PrivacyFacts => ({
  municipality: { name: "Musterstadt", ars: "000000000001", slug: "musterstadt" },
  controller: noController,
  authority: undefined,
  offerings: [
    {
      id: "probe",
      version: "1.2",
      name: text("Probe"),
      purpose: undefined,
      legalBasis: undefined,
      retentionDays: undefined,
      laws: [],
      groups: dataGroupsOf(offering, text("Weitere")),
      recipients: [],
      signIn: undefined,
      isSwitchedOff: false,
      pays: false,
      ...more,
    },
  ],
  mails: false,
  scans: false,
  day: "2026-11-27",
});
/** Says keys with what is filled in. */
const wording: Wording = {
  language: "de",
  say: (key, params) => (params ? `${key} ${JSON.stringify(params)}` : key),
  adapter: (name) => `adapter ${name}`,
};

it("sorts what a service asks for by its groups, kinds of fields, FIM ids and norms", () => {
  const groups = dataGroupsOf(offering, text("Weitere"));
  expect(
    groups.map(({ title, fim, laws, data }) => ({
      title: title.de,
      fim,
      laws: laws.map(({ de }) => de),
      data: data.map(({ path, fim: id, kind, special, free }) => [path, id, kind, special, free]),
    })),
  ).toEqual([
    {
      title: "Person",
      fim: "G1",
      laws: ["§ 1 ProbeG", "§ 2 ProbeG"],
      data: [
        ["person/name", "F1", "identity", undefined, false],
        ["person/mail", undefined, "contact", undefined, false],
        ["person/grad", undefined, "identity", "health", false],
      ],
    },
    {
      title: "Weitere",
      fim: undefined,
      laws: [],
      data: [
        ["konto", undefined, "bank", undefined, false],
        ["anlage", undefined, "document", undefined, true],
      ],
    },
  ]);
});

it.each([
  ["Pflegegrad", "health"],
  ["Religionszugehörigkeit", "religion"],
  ["Rasse des Hundes", undefined],
  ["Gewerkschaft", "union"],
  ["Anzahl der Parteien im Haus", undefined],
])("takes the words »%s« for %s", (words, kind) => {
  expect(specialKindOf(words)).toBe(kind);
});

it.each([
  ["s3", { endpoint: "https://s3.eu-central-1.amazonaws.com" }, "check"],
  ["s3", { endpoint: "https://objekte.example.de" }, "inside"],
  ["sftp", { host: "10.0.0.4" }, "inside"],
  ["email", { to: "amt@musterstadt.de" }, "inside"],
  ["webhook", { url: "https://hooks.example.com/a" }, "check"],
  ["webdav", {}, "check"],
  ["fit-connect", {}, "inside"],
] as const)("%s at %j lies %s", (adapter, options, region) => {
  expect(regionOf(adapter, options)).toBe(region);
  expect(hostIn(null)).toBeUndefined();
});

it("shows what is missing as open, with where to mend it", () => {
  const s3 = { adapter: "s3", name: "Ablage", region: "check" } as const;
  const paper = recordPaper(facts({ recipients: [s3] }), wording);
  const open = openPointsOf(paper);
  expect(open.map(({ key }) => key)).toEqual([
    "controller.controller",
    "controller.officer",
    "controller.authority",
    "probe.purpose",
    "probe.legalBasis",
    "probe.special",
    "probe.transfers",
    "probe.erasure",
  ]);
  expect(open.find(({ key }) => key === "probe.transfers")?.href).toContain("/verwaltung/ziele");
  expect(open[0]?.href).toContain("/verwaltung/datenschutz?gemeinde=000000000001");
});

it("has nothing open where everything is said", () => {
  const whole: PrivacyFacts = {
    ...facts({
      purpose: text("Prüfung"),
      legalBasis: text("Art. 6"),
      retentionDays: 90,
      groups: dataGroupsOf(offering, text("Weitere")).slice(1),
    }),
    controller: {
      controller: "Stadt Musterstadt",
      address: "Markt 1\n12345 Musterstadt",
      email: "stadt@musterstadt.de",
      phone: "",
      officer: "Stelle für Datenschutz",
      officerEmail: "datenschutz@musterstadt.de",
      authority: "",
    },
    authority: { own: "Aufsicht" },
  };
  const record = recordPaper(whole, wording);
  expect(openPointsOf(record)).toEqual([]);
  const [offered] = whole.offerings;
  if (!offered) throw new Error("no offering");
  const notice = noticePaper(whole, offered, wording);
  expect(openPointsOf(notice)).toEqual([]);
  const values = (key: string) =>
    notice.sections.flatMap(({ rows }) => rows).find((row) => row.key === key)?.values;
  expect(values("controller")?.map((one) => one.text)).toEqual([
    "Stadt Musterstadt",
    "Markt 1",
    "12345 Musterstadt",
    "stadt@musterstadt.de",
  ]);
  expect(values("filed")).toEqual([{ text: 'filed {"count":90}' }]);
  expect(values("data")).toEqual([{ text: "kinds.bank" }, { text: "kinds.document" }]);
});

it.each([
  [undefined, ["source"], ["record.typed"], "measuresOf.minimal"],
  [
    { provider: "BundID", needed: false, asked: [text("Familienname"), text("Vornamen")] },
    [
      "signIn.typed",
      'signIn.voluntary {"provider":"BundID"}',
      'signIn.answers {"provider":"BundID","answers":"Familienname, Vornamen"}',
      "signIn.kept",
    ],
    [
      "record.typed",
      'record.signIn {"provider":"BundID"}',
      'record.fromAccount {"provider":"BundID","answers":"Familienname, Vornamen"}',
    ],
    "measuresOf.minimalSignIn",
  ],
  [
    { provider: "BundID", needed: true, asked: [] },
    ["signIn.typed", 'signIn.needed {"provider":"BundID"}', "signIn.kept"],
    ["record.typed", 'record.signInNeeded {"provider":"BundID"}'],
    "measuresOf.minimalSignIn",
  ],
])(
  "says where data come from as the sign-in of the service has it (%j)",
  (signIn, notice, record, minimal) => {
    const all = facts({ signIn });
    const [own] = all.offerings;
    if (!own) throw new Error("no offering");
    const valuesIn = (paper: ReturnType<typeof recordPaper>, key: string) =>
      paper.sections
        .flatMap(({ rows }) => rows)
        .find((row) => row.key === key)
        ?.values.map((one) => one.text);
    const noticed = noticePaper(all, own, wording);
    const recorded = recordPaper(all, wording);
    expect(valuesIn(noticed, "source")).toEqual(notice);
    expect(valuesIn(recorded, "source")).toEqual(record);
    expect(valuesIn(recorded, "minimal")).toEqual([minimal]);
    for (const paper of [noticed, recorded])
      expect(
        valuesIn(paper, "recipients")?.includes('recipients.signIn {"provider":"BundID"}'),
      ).toBe(signIn !== undefined);
  },
);

it("names in the deletion concept every rule, and leaves to people what the portal does not delete", () => {
  const paper = deletionPaper(facts({ retentionDays: 30 }), wording);
  const rows = paper.sections.find(({ key }) => key === "rules")?.rows ?? [];
  expect(rows.map(({ key }) => key)).toEqual(deletionRules.map(({ kind }) => kind));
  expect(rows.filter(({ open }) => open).map(({ key }) => key)).toEqual([
    "accounts",
    "serverLog",
    "backups",
  ]);
  const submissions = paper.sections.find(({ key }) => key === "submissions");
  expect(submissions?.rows[0]?.values[0]?.text).toBe('periods.days {"count":30}');
});

it("knows an authority for every Land", () => {
  const states = Array.from({ length: 16 }, (_, at) => String(at + 1).padStart(2, "0"));
  expect(Object.keys(supervisoryAuthorities).sort()).toEqual(states);
  for (const one of Object.values(supervisoryAuthorities)) {
    expect(one.email).toMatch(/^[\w.-]+@[\w.-]+\.de$/);
    expect(one.web).toMatch(/^https:/);
    expect(one.checked).toBe(one.source !== undefined);
  }
});
