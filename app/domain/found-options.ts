import { searchText } from "./edit-raw.ts";
import type { FormField, FormNode, PageForm, RawInput, ShownOption } from "./page-form.ts";
import { foldText, hasWords } from "./fold-text.ts";
import { deriveOnce, type Offering } from "./offering.ts";
import { hasLines, lineNames, sent } from "./read-field.ts";
import { showText } from "./shown-page.ts";
import type { Language } from "./text.ts";

/** More hits than these help nobody. */
export const mostHits = 20;

/**
 * For the questions of a page whose lists are too long to be sent: the options that are chosen, for their labels, and
 * those that match what stands in the search box. By the name of the control.
 */
export function foundOptions(
  offering: Offering,
  form: PageForm,
  raw: RawInput,
  language: Language,
): Readonly<Record<string, readonly ShownOption[]>> {
  const found: Record<string, readonly ShownOption[]> = {};
  for (const field of searchedFields(form.nodes)) {
    const lines = hasLines(field) ? [`${field.name}#0`, ...lineNames(field.name, raw)] : [];
    for (const name of lines.length > 0 ? new Set(lines) : [field.name]) {
      const chosen = new Set(sent(raw, name));
      const list = field.options.list;
      const options = [
        ...searchable(offering, list, language).filter(({ option }) => chosen.has(option.code)),
        ...matching(offering, list, searchText(raw, name), language),
      ].map(({ option }) => option);
      // None found is an answer, too, but only to somebody who searched.
      const searched = searchText(raw, name) !== "";
      if (searched || options.length > 0) found[name] = [...new Set(options)];
    }
  }
  return found;
}

type SearchedField = Extract<FormField, { kind: "choice" | "multipleChoice" }>;

function searchedFields(nodes: readonly FormNode[]): readonly SearchedField[] {
  return nodes.flatMap((node) => {
    if (node.type === "group") return searchedFields(node.children);
    const searched = node.kind === "choice" || node.kind === "multipleChoice";
    return searched && !node.choices ? [node] : [];
  });
}

interface Searchable {
  readonly option: ShownOption;
  readonly folded: string;
}

function searchable(offering: Offering, list: string, language: Language): readonly Searchable[] {
  return deriveOnce(offering, `search ${language} ${list}`, () =>
    (offering.service.codeLists[list]?.options ?? []).map(({ code, label, help }) => {
      const shown = showText(label, language);
      return {
        option: { code, label: shown, ...(help && { help: showText(help, language) }) },
        folded: foldText(shown.text),
      };
    }),
  );
}

/** Begins with it, then has a word that does, then contains all its words; in the order of the list among equals. */
function matching(
  offering: Offering,
  list: string,
  typed: string,
  language: Language,
): readonly Searchable[] {
  const words = foldText(typed);
  if (words === "") return [];
  const rankOf = ({ option, folded }: Searchable): number => {
    if (option.code === typed || folded === words) return 0;
    if (folded.startsWith(words)) return 1;
    if (` ${folded}`.includes(` ${words}`)) return 2;
    return hasWords(folded, words) ? 3 : 4;
  };
  const ranks: Searchable[][] = [[], [], [], []];
  for (const one of searchable(offering, list, language)) ranks[rankOf(one)]?.push(one);
  return ranks.flat().slice(0, mostHits);
}
