import type { Offering } from "#app/domain/offering.ts";
import type { Finding } from "./finding.ts";
import { serviceTexts, type ServiceText } from "./service-texts.ts";

/** Texts that lack one of the languages that the service says it speaks: one finding a place. */
export function checkTranslations(offering: Offering): Finding[] {
  const wanted = offering.service.languages.filter((language) => language !== "de");
  if (wanted.length === 0) return [];
  const lacking = serviceTexts(offering).filter(({ text }) => missingIn(text, wanted).length > 0);
  return [...Map.groupBy(lacking, ({ path }) => path)].map(([path, texts]): Finding => {
    const languages = new Set(texts.flatMap(({ text }) => missingIn(text, wanted)));
    const counts = Map.groupBy(texts, ({ what }) => what);
    const named = [...counts].map(([what, { length }]) =>
      length === 1 ? what : `${what} (${String(length)} Texte)`,
    );
    return {
      code: "translationMissing",
      severity: "warning",
      path,
      message: `Es fehlt in ${[...languages].join(", ")}: ${named.join(", ")}.`,
    };
  });
}

function missingIn(text: ServiceText["text"], wanted: readonly string[]): readonly string[] {
  return wanted.filter((language) => (text[language] ?? "").trim() === "");
}
