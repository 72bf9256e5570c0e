import { joinPath } from "#app/domain/path.ts";
import type { CodeList, Field, Node } from "#app/domain/service.ts";
import type { Text } from "#app/domain/text.ts";
import type { FimIdentification } from "./model.ts";
import { oneLine, paragraphs } from "./plain-text.ts";
import { warning, type ImportProblem } from "./problems.ts";
import type { FimTranslation, TranslatedElement } from "./read-translations.ts";

/** What translations are laid over, and where it is said what has no place there. */
export interface TranslationState {
  readonly codeLists: Map<string, CodeList>;
  readonly problems: ImportProblem[];
}

/** Lays one language over nodes and their lists; elements are found by their id, wherever they recur. */
export function translateNodes(
  nodes: readonly Node[],
  translation: FimTranslation,
  state: TranslationState,
): Node[] {
  const elements = new Map(translation.elements.map((element) => [element.id, element]));
  const { language } = translation;
  const translate = (siblings: readonly Node[], parent: string): Node[] => {
    const translated = siblings.map((node) => {
      const path = joinPath(parent, node.id);
      const inner =
        node.type === "group" ? { ...node, children: translate(node.children, path) } : node;
      const element = node.fim && elements.get(node.fim.id);
      if (!element || !node.fim) return inner;
      complainOfVersion(element, node.fim, path, language, state);
      return translateNode(inner, element, path, language, state);
    });
    return translated.map((node, index) =>
      ownQuestion(node, siblings, translated, index, parent, language, state),
    );
  };
  return translate(nodes, "");
}

function complainOfVersion(
  element: FimIdentification,
  { id, version }: NonNullable<Node["fim"]>,
  path: string,
  language: string,
  { problems }: TranslationState,
): void {
  if (element.version === undefined || element.version === version) return;
  const message = `${language}: the translation is of ${id} ${element.version}, the schema has ${version ?? "no version"}`;
  problems.push(warning("translationOfOtherVersion", message, { path }));
}

function translateNode(
  node: Node,
  element: TranslatedElement,
  path: string,
  language: string,
  state: TranslationState,
): Node {
  const label =
    element.label === undefined
      ? node.label
      : { ...node.label, [language]: oneLine(element.label) };
  const base = { ...node, label, ...translatedHelp(node, element, path, language, state) };
  if (base.type === "group") return base;
  if (element.values.length > 0) translateValues(base, element, path, language, state);
  return translateContent(base, element, path, language, state);
}

/** The help stands where the German one stands: as the hint, or behind the disclosure. */
function translatedHelp(
  node: Node,
  { help }: TranslatedElement,
  path: string,
  language: string,
  state: TranslationState,
): Pick<Node, "hint" | "help"> {
  if (help === undefined) return {};
  const text = paragraphs(help);
  if (node.help) return { help: { ...node.help, [language]: text } };
  if (node.hint) return { hint: { ...node.hint, [language]: text } };
  if (node.type === "field" && node.kind === "staticText") return {};
  const message = `${language}: a help text has no German one beside it and was left out`;
  state.problems.push(warning("translationHasNoPlace", message, { path }));
  return {};
}

function translateContent(
  field: Field,
  { content, help, label }: TranslatedElement,
  path: string,
  language: string,
  { problems }: TranslationState,
): Field {
  if (field.kind === "declaration" && label !== undefined) {
    const statement: Text = { ...field.options.statement, [language]: oneLine(label) };
    return { ...field, options: { ...field.options, statement } };
  }
  if (field.kind === "staticText") {
    // A text without content of its own shows its help instead.
    const text = content ?? (field.help || field.hint ? undefined : help);
    if (text === undefined) return field;
    const shown: Text = { ...field.options.content, [language]: paragraphs(text) };
    return { ...field, options: { ...field.options, content: shown } };
  }
  if (content !== undefined) {
    const message = `${language}: a value that is filled in is data and has no other languages`;
    problems.push(warning("translationHasNoPlace", message, { path }));
  }
  return field;
}

function translateValues(
  field: Field,
  { values }: TranslatedElement,
  path: string,
  language: string,
  { codeLists, problems }: TranslationState,
): void {
  const key = "list" in field.options ? field.options.list : undefined;
  const list = key === undefined ? undefined : codeLists.get(key);
  const complain = (message: string): void => {
    problems.push(warning("translationHasNoPlace", `${language}: ${message}`, { path }));
  };
  if (key === undefined || !list) {
    complain("values are translated, but the field has no list");
    return;
  }
  const byCode = new Map(values.map((value) => [value.code, value]));
  for (const { code } of values)
    if (!list.options.some((option) => option.code === code)) complain(`no code "${code}"`);
  const options = list.options.map((option) => {
    const value = byCode.get(option.code);
    if (!value) return option;
    if (value.help !== undefined && !option.help)
      complain(`the help of code "${option.code}" has no German one beside it and was left out`);
    return {
      ...option,
      ...(value.name !== "" && { label: { ...option.label, [language]: oneLine(value.name) } }),
      ...(value.help !== undefined &&
        option.help && { help: { ...option.help, [language]: paragraphs(value.help) } }),
    };
  });
  codeLists.set(key, { ...list, options });
}

/** Questions of our own name what is around them: its translated label stands in them, too. */
function ownQuestion(
  node: Node,
  before: readonly Node[],
  after: readonly Node[],
  index: number,
  parent: string,
  language: string,
  { codeLists }: TranslationState,
): Node {
  if (node.fim || node.type !== "field") return node;
  const next = after[index + 1];
  const key = node.kind === "choice" ? joinPath(parent, node.id) : undefined;
  const list = key === undefined ? undefined : codeLists.get(key);
  if (key !== undefined && list) {
    const options = list.options.map((option) => {
      const own = after.find(({ id }) => id === option.code)?.label[language];
      return own === undefined
        ? option
        : { ...option, label: { ...option.label, [language]: own } };
    });
    codeLists.set(key, { ...list, options });
    return node;
  }
  const own = node.label[language];
  const [old, label] = [before[index + 1]?.label.de, next?.label[language]];
  if (own === undefined || old === undefined || label === undefined) return node;
  return { ...node, label: { ...node.label, [language]: own.replace(old, () => label) } };
}
