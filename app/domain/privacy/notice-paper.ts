import { controllerRows } from "./controller-rows.ts";
import { dataKinds } from "./data-kinds.ts";
import type { OfferingFacts, PrivacyFacts } from "./facts.ts";
import { offeringOpenPoints } from "./offering-open.ts";
import { lawValues, ownLaws, ownPurposes } from "./own-purposes.ts";
import { draftDays } from "./periods.ts";
import { valueOf, type Paper, type PaperRow, type PaperText, type Wording } from "./paper.ts";

/** The notice for those who apply (Art. 13 GDPR), in the language that they read. */
export function noticePaper(facts: PrivacyFacts, offering: OfferingFacts, wording: Wording): Paper {
  const { say, language } = wording;
  const service = valueOf(offering.name, language);
  const missing = offeringOpenPoints(offering, facts.municipality.ars, say);
  const section = (key: string, rows: readonly PaperRow[]) => ({
    key,
    heading: say(`sections.${key}`),
    rows,
  });
  return {
    kind: "notice",
    title: say("title"),
    about: say("about", { service: service.text, version: offering.version }),
    day: facts.day,
    language,
    sections: [
      section("who", controllerRows(facts, wording)),
      section("why", [
        {
          key: "purpose",
          label: say("rows.purpose"),
          values: [
            ...(offering.purpose ? [valueOf(offering.purpose, language)] : []),
            ...ownPurposes(offering, wording),
          ],
          open: missing.purpose,
        },
        {
          key: "legalBasis",
          label: say("rows.legalBasis"),
          values: offering.legalBasis ? [valueOf(offering.legalBasis, language)] : [],
          open: missing.legalBasis,
        },
        {
          key: "laws",
          label: say("rows.laws"),
          values: lawValues([...offering.laws, ...ownLaws(offering)], language),
        },
        { key: "duty", label: say("rows.duty"), values: [{ text: say("duty") }] },
      ]),
      section("what", [
        { key: "data", label: say("rows.data"), values: dataLines(offering, wording) },
        { key: "source", label: say("rows.source"), values: sourceLines(offering, wording) },
      ]),
      section("whom", [
        {
          key: "recipients",
          label: say("rows.recipients"),
          values: recipientLines(facts, offering, wording),
        },
        {
          key: "transfers",
          label: say("rows.transfers"),
          values: [{ text: say(missing.transfers.length > 0 ? "transfersOpen" : "noTransfers") }],
          open: missing.transfers,
        },
      ]),
      section("long", [
        {
          key: "draft",
          label: say("rows.draft"),
          values: [{ text: say("draft", { count: draftDays }) }],
        },
        {
          key: "filed",
          label: say("rows.filed"),
          values:
            offering.retentionDays === undefined
              ? []
              : [{ text: say("filed", { count: offering.retentionDays }) }],
          open: missing.retention,
        },
        { key: "log", label: say("rows.log"), values: [{ text: say("log") }] },
      ]),
      section("rights", [
        {
          key: "rights",
          label: say("rows.rights"),
          values: rights.map((right) => ({ text: say(`rights.${right}`) })),
        },
        { key: "complaint", label: say("rows.complaint"), values: [{ text: say("complaint") }] },
        { key: "automated", label: say("rows.automated"), values: [{ text: say("automated") }] },
      ]),
    ],
  };
}

const rights = ["access", "correction", "erasure", "restriction", "objection"] as const;

function dataLines({ groups }: OfferingFacts, { say }: Wording): readonly PaperText[] {
  const asked = groups.flatMap(({ data }) => data);
  return dataKinds
    .filter((kind) => asked.some((datum) => datum.kind === kind))
    .map((kind) => ({ text: say(`kinds.${kind}`) }));
}

/** Where the data come from: from the applicants, and from an account with which they may sign in. */
function sourceLines({ signIn }: OfferingFacts, { say, language }: Wording): readonly PaperText[] {
  if (!signIn) return [{ text: say("source") }];
  const { provider, needed, asked } = signIn;
  const answers = asked.map((label) => valueOf(label, language).text).join(", ");
  return [
    { text: say("signIn.typed") },
    { text: say(needed ? "signIn.needed" : "signIn.voluntary", { provider }) },
    ...(asked.length === 0 ? [] : [{ text: say("signIn.answers", { provider, answers }) }]),
    { text: say("signIn.kept") },
  ];
}

/** Categories of recipients; the names of destinations are the town hall's own. */
function recipientLines(
  { mails }: PrivacyFacts,
  { recipients, pays, signIn }: OfferingFacts,
  { say, adapter }: Wording,
): readonly PaperText[] {
  const ways = [...new Set(recipients.map((one) => adapter(one.adapter)))];
  return [
    { text: say("recipients.staff") },
    ...(ways.length === 0
      ? []
      : [{ text: say("recipients.destination", { ways: ways.join(", ") }) }]),
    ...(pays ? [{ text: say("recipients.payment") }] : []),
    ...(signIn ? [{ text: say("recipients.signIn", { provider: signIn.provider }) }] : []),
    ...(mails ? [{ text: say("recipients.mail") }] : []),
    { text: say("recipients.operator") },
  ];
}
