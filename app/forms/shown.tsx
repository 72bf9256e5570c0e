import { Fragment, type ReactNode } from "react";
import type { ShownText } from "#app/domain/page-form.ts";
import { phrase, type Phrase, type PhraseParams, type Say } from "./phrase.ts";

/** A text in its language: marked where it is not the page's (WCAG 3.1.2). */
export function shown({ text, lang }: ShownText): ReactNode {
  return lang === undefined ? text : <span lang={lang}>{text}</span>;
}

/** The same for a text that may be absent. */
export function shownOrNothing(text: ShownText | undefined): ReactNode {
  return text && shown(text);
}

/** A sentence, its foreign parts marked. */
export function shownPhrase(parts: Phrase): ReactNode {
  return parts.map((part, index) => <Fragment key={index}>{shown(part)}</Fragment>);
}

/** A sentence of the portal, marked where the page's language lacks it. */
export function said(say: Say, key: string, params?: PhraseParams): ReactNode {
  return shownPhrase(phrase(say, key, params));
}

/** Paragraphs at empty lines; single line breaks stay (by style sheet). */
export function Paragraphs({ text: { text, lang } }: { text: ShownText }) {
  return (
    <div lang={lang}>
      {text.split(/\n\s*\n/).map((paragraph, index) => (
        <p className="kern-body kept-lines" key={index}>
          {paragraph.trim()}
        </p>
      ))}
    </div>
  );
}
