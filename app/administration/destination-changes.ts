import type * as z from "zod";
import type { DestinationRow } from "#db/queries/destinations.ts";
import { canonicalJson } from "../documents/canonical-json.ts";
import { fieldsFor, type OptionField } from "./option-fields.ts";

type Options = Readonly<Record<string, unknown>>;

type Settings = Pick<DestinationRow, "name" | "lanes" | "active"> & {
  readonly options: Options;
};

/** What is set of a destination beside its options. */
export const ownSettings = ["name", "lanes", "active"] as const;

/** Whether a change by that name says where and how something is sent; an inactive destination sends nothing. */
export function movesData(change: string): boolean {
  return !ownSettings.some((one) => one === change);
}

/** Names of what differs, never what it is: `name`, `lanes`, `active`, or an option. */
export function changesBetween(before: Settings, after: Settings): readonly string[] {
  const others = ownSettings.filter((one) => before[one] !== after[one]);
  const names = new Set([...Object.keys(before.options), ...Object.keys(after.options)]);
  const differs = (name: string): boolean =>
    canonicalJson(before.options[name] ?? null) !== canonicalJson(after.options[name] ?? null);
  return [...others, ...[...names].filter(differs)];
}

/** A change of one option as somebody reads it who confirms it. */
export interface ShownChange extends Pick<OptionField, "name" | "kind"> {
  /** Of a secret none. */
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** What a change of options says, option by option in the order of the form; of secrets, only that they change. */
export function shownChanges(
  {
    options: schema,
    secrets,
  }: { readonly options: z.ZodType; readonly secrets: readonly string[] },
  before: Options,
  after: Options,
): readonly ShownChange[] {
  const stood = fieldsFor(schema, secrets, before);
  return fieldsFor(schema, secrets, after).flatMap(({ name, kind, value }): ShownChange[] => {
    const past = stood.find((one) => one.name === name)?.value ?? [];
    const differs =
      kind === "secret"
        ? canonicalJson(at(before, name)) !== canonicalJson(at(after, name))
        : canonicalJson(past) !== canonicalJson(value);
    return differs ? [{ name, kind, before: past, after: value }] : [];
  });
}

/** The value of an option, of nested ones by dots. */
function at(options: Options, name: string): unknown {
  return (
    name.split(".").reduce<unknown>((inner, part) => (inner as Options | null)?.[part], options) ??
    null
  );
}
