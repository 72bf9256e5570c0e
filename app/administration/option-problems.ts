import type * as z from "zod";

/** What is wrong with what an administrator typed. */
export interface OptionProblem {
  /** `name`, or the name of an option. */
  readonly field: string;
  /** In English, of the option's own check; undefined for what is missing. */
  readonly detail: string | undefined;
}

/** What is wrong with a name and options by their schema; none: they can be used. */
export function optionProblems(
  schema: z.ZodType,
  name: string,
  options: Readonly<Record<string, unknown>>,
): readonly OptionProblem[] {
  const ofOptions = (schema.safeParse(options).error?.issues ?? []).map(
    ({ path, message, code }) => {
      const field = path.map(String).join(".");
      const isMissing =
        code === "invalid_type" &&
        path.reduce<unknown>((at, key) => at && (at as never)[key], options) === undefined;
      return { field, detail: isMissing ? undefined : message };
    },
  );
  return name === "" ? [{ field: "name", detail: undefined }, ...ofOptions] : ofOptions;
}

/** What was typed, with those secrets among what is stored that were left empty: they are never shown, so nobody types them again. */
export function withStoredSecrets(
  secrets: readonly string[],
  stored: Readonly<Record<string, unknown>>,
  typed: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const kept = secrets.filter((name) => name in stored).map((name) => [name, stored[name]]);
  return { ...(Object.fromEntries(kept) as object), ...typed };
}
