import type { Condition } from "#app/domain/condition.ts";
import { nodeAt } from "#app/domain/overlay/node-at.ts";
import { plainSentence } from "#app/domain/plain-sentence.ts";
import type { NodePath } from "#app/domain/path.ts";
import type { Rule } from "#app/domain/rule.ts";
import type { ServiceDefinition } from "#app/domain/service.ts";
import { textIn, type Language } from "#app/domain/text.ts";
import { defaultLanguage, isLanguage } from "#app/i18n/languages.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";

interface Telling {
  readonly service: ServiceDefinition;
  readonly language: Language;
}

/** The words of staff pages. */
export function wordsIn(language: Language) {
  return serverI18n(isLanguage(language) ? language : defaultLanguage).getFixedT(null, "offering");
}

/** A condition in words, by the labels of questions and options: „Grund“ ist „Rettungshund“. */
export function saidCondition(telling: Telling, condition: Condition): string {
  const t = wordsIn(telling.language);
  const label = (path: NodePath) => `„${labelOf(telling, path)}“`;
  const literal = (path: NodePath, value: string | number | boolean) =>
    typeof value === "boolean"
      ? t(value ? "said.yes" : "said.no")
      : `„${optionOf(telling, path, String(value))}“`;
  const inner = (one: Condition) =>
    "conditions" in one ? `(${saidCondition(telling, one)})` : saidCondition(telling, one);
  switch (condition.op) {
    case "always":
      return t("said.always");
    case "equals":
      return t("said.is", {
        field: label(condition.field),
        value: literal(condition.field, condition.value),
      });
    case "in": {
      const values = condition.values.map((value) => literal(condition.field, value));
      return t("said.is", { field: label(condition.field), value: values.join(t("said.or")) });
    }
    case "less":
    case "atMost":
      return t(`said.${condition.op}`, {
        field: label(condition.field),
        value: literal(condition.field, condition.value),
      });
    case "empty":
      return t("said.empty", { field: label(condition.field) });
    case "calendarDay":
      return t("said.calendarDay", { field: label(condition.day) });
    case "state":
      return t("said.state", { value: condition.states.join(", ") });
    case "not":
      return t("said.not", { condition: saidCondition(telling, condition.condition) });
    case "and":
    case "or":
    case "xor":
      return condition.conditions.map(inner).join(t(`said.${condition.op}`));
  }
}

/** A rule as its sentence says it; where it has none, by what it does. */
export function saidRule(telling: Telling, rule: Rule): string {
  if (rule.sentence !== undefined) return plainSentence(rule.sentence);
  const t = wordsIn(telling.language);
  const condition = saidCondition(telling, rule.condition);
  const target = `„${labelOf(telling, rule.target ?? rule.bearer)}“`;
  const codes =
    rule.effect === "options"
      ? rule.codes.map((code) => `„${optionOf(telling, rule.target, code)}“`).join(", ")
      : "";
  return t(`said.rule.${rule.effect}`, { target, condition, codes });
}

/** What an option of a list is called. */
export function saidCode({ service, language }: Telling, list: string, code: string): string {
  const option = service.codeLists[list]?.options.find((one) => one.code === code);
  return option ? textIn(option.label, language) : code;
}

/** What a question, a group or the whole service is called. */
export function labelOf({ service, language }: Telling, path: NodePath): string {
  const node = nodeAt(service.nodes, path);
  return node ? textIn(node.label, language) : path === "" ? textIn(service.name, language) : path;
}

function optionOf(telling: Telling, path: NodePath, value: string): string {
  const node = nodeAt(telling.service.nodes, path);
  if (node?.type !== "field" || !("list" in node.options)) return value;
  return saidCode(telling, node.options.list, value);
}
