import type { PrivacyFacts } from "#app/domain/privacy/facts.ts";
import { deletionPaper } from "#app/domain/privacy/deletion-paper.ts";
import { noticePaper } from "#app/domain/privacy/notice-paper.ts";
import type { Paper, Wording } from "#app/domain/privacy/paper.ts";
import { recordPaper } from "#app/domain/privacy/record-paper.ts";
import type { Language } from "#app/i18n/languages.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";

/** Addresses of the papers below `/verwaltung/datenschutz`. */
export const paperAddresses = {
  verzeichnis: "record",
  hinweise: "notice",
  loeschkonzept: "deletion",
} as const;
export type PaperAddress = keyof typeof paperAddresses;

export function isPaperAddress(text: string | undefined): text is PaperAddress {
  return text !== undefined && Object.hasOwn(paperAddresses, text);
}

/** Words of papers for staff. */
export function recordWording(language: Language): Wording {
  const t = serverI18n(language).getFixedT(language, ["records", "forwarding"]);
  return {
    language,
    say: (key, params) => t(key, { ...params }),
    adapter: (name) => t(`forwarding:adapter.${name}`),
  };
}

/** Words of the notice, in any language of citizens; what is open is said to staff alone. */
export function noticeWording(language: Language): Wording {
  const { t } = serverI18n(language);
  return {
    language,
    say: (key, params) =>
      t(key.startsWith("open.") ? `records:${key}` : `notice:${key}`, { ...params }),
    adapter: (name) =>
      t(`notice:ways.${name === "fit-connect" || name === "email" ? name : "other"}`),
  };
}

/** A paper of a municipality; undefined where there is none of that offering. */
export function paperAt(
  address: PaperAddress,
  facts: PrivacyFacts,
  service: string | undefined,
  language: Language,
): Paper | undefined {
  const wording = recordWording(language);
  const offering = facts.offerings.find(({ id }) => id === service);
  if (service !== undefined && !offering) return undefined;
  const some = offering ? { ...facts, offerings: [offering] } : facts;
  switch (paperAddresses[address]) {
    case "record":
      return recordPaper(some, wording);
    case "deletion":
      return deletionPaper(some, wording);
    case "notice":
      return offering && noticePaper(facts, offering, noticeWording(language));
  }
}
