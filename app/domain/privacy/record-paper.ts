import { controllerRows } from "./controller-rows.ts";
import { dataKinds, specialKinds, type DataGroup } from "./data-kinds.ts";
import type { OfferingFacts, PrivacyFacts } from "./facts.ts";
import { lawValues, ownPurposes } from "./own-purposes.ts";
import {
  activityName,
  valueOf,
  type OpenPoint,
  type Paper,
  type PaperRow,
  type PaperSection,
  type PaperText,
  type Wording,
} from "./paper.ts";
import { offeringOpenPoints } from "./offering-open.ts";

/** The record of processing activities of a controller (Art. 30 Abs. 1 GDPR), an activity for each offering. */
export function recordPaper(facts: PrivacyFacts, wording: Wording): Paper {
  const { say, language } = wording;
  return {
    kind: "record",
    title: say("record.title"),
    about: say("record.about", { municipality: facts.municipality.name }),
    day: facts.day,
    language,
    sections: [
      {
        key: "controller",
        heading: say("record.controller"),
        rows: controllerRows(facts, wording),
      },
      ...facts.offerings.map((offering) => activity(facts, offering, wording)),
      {
        key: "measures",
        heading: say("record.measures"),
        rows: measureKeys
          .filter((key) => key !== "scan" || facts.scans)
          .map((key) => row(key, say(`measures.${key}`), [{ text: say(measureOf(key, facts)) }])),
      },
    ],
  };
}

/** Technical and organisational measures (Art. 32 GDPR) that the portal itself takes. */
const measureKeys = [
  "drafts",
  "submissions",
  "files",
  "transport",
  "tenants",
  "roles",
  "audit",
  "integrity",
  "scan",
  "minimal",
  "logs",
  "operator",
] as const;

/** Where citizens may sign in, something of an account comes in after all. */
function measureOf(key: (typeof measureKeys)[number], { offerings }: PrivacyFacts): string {
  const signsIn = offerings.some(({ signIn }) => signIn !== undefined);
  return `measuresOf.${key === "minimal" && signsIn ? "minimalSignIn" : key}`;
}

function row(
  key: string,
  label: string,
  values: readonly PaperText[],
  open: readonly OpenPoint[] = [],
): PaperRow {
  return { key, label, values, ...(open.length > 0 && { open }) };
}

/** One processing activity: the offering as it is now, local changes included. */
function activity(facts: PrivacyFacts, offering: OfferingFacts, wording: Wording): PaperSection {
  const { say, language } = wording;
  const { purpose, legalBasis, laws, groups } = offering;
  const name = activityName(offering, wording);
  const missing = offeringOpenPoints(offering, facts.municipality.ars, say);
  return {
    key: offering.id,
    heading: name.text,
    ...(name.lang !== undefined && { headingLang: name.lang }),
    rows: [
      row(
        "purpose",
        say("rows.purpose"),
        [...(purpose ? [valueOf(purpose, language)] : []), ...ownPurposes(offering, wording)],
        missing.purpose,
      ),
      row(
        "legalBasis",
        say("rows.legalBasis"),
        legalBasis ? [valueOf(legalBasis, language)] : [],
        missing.legalBasis,
      ),
      row(
        "laws",
        say("rows.laws"),
        lawValues([...laws, ...groups.flatMap((group) => group.laws)], language),
      ),
      row("subjects", say("rows.subjects"), [
        { text: say("record.applicants") },
        { text: say("record.named") },
      ]),
      row(
        "data",
        say("rows.data"),
        groups.map((group) => dataLine(group, wording)),
      ),
      row("source", say("rows.source"), sourceLines(offering, wording)),
      special(groups, wording),
      row("recipients", say("rows.recipients"), recipientLines(facts, offering, wording)),
      row(
        "transfers",
        say("rows.transfers"),
        [
          {
            text: say(missing.transfers.length > 0 ? "record.transfersOpen" : "record.noTransfers"),
          },
        ],
        missing.transfers,
      ),
      row("erasure", say("rows.erasure"), erasureLines(offering, wording), missing.retention),
    ],
  };
}

/** "Halterin oder Halter (G05000123): Familienname (F60000227), …" */
function dataLine({ title, fim, data }: DataGroup, { say, language }: Wording): PaperText {
  const named = (text: string, id: string | undefined) =>
    id === undefined ? text : `${text} (${id})`;
  const kinds = dataKinds.filter((kind) => data.some((datum) => datum.kind === kind));
  const labels = data.map(({ label, fim: id }) => named(valueOf(label, language).text, id));
  const head = valueOf(title, language);
  return {
    text: `${named(head.text, fim)} [${kinds.map((kind) => say(`kinds.${kind}`)).join(", ")}]: ${labels.join(", ")}`,
    ...(head.lang !== undefined && { lang: head.lang }),
  };
}

/** Where the data come from, besides what applicants type. */
function sourceLines({ signIn }: OfferingFacts, { say, language }: Wording): readonly PaperText[] {
  if (!signIn) return [{ text: say("record.typed") }];
  const { provider, needed, asked } = signIn;
  const answers = asked.map((label) => valueOf(label, language).text).join(", ");
  return [
    { text: say("record.typed") },
    { text: say(needed ? "record.signInNeeded" : "record.signIn", { provider }) },
    ...(asked.length === 0 ? [] : [{ text: say("record.fromAccount", { provider, answers }) }]),
  ];
}

function special(groups: readonly DataGroup[], { say, language }: Wording): PaperRow {
  const data = groups.flatMap((group) => group.data);
  const found = specialKinds.flatMap((kind) => {
    const own = data.filter((datum) => datum.special === kind);
    const labels = own.map(({ label }) => valueOf(label, language).text).join(", ");
    return own.length === 0
      ? []
      : [{ text: say("record.special", { kind: say(`special.${kind}`), labels }) }];
  });
  const free = data.filter((datum) => datum.free);
  const freeLine = {
    text: say("record.free", {
      labels: free.map(({ label }) => valueOf(label, language).text).join(", "),
    }),
  };
  return row(
    "special",
    say("rows.special"),
    [
      ...(found.length === 0 ? [{ text: say("record.noSpecial") }] : found),
      ...(free.length === 0 ? [] : [freeLine]),
    ],
    found.length === 0 ? [] : [{ text: say("open.special") }],
  );
}

function recipientLines(
  { mails }: PrivacyFacts,
  { recipients, pays, signIn }: OfferingFacts,
  { say, adapter }: Wording,
): readonly PaperText[] {
  return [
    { text: say("recipients.staff") },
    ...recipients.map(({ adapter: way, name }) => ({
      text: say("recipients.destination", { name, adapter: adapter(way) }),
    })),
    ...(pays ? [{ text: say("recipients.payment") }] : []),
    ...(signIn ? [{ text: say("recipients.signIn", { provider: signIn.provider }) }] : []),
    ...(mails ? [{ text: say("recipients.mail") }] : []),
    { text: say("recipients.operator") },
  ];
}

function erasureLines({ retentionDays }: OfferingFacts, { say }: Wording): readonly PaperText[] {
  return retentionDays === undefined
    ? []
    : [
        { text: say("record.erasure", { count: retentionDays }) },
        { text: say("record.erasureHeld") },
        { text: say("record.erasureElsewhere") },
      ];
}
