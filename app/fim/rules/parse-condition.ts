import {
  attempt,
  expectOneOf,
  isMark,
  isWord,
  next,
  peek,
  skipMark,
  skipOneOf,
  skipWords,
  stop,
  type Cursor,
} from "./cursor.ts";
import { readBounds, readRangeOfCodes } from "./parse-bounds.ts";
import { readLiteral, startsLiteral } from "./parse-literal.ts";
import { readMembership } from "./parse-membership.ts";
import { readReference, readReferences, startsReference } from "./parse-reference.ts";
import { not, type Clause, type Literal, type Reference } from "./sentence.ts";
import { startsStates } from "./states.ts";

const filled = ["befüllt", "ausgefüllt", "gefüllt", "angegeben"];
const copulas = ["ist", "sind", "wird", "wurde", "wurden", "werden"];

/** Comparisons joined by UND or by ODER; both at once only with brackets, as nobody says which binds closer. */
export function readCondition(cursor: Cursor): Clause {
  const clauses = [readPrimary(cursor)];
  let joining: "und" | "oder" | undefined;
  for (;;) {
    const token = peek(cursor);
    if (!isWord(token, "und", "oder") || !startsCondition(cursor, 1)) break;
    const word = token.lower === "und" ? "und" : "oder";
    if (joining !== undefined && joining !== word) stop(cursor, "UND und ODER ohne Klammern ab");
    joining = word;
    next(cursor);
    clauses.push(readPrimary(cursor));
  }
  const [only] = clauses;
  if (only && clauses.length === 1) return only;
  return { op: joining === "und" ? "and" : "or", clauses };
}

function startsCondition(cursor: Cursor, ahead: number): boolean {
  const token = peek(cursor, ahead);
  return isMark(token, "(") || token.kind === "operator" || startsReference(cursor, ahead);
}

function readPrimary(cursor: Cursor): Clause {
  if (skipMark(cursor, "(")) {
    const clause = readCondition(cursor);
    if (!skipMark(cursor, ")")) stop(cursor);
    return clause;
  }
  if (isWord(peek(cursor), "alle") && !startsStates(cursor)) return readAllFilled(cursor);
  if (isWord(peek(cursor), "eines", "mindestens")) return readOneOf(cursor);
  const subject = readReference(cursor, "comparison") ?? cursor.subject;
  if (!subject) stop(cursor);
  cursor.subject = subject;
  skipWords(cursor, "der", "wert");
  skipOneOf(cursor, "auswahl", "antwort");
  return readComparison(cursor, subject);
}

/** "Alle drei Felder A, B und C befüllt sind". */
function readAllFilled(cursor: Cursor): Clause {
  next(cursor);
  skipOneOf(cursor, "zwei", "drei", "vier", "der", "diese");
  const references = readReferences(cursor);
  if (references.length < 2) stop(cursor);
  expectOneOf(cursor, ...filled);
  skipOneOf(cursor, "sind", "werden", "wurden");
  cursor.targets = references;
  return { op: "and", clauses: references.map((subject) => ({ op: "filled", subject })) };
}

/** "Eines der Felder A, B, C mit "Ja" belegt ist". */
function readOneOf(cursor: Cursor): Clause {
  skipOneOf(cursor, "mindestens");
  expectOneOf(cursor, "eines");
  skipOneOf(cursor, "der");
  skipOneOf(cursor, "folgenden");
  const subjects = readReferences(cursor, ["und", "oder"]);
  if (subjects.length < 2 || !skipOneOf(cursor, "mit")) stop(cursor);
  const { at } = cursor;
  const clauses = subjects.map((subject) => {
    cursor.at = at;
    return readOccupied(cursor, subject);
  });
  return { op: "or", clauses };
}

function readComparison(cursor: Cursor, subject: Reference): Clause {
  const { kind, text } = peek(cursor);
  if (kind === "operator") {
    if (text === "=" || text === "==" || text === "===") {
      if (/^[<>≤≥]/.test(peek(cursor, 1).text) && peek(cursor, 1).kind === "operator") next(cursor);
      else return readEquals(cursor, subject);
    }
    if (["<>", "!=", "!==", "≠"].includes(text)) {
      const values = readValues(cursor, ["und"], ["<>", "!=", "!==", "≠"]);
      return not({ op: "is", subject, values });
    }
    return { op: "order", subject, bounds: readBounds(cursor) };
  }
  if (skipOneOf(cursor, "mit")) return readOccupied(cursor, subject);
  if (isWord(peek(cursor), "den") && isWord(peek(cursor, 1), "wert")) {
    cursor.at += 2;
    const values = [readLiteral(cursor)];
    expectOneOf(cursor, "hat", "haben", "besitzt", "enthält");
    return { op: "is", subject, values };
  }
  const range = attempt(cursor, () => readRangeOfCodes(cursor, subject));
  if (range) return range;
  const member = attempt(cursor, () => readMembership(cursor, subject));
  if (member) return member;
  if (isWord(peek(cursor), "größer", "kleiner")) return readWorded(cursor, subject);
  const entry = attempt(cursor, () => readEntry(cursor, subject));
  if (entry) return entry;
  return readEmptiness(cursor, subject);
}

