import type * as z from "zod";

/** What is wrong with what an administrator typed. */
export interface OptionProblem {
  /** `name`, or the name of an option. */
  readonly field: string;
  /** In English, of the option's own check, or `anotherServer`; undefined for what is missing. */
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
  return name === "" ? [missing("name"), ...ofOptions] : ofOptions;
}

function missing(field: string): OptionProblem {
  return { field, detail: undefined };
}

export function leftBehind(field: string): OptionProblem {
  return { field, detail: anotherServer };
}

/** Says of secrets that were left behind why they are missing. */
export function sayWhy(
  problems: readonly OptionProblem[],
  left: readonly string[],
): readonly OptionProblem[] {
  return problems.map(({ field, detail }) =>
    left.includes(field) ? leftBehind(field) : { field, detail },
  );
}

/** In place of what is wrong: it is a secret that is stored, and does not go along to another server. */
export const anotherServer = "anotherServer";

/**
 * What was typed, with those secrets among what is stored that were left empty: they are never shown, so nobody types them again. Where
 * something is to go to another server than before, none of them goes along: nobody gets to know a secret by sending it to oneself.
 */
export function withStoredSecrets(
  secrets: readonly string[],
  stored: Options,
  typed: Options,
): Options {
  if (leadsElsewhere(stored, typed)) return typed;
  const kept = secrets.filter((name) => name in stored).map((name) => [name, stored[name]]);
  return { ...(Object.fromEntries(kept) as object), ...typed };
}

/** Secrets that are stored, were not typed, and would have to go along to another server. */
export function secretsLeftBehind(
  secrets: readonly string[],
  stored: Options,
  typed: Options,
): readonly string[] {
  if (!leadsElsewhere(stored, typed)) return [];
  return secrets.filter((name) => stored[name] !== undefined && typed[name] === undefined);
}

/** The same where nobody typed any secret: it was hardly meant to go without. */
export function secretsForgotten(
  secrets: readonly string[],
  stored: Options,
  typed: Options,
): readonly string[] {
  const isTyped = secrets.some((name) => typed[name] !== undefined);
  return isTyped ? [] : secretsLeftBehind(secrets, stored, typed);
}

type Options = Readonly<Record<string, unknown>>;

function leadsElsewhere(stored: Options, typed: Options): boolean {
  const known = serversIn(stored);
  return serversIn(typed).some((server) => !known.includes(server));
}

/** Servers that options name: by addresses, nested ones too, or by `host` and `port`. */
function serversIn(options: Options): readonly string[] {
  const addresses = textsIn(options).flatMap((text) => {
    if (!/^[a-z][a-z\d+.-]*:\/\//i.test(text) || !URL.canParse(text)) return [];
    const { protocol, host } = new URL(text);
    return [`${protocol}//${host}`];
  });
  const { host, port } = options;
  const door = typeof port === "number" || typeof port === "string" ? port : 22;
  const named = typeof host === "string" ? [`${host.toLowerCase()}:${door}`] : [];
  return [...addresses, ...named];
}

/** What lists name gets no secret. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  const isNested = typeof value === "object" && value !== null && !Array.isArray(value);
  return isNested ? Object.values(value).flatMap(textsIn) : [];
}
