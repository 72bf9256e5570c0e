const id = String.raw`[FGSR]\d{8,11}(?:[Vv]\d+(?:\.\d+)*)?`;
/** One id, or several joined by dots; with its name behind, or alone. */
const path = String.raw`\b${id}(?:[./]${id})*\b`;
const named = new RegExp(String.raw`${path}\s*(?=["'„“»(])`, "g");
const alone = new RegExp(path, "g");
const quoted = /["“„”]([^"“„”]*)["“„”]/g;
const shouted: Readonly<Record<string, string>> = {
  WENN: "wenn",
  DANN: "dann",
  UND: "und",
  ODER: "oder",
  SONST: "sonst",
  NICHT: "nicht",
  JA: "Ja",
  NEIN: "Nein",
};

/**
 * A rule's sentence for people: no ids in front of names, no shouting, one kind of quotation marks. `nameOf` tells what
 * the questions are called that the sentence names by their id alone.
 */
export function plainSentence(
  sentence: string,
  nameOf: (id: string) => string | undefined = () => undefined,
): string {
  const text = sentence
    .normalize("NFC")
    .replace(named, "")
    .replace(quoted, "„$1“")
    .replace(alone, (path) => {
      const name = nameOf(/[FG]\d{8,11}(?!.*[FG]\d)/.exec(path)?.[0] ?? "");
      return name === undefined ? path : `„${name}“`;
    })
    .replace(/\b(?:WENN|DANN|UND|ODER|SONST|NICHT|JA|NEIN)\b/g, (word) => shouted[word] ?? word)
    .replace(/[ \t]+/g, " ")
    .trim();
  return text.replace(
    /(^|[.!?]\s+)(\p{Ll})/gu,
    (_, before: string, letter: string) => before + letter.toUpperCase(),
  );
}