function readEquals(cursor: Cursor, subject: Reference): Clause {
  if (isWord(peek(cursor, 1), "alle")) {
    cursor.at += 2;
    expectOneOf(cursor, "anderen", "übrigen");
    skipOneOf(cursor, "möglichen");
    expectOneOf(cursor, "ausprägungen", "werte", "codes", "einträge");
    if (skipOneOf(cursor, "der")) expectOneOf(cursor, "codeliste", "liste");
    return { op: "isOther", subject };
  }
  const values = readValues(cursor, ["oder"], ["=", "==", "==="]);
  // "= 001 ist", "= 001 ausgewählt wird"
  if (skipOneOf(cursor, "ausgewählt", "gewählt")) skipOneOf(cursor, ...copulas);
  else if (isWord(peek(cursor), "ist") && !startsReference(cursor, 1)) next(cursor);
  return { op: "is", subject, values };
}

/**
 * `= a ODER b`, `= a ODER = b`, `<> a UND <> b`: "<> a ODER b" can be read in two ways and is not. In brackets behind
 * `<>` both mean none of them.
 */
function readValues(
  cursor: Cursor,
  joining: readonly string[],
  operators: readonly string[],
): readonly Literal[] {
  if (isMark(peek(cursor, 1), "(")) {
    cursor.at += 2;
    const isNegated = !operators.includes("=");
    const values = readList(cursor, isNegated ? ["und", "oder"] : joining, operators);
    if (!skipMark(cursor, ")")) stop(cursor);
    return values;
  }
  return readList(cursor, joining, operators);
}

function readList(
  cursor: Cursor,
  joining: readonly string[],
  operators: readonly string[],
): readonly Literal[] {
  const values: Literal[] = [];
  let joined: string | undefined;
  for (;;) {
    if (peek(cursor).kind === "operator") {
      if (!operators.includes(peek(cursor).text)) stop(cursor);
      next(cursor);
    }
    values.push(readLiteral(cursor));
    const token = peek(cursor);
    const isWorded = isWord(token, "und", "oder");
    const isJoined = isWorded || (isMark(token, ",") && isListed(cursor));
    if (!isJoined || !startsLiteral(cursor, 1)) return values;
    const isOther = joined !== undefined && joined !== token.lower;
    if (isWorded && (isOther || !joining.includes(token.lower))) stop(cursor, "Mehrdeutig ab");
    if (isWorded) joined = token.lower;
    next(cursor);
  }
}

/** Whether a comma joins values: nothing but values follows up to the last joining word. */
function isListed(cursor: Cursor): boolean {
  return startsLiteral(cursor, 1) && peek(cursor, 1).kind !== "operator";
}

/** "Mit dem Code "002" belegt ist". */
function readOccupied(cursor: Cursor, subject: Reference): Clause {
  skipOneOf(cursor, "dem", "den");
  skipOneOf(cursor, "code", "wert");
  const value = readLiteral(cursor);
  expectOneOf(cursor, "belegt", "befüllt", "ausgefüllt");
  skipOneOf(cursor, ...copulas);
  return { op: "is", subject, values: [value] };
}

/** "Größer als 100 ist", "größer oder gleich 100". */
function readWorded(cursor: Cursor, subject: Reference): Clause {
  const isGreater = next(cursor).lower === "größer";
  const orEqual = skipWords(cursor, "oder", "gleich") || skipWords(cursor, "gleich");
  skipOneOf(cursor, "als");
  const { kind, text } = next(cursor);
  if (kind !== "number") {
    cursor.at -= 1;
    stop(cursor, "Keine Zahl:");
  }
  skipOneOf(cursor, "ist", "beträgt");
  const comparator = isGreater ? (orEqual ? ">=" : ">") : orEqual ? "<=" : "<";
  return { op: "order", subject, bounds: [{ comparator, value: text }] };
}

/** "(K)ein Eintrag vorgenommen wurde". */
function readEntry(cursor: Cursor, subject: Reference): Clause | undefined {
  const isNone = skipOneOf(cursor, "kein", "keine");
  if (!isNone && !skipOneOf(cursor, "ein", "eine")) return undefined;
  if (!skipOneOf(cursor, "eintrag", "eintragung", "eingabe", "angabe")) return undefined;
  if (!skipOneOf(cursor, "vorgenommen", "gemacht", "eingetragen")) return undefined;
  expectOneOf(cursor, "wurde", "wird", "ist");
  const clause: Clause = { op: "filled", subject };
  return isNone ? not(clause) : clause;
}

/** "Nicht leer (ist)", "ist nicht befüllt", "befüllt ist". */
function readEmptiness(cursor: Cursor, subject: Reference): Clause {
  const isFirst = skipOneOf(cursor, "ist");
  const isNegated = skipOneOf(cursor, "nicht");
  const word = peek(cursor);
  expectOneOf(cursor, "leer", ...filled);
  if (!isFirst) skipOneOf(cursor, ...copulas);
  const clause: Clause = { op: "filled", subject };
  return isNegated === (word.lower === "leer") ? clause : not(clause);
}
