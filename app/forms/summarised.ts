import { wordsIn, type Phrase } from "./phrase.ts";
import { shownPhrase } from "./shown.tsx";

/** A control and what is wrong with it, as the error summary takes it. */
export function summarised(name: string, sentence: Phrase) {
  return { name, text: wordsIn(sentence), shown: shownPhrase(sentence) };
}
