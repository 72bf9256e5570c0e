import { pickText, type Language, type Text } from "../text.ts";
import type { OfferingFacts } from "./facts.ts";

/** A stretch of text, with its language where that is not the paper's. */
export interface PaperText {
  readonly text: string;
  readonly lang?: string;
}

/** What is missing or to be looked at, and where. */
export interface OpenPoint {
  readonly text: string;
  readonly href?: string;
}

export interface PaperRow {
  readonly key: string;
  readonly label: string;
  readonly values: readonly PaperText[];
  readonly open?: readonly OpenPoint[];
}

export interface PaperSection {
  readonly key: string;
  readonly heading: string;
  readonly headingLang?: string;
  readonly rows: readonly PaperRow[];
}

/** A document in words, ready to be shown, printed or saved. */
export interface Paper {
  readonly kind: PaperKind;
  readonly title: string;
  readonly about: string;
  /** ISO date. */
  readonly day: string;
  readonly language: string;
  readonly sections: readonly PaperSection[];
}

export const paperKinds = ["record", "notice", "deletion"] as const;
export type PaperKind = (typeof paperKinds)[number];

/** Says a sentence of the portal in the language of the paper. */
export type Say = (key: string, params?: Readonly<Record<string, string | number>>) => string;

/** How a paper is worded. */
export interface Wording {
  readonly say: Say;
  readonly language: Language;
  /** Name of a way to a destination, e.g. "E-Mail, verschlüsselt". */
  readonly adapter: (name: string) => string;
}

/** A text of a service, as a value in a paper. */
export function valueOf(text: Text, language: Language): PaperText {
  const picked = pickText(text, language);
  return picked.language === language
    ? { text: picked.text }
    : { text: picked.text, lang: picked.language };
}

/** How an activity of a municipality is called: with its version, and whether it is switched off. */
export function activityName(
  { name, version, isSwitchedOff }: Pick<OfferingFacts, "name" | "version" | "isSwitchedOff">,
  { say, language }: Wording,
): PaperText {
  const { text: service, lang } = valueOf(name, language);
  const text = say(isSwitchedOff ? "record.activityOff" : "record.activity", { service, version });
  return { text, ...(lang !== undefined && { lang }) };
}

/** Everything in a paper that is open. */
export function openPointsOf({
  sections,
}: Paper): readonly (OpenPoint & { readonly key: string })[] {
  return sections.flatMap((section) =>
    section.rows.flatMap(({ key, label, open = [] }) =>
      open.map((point) => ({
        ...point,
        key: `${section.key}.${key}`,
        text: `${section.heading} · ${label}: ${point.text}`,
      })),
    ),
  );
}
