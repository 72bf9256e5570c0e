const id = String.raw`[FGSR]\d{8,11}(?:[Vv]\d+(?:\.\d+)*)?`;
const ids = new RegExp(String.raw`(?:\b${id}\b[./]?)+\s*(?=["'„“»(])`, "g");
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

/** A rule's sentence for people: no ids in front of names, no shouting, one kind of quotation marks. */
export function plainSentence(sentence: string): string {
  const text = sentence
    .normalize("NFC")
    .replace(ids, "")
    .replace(quoted, "„$1“")
    .replace(/\b(?:WENN|DANN|UND|ODER|SONST|NICHT|JA|NEIN)\b/g, (word) => shouted[word] ?? word)
    .replace(/[ \t]+/g, " ")
    .trim();
  return text.replace(/(^|[.!?]\s+)(\p{Ll})/gu, (_, before: string, letter: string) => {
    return before + letter.toUpperCase();
  });
}
