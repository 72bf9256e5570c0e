import { foldText } from "../fold-text.ts";

/** A street as it is compared: "Haupt-Str.", "Hauptstraße" and "HAUPTSTRASSE" are one. */
export function foldStreet(street: string): string {
  return foldText(street)
    .replace(/str(asse)?(?= |$)/g, "str")
    .replaceAll(" ", "");
}

/** The number in "12 a"; undefined where there is none. */
export function houseNumberIn(text: string): number | undefined {
  const [digits] = /\d{1,5}/.exec(text) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/** Splits "Am Markt 12a" into street and house number. */
export function splitStreet(text: string): { readonly street: string; readonly number: string } {
  const [, street = text, number = ""] =
    /^(.*?\D)\s*(\d+\s*[a-z]?(?:\s*[-/]\s*\d+)?)\s*$/i.exec(text) ?? [];
  return { street: street.trim(), number: number.trim() };
}
