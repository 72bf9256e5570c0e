import { NotUnderstood } from "./not-understood.ts";

/** The smallest parts of a rule's sentence. `lower` is what words are compared by. */
export interface Token {
  readonly kind: "ids" | "quoted" | "number" | "word" | "operator" | "mark" | "end";
  /** Of `quoted` what stands between the quotation marks. */
  readonly text: string;
  readonly lower: string;
  /** Where it begins and ends in the sentence. */
  readonly start: number;
  readonly end: number;
}

const fimIds = /[FGS]\d{6,}(?:V\d+(?:\.\d+)*)?(?:\s?[./]\s?[FGS]\d{6,}(?:V\d+(?:\.\d+)*)?)*/y;
const anyId = /[FGSR]\d{6,}/;
const operators = /===|==|=<|=>|<>|!==|!=|<=|>=|≤|≥|≠|=|<|>/y;
const numbers = /\d+(?:,\d+)?(?![\p{L}\d])/uy;
const words = /[\p{L}\p{N}§&%€+*_/'’\u2010-\u2015-]*[\p{L}\p{N}§&%€+*_]/uy;
const opening = "\"„“”»'‚‘’";
/** What may close a quotation: the plain ones close themselves, typographers disagree about the others. */
const closings: Readonly<Record<string, string>> = {
  '"': '"“”',
  "„": '"“”',
  "“": '"“”',
  "”": '"“”',
  "»": "«",
  "'": "'’",
  "‚": "'‘’",
  "‘": "'’",
  "’": "'’",
};

const anyClosing = "\"“”«'’‘";

/** Cuts a sentence into tokens; the last one is always `end`. Throws NotUnderstood for an open quotation. */
export function tokensOf(sentence: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(sentence)?.[0];
  };
  const push = (kind: Token["kind"], text: string, length: number): void => {
    tokens.push({ kind, text, lower: text.toLowerCase(), start: at, end: at + length });
    at += length;
  };
  while (at < sentence.length) {
    const char = sentence.charAt(at);
    if (/\s/.test(char)) {
      at += 1;
      continue;
    }
    const ids = match(fimIds);
    if (ids !== undefined) {
      push("ids", ids, ids.length);
      continue;
    }
    if (opening.includes(char)) {
      const text = quotation(sentence, at);
      push("quoted", text.trim(), text.length + 2);
      continue;
    }
    const number = match(numbers);
    const operator = match(operators);
    const word = match(words);
    if (number !== undefined) push("number", number, number.length);
    else if (operator !== undefined) push("operator", operator, operator.length);
    else if (word !== undefined) push("word", word, word.length);
    else push("mark", char, 1);
  }
  push("end", "", 0);
  return tokens;
}

/**
 * The text of a quotation. Some open with one kind of mark and close with another; the name in it is compared with that
 * of the element anyway. One that runs over an id or a line was never closed.
 */
function quotation(sentence: string, start: number): string {
  const closing = closings[sentence.charAt(start)] ?? "";
  const text = upTo(closing, sentence, start) ?? upTo(anyClosing, sentence, start);
  if (text !== undefined) return text;
  const shown = sentence.slice(start, start + 40);
  throw new NotUnderstood("grammar", `Anführung nicht geschlossen: ${shown}`);
}

function upTo(closing: string, sentence: string, start: number): string | undefined {
  for (let at = start + 1; at < sentence.length; at += 1) {
    const char = sentence.charAt(at);
    if (char === "\n") return undefined;
    if (!closing.includes(char)) continue;
    // An apostrophe within a word closes nothing.
    if (/['’]/.test(char) && /\p{L}/u.test(sentence.charAt(at + 1))) continue;
    const text = sentence.slice(start + 1, at);
    return anyId.test(text) ? undefined : text;
  }
  return undefined;
}

/** The single ids of a dotted path; a version behind an id does not matter, as a schema has one of each. */
export function idsOf(text: string): readonly string[] {
  return text.split(/\s?[./]\s?(?=[FGS])/).map((id) => id.replace(/V.*$/, ""));
}
