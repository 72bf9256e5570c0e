import { controllerRows } from "./controller-rows.ts";
import { deletionRules, type DeletionRule } from "./deletion-rules.ts";
import type { OfferingFacts, PrivacyFacts } from "./facts.ts";
import { offeringOpenPoints } from "./offering-open.ts";
import { activityName, type Paper, type PaperRow, type Wording } from "./paper.ts";

/** The deletion concept of a municipality for this portal, along DIN 66398: kinds of data, rules, start, responsible. */
export function deletionPaper(facts: PrivacyFacts, wording: Wording): Paper {
  const { say, language } = wording;
  const principles = ["scope", "how", "start", "held", "elsewhere"] as const;
  return {
    kind: "deletion",
    title: say("deletion.title"),
    about: say("deletion.about", { municipality: facts.municipality.name }),
    day: facts.day,
    language,
    sections: [
      {
        key: "controller",
        heading: say("record.controller"),
        rows: controllerRows(facts, wording),
      },
      {
        key: "principles",
        heading: say("deletion.principles"),
        rows: principles.map((key) => ({
          key,
          label: say(`principles.${key}`),
          values: [{ text: say(`principlesOf.${key}`) }],
        })),
      },
      {
        key: "submissions",
        heading: say("deletion.submissions"),
        rows: facts.offerings.map((offering) => submissionRow(facts, offering, wording)),
      },
      {
        key: "rules",
        heading: say("deletion.rules"),
        rows: deletionRules.map((rule) => ruleRow(rule, wording)),
      },
    ],
  };
}

function submissionRow(facts: PrivacyFacts, offering: OfferingFacts, wording: Wording): PaperRow {
  const { say } = wording;
  const { retentionDays } = offering;
  const { retention } = offeringOpenPoints(offering, facts.municipality.ars, say);
  const label = activityName(offering, wording).text;
  const key = offering.id;
  if (retentionDays === undefined) return { key, label, values: [], open: retention };
  return {
    key,
    label,
    values: [
      { text: say("periods.days", { count: retentionDays }) },
      { text: say("starts.filed") },
      { text: say("deletion.submissionParts") },
      { text: say("by.portal") },
    ],
  };
}

function ruleRow(rule: DeletionRule, { say }: Wording): PaperRow {
  const { kind, period, start, personal, by } = rule;
  return {
    key: kind,
    label: say(`rules.${kind}`),
    values: [
      { text: say(`rulesOf.${kind}`) },
      ...(period ? [{ text: say(`periods.${period.unit}`, { count: period.count }) }] : []),
      { text: say(`starts.${start}`) },
      ...(start === "never" && by === "portal" ? [] : [{ text: say(`by.${by}`) }]),
      ...(personal ? [] : [{ text: say("deletion.notPersonal") }]),
    ],
    ...(by === "operator" && { open: [{ text: say("open.operator") }] }),
  };
}
