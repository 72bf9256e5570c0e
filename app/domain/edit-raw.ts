import { controlName, lineNames, sent } from "./read-field.ts";
import type { Intent } from "./intent.ts";
import type { RawInput } from "./page-form.ts";

/** Input with one more empty line in a repeated field. */
export function addRawLine(raw: RawInput, name: string): RawInput {
  const last = lineNames(name, raw).at(-1);
  const index = last === undefined ? 0 : Number(last.slice(name.length + 1)) + 1;
  return { ...raw, [`${name}#${String(index)}`]: "" };
}

/** Input without a line; the lines behind it move up. */
export function removeRawLine(raw: RawInput, name: string, index: number): RawInput {
  const kept: Record<string, string | readonly string[]> = {};
  const prefix = `${name}#`;
  for (const [key, value] of Object.entries(raw)) {
    if (!key.startsWith(prefix)) {
      kept[key] = value;
      continue;
    }
    const [rank = "", ...parts] = key.slice(prefix.length).split("/");
    const at = Number(rank);
    if (at === index) continue;
    kept[controlName(`${prefix}${String(at > index ? at - 1 : at)}`, parts.join("/"))] = value;
  }
  return kept;
}

/** Input after the button of a repeated field; as it is after any other. */
export function editRaw(raw: RawInput, intent: Intent): RawInput {
  if (intent.kind === "addLine") return addRawLine(raw, intent.name);
  if (intent.kind === "removeLine") return removeRawLine(raw, intent.name, intent.index);
  return raw;
}

/** What was typed into the search box of a long list. */
export function searchText(raw: RawInput, name: string): string {
  return sent(raw, controlName(name, "search")).at(-1)?.trim() ?? "";
}
