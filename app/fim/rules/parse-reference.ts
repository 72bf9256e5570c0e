import { attempt, isMark, isWord, next, peek, skipMark, stop, type Cursor } from "./cursor.ts";
import type { Reference } from "./sentence.ts";
import { modals } from "./tails.ts";
import { idsOf, type Token } from "./tokens.ts";

const articles = [
  "der",
  "die",
  "das",
  "dem",
  "den",
  "des",
  "diese",
  "dieses",
  "dieser",
  "jeweilige",
  "darin",
  "enthaltene",
  "enthaltenen",
];
const nouns = [
  ...["feld", "felder", "feldern", "feldes", "datenfeld", "datenfelder", "datenfeldern"],
  ...["gruppe", "gruppen", "feldgruppe", "feldgruppen", "datenfeldgruppe", "datenfeldgruppen"],
  ...["datengruppe", "datengruppen", "auswahlfeld", "element", "elemente", "datenelement"],
];
const imperatives = ["zeige", "blende", "aktiviere", "deaktiviere", "mache", "verstecke"];
const turns = ["wenn", "falls", "sofern", "dann", "sonst", "ansonsten", "andernfalls"];
/** Words that say what becomes of something, where they stand at the end of a clause. */
const endings = [
  ...["befüllt", "ausgefüllt", "gefüllt", "angegeben", "angezeigt", "eingeblendet", "ausgeblendet"],
  ...["aktiviert", "deaktiviert", "anzuzeigen", "einzublenden", "auszublenden", "auszufüllen"],
  ...["anzugeben", "vorhanden", "optional", "sichtbar", "pflichtfeld", "pflicht", "pflichtangabe"],
];

/** How far an unquoted name reaches: in a condition to the comparison, elsewhere to what is done with it. */
export type NameEnd = "comparison" | "action";

/** Whether an id follows, perhaps behind an article and a noun. */
export function startsReference(cursor: Cursor, ahead = 0): boolean {
  let at = ahead;
  while (isWord(peek(cursor, at), "in", "im", ...articles, ...nouns)) at += 1;
  return peek(cursor, at).kind === "ids";
}

/** `[in der Gruppe G… im] Datenfeld F… "Name"`; undefined where no id follows. */
export function readReference(cursor: Cursor, end: NameEnd): Reference | undefined {
  if (!startsReference(cursor)) return undefined;
  const around: string[] = [];
  for (;;) {
    const isInside = isWord(peek(cursor), "in", "im");
    while (isWord(peek(cursor), "in", "im", ...articles, ...nouns)) cursor.at += 1;
    const ids = idsOf(next(cursor).text);
    const name = readName(cursor, end, isInside);
    // "In Gruppe G… im Feld F…" names the field; "im Feld F… Auswahl = …" has nothing behind it to be in.
    if (isInside && startsReference(cursor)) {
      around.push(...ids);
      continue;
    }
    return { ids: [...around, ...ids], ...(name !== undefined && { name }) };
  }
}

/** A list of references, joined by commas, one of the words, or nothing. */
export function readReferences(
  cursor: Cursor,
  joining: readonly string[] = ["und", "sowie"],
): readonly Reference[] {
  const found: Reference[] = [];
  for (;;) {
    const reference = attempt(cursor, () => {
      if (found.length > 0 && !skipMark(cursor, ",") && isWord(peek(cursor), ...joining))
        next(cursor);
      return readReference(cursor, "action");
    });
    if (!reference) return found;
    found.push(reference);
  }
}

/** "Es", "die Felder", "die Gruppe": what was spoken of last. */
export function readBackReference(cursor: Cursor): readonly Reference[] | undefined {
  if (startsReference(cursor)) return undefined;
  return attempt(cursor, () => {
    const isPronoun = isWord(peek(cursor), "es", "sie", "dieses", "diese");
    const hasArticle = isWord(peek(cursor), ...articles);
    if (hasArticle && isWord(peek(cursor, 1), ...nouns)) {
      const isSingle =
        isWord(peek(cursor), "das", "dieses") || !/(er|n)$/.test(peek(cursor, 1).lower);
      cursor.at += 2;
      if (isSingle !== (cursor.targets.length === 1)) stop(cursor, "Bezug unklar vor");
    } else if (isPronoun) {
      cursor.at += 1;
      if (cursor.targets.length !== 1) stop(cursor, "Bezug unklar vor");
    } else return undefined;
    return cursor.targets.length > 0 ? cursor.targets : undefined;
  });
}

function readName(cursor: Cursor, end: NameEnd, isInside: boolean): string | undefined {
  skipMark(cursor, "-", "–");
  if (peek(cursor).kind === "quoted") return next(cursor).text;
  const first = peek(cursor);
  const length = end === "comparison" ? beforeComparison(cursor) : beforeAction(cursor, isInside);
  if (length === 0) return undefined;
  const last = peek(cursor, length - 1);
  cursor.at += length;
  return cursor.sentence.slice(first.start, last.end);
}

