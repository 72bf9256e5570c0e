import type { ShownText } from "#app/domain/page-form.ts";

/** Looks a text up; keys of other namespaces carry them in front, e.g. `errors:pattern`. */
export interface Say {
  (key: string, params?: Readonly<Record<string, string | number>>): string;
  /** The language of a text that the page's language lacks. */
  readonly langOf?: (
    key: string,
    params?: Readonly<Record<string, string | number>>,
  ) => string | undefined;
}

/** A sentence in parts, each with its language where it is not the page's: texts of a service within words of the portal. */
export type Phrase = readonly ShownText[];

/** What a sentence of the portal is filled with. */
export type PhraseParams = Readonly<Record<string, string | number | ShownText | Phrase>>;

/** Stand in for parts while the sentence is put together; private use, so no text holds them. */
const marks = /\uE000(\d+)\uE001/;

/** Looks a sentence up and fills it; what is in another language keeps its mark. */
export function phrase(say: Say, key: string, params: PhraseParams = {}): Phrase {
  const parts: Phrase[] = [];
  const plain = Object.entries(params).map(([name, value]) => {
    if (typeof value !== "object") return [name, value] as const;
    const given = "text" in value ? [value] : value;
    if (given.every(({ lang }) => lang === undefined)) return [name, wordsIn(given)] as const;
    return [name, `\uE000${String(parts.push(given) - 1)}\uE001`] as const;
  });
  const sentence = say(key, Object.fromEntries(plain));
  const lang = say.langOf?.(key, Object.fromEntries(plain));
  const own = lang === undefined ? {} : { lang };
  // Every second piece is the number of a part.
  return sentence
    .split(marks)
    .flatMap((piece, index) =>
      index % 2 === 1 ? (parts[Number(piece)] ?? []) : [{ text: piece, ...own }],
    )
    .filter(({ text }) => text !== "");
}

/** Texts one after the other with commas between. */
export function enumerated(texts: readonly ShownText[]): Phrase {
  return texts.flatMap((text, index) => (index === 0 ? [text] : [{ text: ", " }, text]));
}

/** The words alone, where no `lang` attribute can be set. */
export function wordsIn(parts: Phrase): string {
  return parts.map(({ text }) => text).join("");
}
