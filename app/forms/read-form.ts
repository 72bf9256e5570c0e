import { shownControl, type RawInput } from "#app/domain/page-form.ts";

/** What a form would send now, as the server would read it; files travel separately. */
export function readForm(form: HTMLFormElement): RawInput {
  const raw: Record<string, string | readonly string[]> = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value !== "string" || name === "intent") continue;
    const before = Object.hasOwn(raw, name) ? raw[name] : undefined;
    raw[name] = before === undefined ? value : [before, value].flat();
  }
  return raw;
}

/** The same, with what was typed into controls that have since disappeared. */
export function mergeForm(typed: RawInput, form: HTMLFormElement): RawInput {
  const present = new Set([shownControl]);
  for (const element of form.elements) {
    const name = element.getAttribute("name");
    if (name !== null) present.add(name);
  }
  const kept = Object.entries(typed).filter(([name]) => !present.has(name));
  return { ...Object.fromEntries(kept), ...readForm(form) };
}
