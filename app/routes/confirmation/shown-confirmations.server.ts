import type {
  OpenConfirmation,
  ShownConfirmation,
} from "#app/administration/confirmations/load-confirmations.server.ts";
import type { Facts, NamedWay } from "#app/administration/confirmations/read-facts.server.ts";
import type { ShownChange } from "#app/administration/destination-changes.ts";
import { textIn, type Text } from "#app/domain/text.ts";
import { formatDateTime } from "#app/i18n/format.ts";
import type { Language } from "#app/i18n/languages.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { nameOf } from "../staff/audit-sentence.server.ts";

/** What was asked for, in words. */
export interface WordedConfirmation {
  readonly id: string;
  /** E.g. "„Hundesteuer anmelden“ online stellen". */
  readonly title: string;
  readonly asked: string;
}

/** A line of what whoever answers has to know. */
export interface FactLine {
  readonly key: string;
  readonly label: string;
  readonly values: readonly string[];
}

export interface WordedOpen
  extends WordedConfirmation, Pick<OpenConfirmation, "seen" | "isOwn" | "mayConfirm"> {
  readonly facts: readonly FactLine[];
  /** Of a service that is to go online: whether everything is in order, and where that stands. */
  readonly readiness:
    { readonly light: "green" | "amber" | "red"; readonly href: string } | undefined;
  /** Who of the municipality may confirm it; none: somebody has to be invited. */
  readonly confirmers: string;
}

export interface WordedDecided extends WordedConfirmation {
  readonly state: Exclude<ShownConfirmation["state"], "open">;
  readonly decided: string;
  readonly reason: string;
}

function wordedBy(language: Language) {
  const t = serverI18n(language).getFixedT(language, ["confirmation", "forwarding"]);
  return (one: ShownConfirmation): WordedConfirmation => {
    const { id, kind, asked, name, askedBy, askedAt } = one;
    const matter = asked.kind === "switchOn" && asked.endsTest ? "endTest" : kind;
    const called = typeof name === "string" ? name : name && textIn(name, language);
    return {
      id,
      title: t(`matter.${matter}`, { name: called ?? t("gone") }),
      asked: t("askedBy", {
        who: nameOf(askedBy, language),
        when: formatDateTime(askedAt, language),
      }),
    };
  };
}

/** What was asked for, in short. */
export function wordShown(one: ShownConfirmation, language: Language): WordedConfirmation {
  return wordedBy(language)(one);
}

/** One that waits, as its card shows it. */
export function wordOpen(one: OpenConfirmation, ars: string, language: Language): WordedOpen {
  const { subject, facts, seen, isOwn, mayConfirm, confirmers } = one;
  return {
    ...wordedBy(language)(one),
    ...{ seen, isOwn, mayConfirm },
    facts: factLines(facts, language),
    readiness:
      facts.kind === "switchOn"
        ? {
            light: facts.light,
            href: `/verwaltung/leistungen/${subject}/bereit?gemeinde=${ars}`,
          }
        : undefined,
    confirmers: confirmers.join(", "),
  };
}

/** One that was answered. */
export function wordDecided(one: ShownConfirmation, language: Language): WordedDecided {
  const { state, decidedAt, decidedBy, reason } = one;
  const t = serverI18n(language).getFixedT(language, "confirmation");
  return {
    ...wordedBy(language)(one),
    state: state === "open" ? "overtaken" : state,
    decided: t("decidedBy", {
      who: nameOf(decidedBy ?? { kind: "gone" }, language),
      when: formatDateTime(decidedAt ?? one.askedAt, language),
    }),
    reason,
  };
}

function factLines(facts: Facts, language: Language): readonly FactLine[] {
  const t = serverI18n(language).getFixedT(language, ["confirmation", "forwarding"]);
  const wayWords = (ways: readonly NamedWay[]) =>
    ways.length === 0 ? [t("inbox")] : ways.map((way) => wordWay(way, language));
  switch (facts.kind) {
    case "switchOn":
      return [{ key: "ways", label: t("fact.goesTo"), values: wayWords(facts.ways) }];
    case "ways":
      return [
        { key: "before", label: t("fact.before"), values: wayWords(facts.before) },
        { key: "after", label: t("fact.after"), values: wayWords(facts.after) },
      ];
    case "destination": {
      const { adapter, services, waiting } = facts;
      const nameIn = (name: Text | string) =>
        typeof name === "string" ? name : textIn(name, language);
      return [
        ...(adapter === undefined
          ? []
          : [
              {
                key: "adapter",
                label: t("forwarding:destinations.adapter"),
                values: [t(`forwarding:adapter.${adapter}`, { defaultValue: adapter })],
              },
            ]),
        ...facts.changes.map((change) => ({
          key: `option ${change.name}`,
          label: t(`forwarding:option.${change.name}`, { defaultValue: change.name }),
          values: wordChange(change, language),
        })),
        {
          key: "services",
          label: t("fact.services"),
          values: services.length === 0 ? [t("fact.noServices")] : services.map(nameIn),
        },
        ...(waiting > 0
          ? [
              {
                key: "waiting",
                label: t("fact.waiting"),
                values: [t("waiting", { count: waiting })],
              },
            ]
          : []),
      ];
    }
  }
}

/** "Fachverfahren (Hauptziel): fach.example.de". */
export function wordWay({ role, name, address, active }: NamedWay, language: Language): string {
  const t = serverI18n(language).getFixedT(language, ["confirmation", "forwarding"]);
  const about = [t(`forwarding:role.${role}`), ...(active ? [] : [t("inactive")])].join(", ");
  const called = `${name ?? t("gone")} (${about})`;
  return address === "" ? called : `${called}: ${address}`;
}

function wordChange(change: ShownChange, language: Language): readonly string[] {
  const t = serverI18n(language).getFixedT(language, "confirmation");
  if (change.kind === "secret") return [t("newSecret")];
  const { before, after } = change;
  return [
    t("was", { value: wordValues(change, before, language) }),
    t("becomes", { value: wordValues(change, after, language) }),
  ];
}

/** What an option says, as its form says it. */
export function wordValues(
  { kind }: Pick<ShownChange, "kind">,
  values: readonly string[],
  language: Language,
): string {
  const t = serverI18n(language).getFixedT(language, ["confirmation", "forwarding"]);
  const word = (one: string): string => {
    if (kind === "flag") return t(`forwarding:destination.${one === "true" ? "yes" : "no"}`);
    const isChoice = kind === "choice" || kind === "choices";
    return isChoice
      ? t(`forwarding:choice.${one.replaceAll(".", "-")}`, { defaultValue: one })
      : one;
  };
  const said = values.filter((one) => one !== "").map(word);
  return said.join(", ") || t("nothing");
}
