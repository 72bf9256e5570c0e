/** What stands for a character that has no place in an id; no two names share an id. */
const escapes: Readonly<Record<string, string>> = { "/": "__", ":": "_i", "#": "_n", _: "_u" };

/**
 * The id of a control, derived from its name alone, so that server, browser and links from other pages agree.
 * `part` names something that belongs to the control: its hint, its error, one of its options by
 * number.
 */
export function idOf(name: string, part?: "hint" | "error" | "unit" | number): string {
  const safe = name.replace(
    /[^A-Za-z0-9-]/g,
    (character) => escapes[character] ?? `_x${(character.codePointAt(0) ?? 0).toString(16)}_`,
  );
  if (part === undefined) return `f-${safe}`;
  return typeof part === "number" ? `f-${safe}_o${String(part)}` : `f-${safe}_${part}`;
}
