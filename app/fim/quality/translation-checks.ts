import type { Offering } from "#app/domain/offering.ts";
import type { Text } from "#app/domain/text.ts";
import type { Finding } from "./finding.ts";

/** Texts that lack one of the languages that the service says it speaks. */
export function checkTranslations({ service, nodes }: Offering): Finding[] {
  const wanted = service.languages.filter((language) => language !== "de");
  if (wanted.length === 0) return [];
  const missing = (...texts: readonly (Text | undefined)[]): string[] =>
    wanted.filter((language) =>
      texts.some((text) => text !== undefined && text.de !== "" && !Object.hasOwn(text, language)),
    );
  const tell = (path: string, what: string, languages: readonly string[]): Finding[] =>
    languages.length === 0
      ? []
      : [
          {
            code: "translationMissing",
            severity: "warning",
            path,
            message: `${what} fehlt in: ${languages.join(", ")}.`,
          },
        ];
  return [
    ...tell("", "Der Name der Leistung", missing(service.name)),
    ...[...nodes.values()].flatMap(({ path, node }) => [
      ...tell(path, `„${node.label.de}“`, missing(node.label)),
      ...tell(path, `Die Hilfe zu „${node.label.de}“`, missing(node.hint, node.help)),
    ]),
    ...Object.entries(service.codeLists).flatMap(([key, { options }]) => {
      const lacking = options.filter(({ label }) => missing(label).length > 0);
      const path = nodes.has(key) ? key : "";
      const what = `Die Liste ${key} (${String(lacking.length)} von ${String(options.length)} Einträgen)`;
      return tell(path, what, missing(...lacking.map(({ label }) => label)));
    }),
  ];
}
