/** Figures of a German text that say how hard it is to read. */
export interface Readability {
  readonly words: number;
  readonly sentences: number;
  /** First Wiener Sachtextformel: about the school year that one needs; 4 is easy, 15 very hard. */
  readonly grade: number;
  /** Words of the longest sentence. */
  readonly longestSentence: number;
}

/** Behind these a full stop ends no sentence. */
const abbreviations =
  /\b(?:Abs|Art|bzw|ca|d\. ?h|evtl|gem|ggf|i\. ?d\. ?R|inkl|max|mind|Nr|Nrn|o\. ?ä|S|sog|St|Str|Tel|u\. ?a|usw|vgl|z\. ?B|zzgl)\./gu;

/** Sentences: also items of lists and lines of their own. */
export function sentencesOf(text: string): string[] {
  return text
    .replace(abbreviations, (found) => found.replaceAll(".", ""))
    .replace(/(\d)\.(?=\s|\d)/g, "$1")
    .split(/[.!?:;]+(?:\s|$)|\n+/)
    .filter((sentence) => wordsOf(sentence).length > 0);
}

function wordsOf(text: string): string[] {
  return text.match(/\p{L}[\p{L}\p{M}'’-]*/gu) ?? [];
}

/** Syllables by their vowels; two that are spoken as one count once. */
export function syllablesOf(word: string): number {
  const vowels = word
    .toLowerCase()
    .match(/aa|ee|ie|oo|ai|au|äu|ei|eu|ey|[aeiouyäöüáàâéèêëíîïóôúû]/gu);
  return Math.max(1, vowels?.length ?? 0);
}

/**
 * First Wiener Sachtextformel (Bamberger and Vanecek, Lesen – Verstehen – Lernen – Schreiben, Vienna 1984):
 * 0.1935 MS + 0.1672 SL + 0.1297 IW − 0.0327 ES − 0.875, with the share in percent of words of three and more
 * syllables (MS), of more than six letters (IW) and of one syllable (ES), and words per sentence (SL).
 */
export function readabilityOf(text: string): Readability {
  const sentences = sentencesOf(text).map((sentence) => wordsOf(sentence));
  const words = sentences.flat();
  const percent = (test: (word: string) => boolean): number =>
    (100 * words.filter(test).length) / Math.max(1, words.length);
  const many = percent((word) => syllablesOf(word) >= 3);
  const long = percent((word) => [...word].length > 6);
  const single = percent((word) => syllablesOf(word) === 1);
  const length = words.length / Math.max(1, sentences.length);
  const grade = 0.1935 * many + 0.1672 * length + 0.1297 * long - 0.0327 * single - 0.875;
  return {
    words: words.length,
    sentences: sentences.length,
    grade: words.length === 0 ? 0 : grade,
    longestSentence: Math.max(0, ...sentences.map((sentence) => sentence.length)),
  };
}