/** An unquoted name in a condition is what stands before the operator, or before what is said of the field. */
function beforeComparison(cursor: Cursor): number {
  for (let length = 0; ; length += 1) {
    const token = peek(cursor, length);
    if (token.kind === "operator" || isStatementAbout(cursor, length)) return length;
    const stops = token.kind === "ids" || token.kind === "quoted" || token.kind === "end";
    if (stops || isMark(token, ".", ";") || isTurn(cursor, length)) return 0;
  }
}

function isStatementAbout(cursor: Cursor, ahead: number): boolean {
  const token = peek(cursor, ahead);
  const after = peek(cursor, ahead + 1);
  if (isWord(token, "leer", "befüllt", "ausgefüllt", "größer", "kleiner")) return true;
  if (isWord(token, "mit")) return isWord(after, "dem", "den", "code", "wert") || isValue(after);
  if (isWord(token, "den") && isWord(after, "wert")) return true;
  if (isWord(token, "im") && isWord(after, "bereich")) return true;
  if (isWord(token, "ein", "eine", "einen", "kein", "keine")) {
    return isWord(peek(cursor, ahead + 2), "gewählt", "ausgewählt", "vorgenommen", "gemacht");
  }
  return isWord(token, "nicht", "ist") && isStatementAbout(cursor, ahead + 1);
}

function beforeAction(cursor: Cursor, isInside: boolean): number {
  for (let length = 0; ; length += 1) {
    const token = peek(cursor, length);
    if (token.kind === "ids" || token.kind === "quoted" || token.kind === "end") return length;
    if (token.kind === "operator" || isMark(token, ".", ";")) return length;
    if (isMark(token, ",") && endsClause(cursor, length)) return length;
    if (isInside && startsReference(cursor, length)) return length;
    if (isWord(token, "und", "oder", "sowie") && startsSomething(cursor, length + 1)) return length;
    if (isTail(cursor, token, length)) return length;
    if (isWord(token, "mit") && isValue(peek(cursor, length + 1))) return length;
  }
}

function isValue({ kind }: Token): boolean {
  return kind === "quoted" || kind === "number";
}

/** Whether a comma ends what is said rather than belonging to a name. */
function endsClause(cursor: Cursor, at: number): boolean {
  return (
    isTurn(cursor, at + 1) ||
    isWord(peek(cursor, at + 1), "wobei") ||
    startsSomething(cursor, at + 1)
  );
}

/** Whether another reference or action begins. */
export function startsSomething(cursor: Cursor, ahead: number): boolean {
  return startsReference(cursor, ahead) || isWord(peek(cursor, ahead), ...imperatives);
}

function isTail(cursor: Cursor, token: Token, at: number): boolean {
  if (isWord(token, "an", "aus", "ein") && isAtEnd(cursor, at + 1)) return true;
  if (isWord(token, "nicht") && isWord(peek(cursor, at + 1), ...endings, "zu")) return true;
  if (isWord(token, "nicht")) {
    const after = at + (isWord(peek(cursor, at + 1), "an", "aus", "ein") ? 2 : 1);
    return isAtEnd(cursor, after);
  }
  if (isWord(token, "als")) return /^pflicht/.test(peek(cursor, at + 1).lower);
  if (isTurn(cursor, at)) return true;
  const after = peek(cursor, at + 1);
  if (isWord(token, "ein", "eine", "kein")) return /^(optional|pflicht)/.test(after.lower);
  if (isWord(token, "zu")) return /^(befüllen|aktivieren|deaktivieren|zeigen)$/.test(after.lower);
  if (isWord(token, ...endings)) return isAtEnd(cursor, at + 1) || isWord(after, "werden", "sein");
  return token.kind === "word" && (token.lower in modals || token.lower === "erscheint");
}

/** Whether a clause is over. */
export function isAtEnd(cursor: Cursor, ahead = 0): boolean {
  const token = peek(cursor, ahead);
  if (token.kind === "end" || isMark(token, ".", ";")) return true;
  if (isMark(token, ",")) return true;
  return isWord(token, "und") || isTurn(cursor, ahead);
}

/** "Wenn", "sonst" and their like; "bei" only in front of a field or a comparison. */
function isTurn(cursor: Cursor, ahead: number): boolean {
  if (isWord(peek(cursor, ahead), ...turns)) return true;
  const after = ahead + 1;
  const isComparison = peek(cursor, after).kind === "operator" || startsReference(cursor, after);
  return isWord(peek(cursor, ahead), "bei") && isComparison;
}
