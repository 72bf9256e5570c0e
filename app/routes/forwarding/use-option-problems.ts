import { useTranslation } from "react-i18next";
import type { OptionField } from "#app/administration/option-fields.ts";
import { anotherServer, type OptionProblem } from "#app/administration/option-problems.ts";

export interface OptionErrors {
  readonly errorOf: (field: string) => string | undefined;
  readonly errors: readonly { readonly name: string; readonly text: string }[];
}

/** What is wrong with options in words: beside each of them, and all of it at the top. `words` as for `OptionControl`. */
export function useOptionProblems(
  fields: readonly OptionField[],
  problems: readonly OptionProblem[],
  words?: "pickup",
): OptionErrors {
  const { t } = useTranslation(words ? ["forwarding", words] : "forwarding");
  const wordFor = (key: string, defaultValue: string): string =>
    t(words ? [`${words}:${key}`, key] : key, { defaultValue });
  const labelOf = (name: string): string =>
    name === "name" ? t("destination.name") : wordFor(`option.${name}`, name);
  // What the option wants, in words of the page; else what its own check says.
  const textOf = ({ field, detail }: OptionProblem): string => {
    if (detail === undefined) return t("destination.missing");
    if (detail === anotherServer) return t("destination.anotherServer");
    return wordFor(`expected.${field.split(".", 1)[0] ?? ""}`, detail);
  };
  const isAt = (problem: OptionProblem, field: string): boolean =>
    problem.field === field || problem.field.startsWith(`${field}.`);
  const controlOf = (problem: OptionProblem): string =>
    problem.field === "name"
      ? "name"
      : `option.${fields.find(({ name }) => isAt(problem, name))?.name ?? problem.field}`;
  return {
    errorOf: (field) => {
      const problem = problems.find((one) => isAt(one, field));
      return problem && textOf(problem);
    },
    errors: problems.map((problem) => ({
      name: controlOf(problem),
      text: `${labelOf(problem.field)}: ${textOf(problem)}`,
    })),
  };
}
