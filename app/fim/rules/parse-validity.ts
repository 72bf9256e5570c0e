import { expectOneOf, skipOneOf, skipWords, stop, type Cursor } from "./cursor.ts";
import { readLiteral } from "./parse-literal.ts";
import { readReferences } from "./parse-reference.ts";
import type { Action, Clause } from "./sentence.ts";

const filled = ["befüllt", "ausgefüllt", "angegeben"];

/**
 * "(Es muss) entweder A oder B befüllt sein": exactly one; "mindestens eines der Felder A oder B muss …": one or
 * more. Undefined where the sentence is about something else.
 */
export function readValidity(cursor: Cursor): Action | undefined {
  const isImpersonal = skipWords(cursor, "es", "muss") || skipWords(cursor, "muss");
  const isEither = skipOneOf(cursor, "entweder");
  if (!isEither && !skipOneOf(cursor, "mindestens")) return undefined;
  if (!isEither) {
    expectOneOf(cursor, "eines", "eine", "einer", "ein");
    skipOneOf(cursor, "der");
    skipOneOf(cursor, "beiden", "folgenden");
  }
  const hasVerb = isImpersonal || (isEither && skipOneOf(cursor, "muss", "müssen"));
  const subjects = readReferences(cursor, ["oder", "und"]);
  if (subjects.length < 2 || (isEither && subjects.length > 2)) stop(cursor);
  if (!hasVerb) expectOneOf(cursor, "muss", "müssen");
  const op = isEither ? "xor" : "or";
  if (skipWords(cursor, "den", "wert")) {
    const values = [readLiteral(cursor)];
    expectOneOf(cursor, "haben", "besitzen");
    const clauses = subjects.map((subject): Clause => ({ op: "is", subject, values }));
    return { effect: "valid", clause: { op, clauses } };
  }
  expectOneOf(cursor, ...filled);
  expectOneOf(cursor, "sein", "werden");
  const clauses = subjects.map((subject): Clause => ({ op: "filled", subject }));
  return { effect: "valid", clause: { op, clauses } };
}

/** "Muss die Validität des sich ergebenden Kalenderdatums sichergestellt werden". */
export function readCalendarDay(cursor: Cursor): Action | undefined {
  const isSaid =
    skipWords(cursor, "muss", "die", "validität") || skipWords(cursor, "muss", "die", "gültigkeit");
  if (!isSaid) return undefined;
  expectOneOf(cursor, "des");
  skipWords(cursor, "sich", "ergebenden");
  expectOneOf(cursor, "kalenderdatums", "datums");
  expectOneOf(cursor, "sichergestellt", "gewährleistet");
  expectOneOf(cursor, "werden", "sein");
  return { effect: "calendarDay" };
}
