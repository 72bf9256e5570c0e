import { searchText } from "./edit-raw.ts";
import type {
  FormField,
  FormNode,
  FoundOptions,
  PageForm,
  RawInput,
  ShownOption,
} from "./page-form.ts";
import { foldText, hasWordsOf } from "./fold-text.ts";
import { deriveOnce, type Offering } from "./offering.ts";
import { allowedCodes } from "./page-form-check.ts";
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
): Readonly<Record<string, FoundOptions>> {
  const found: Record<string, FoundOptions> = {};
  const allowed = allowedCodes(form, raw);
  for (const field of searchedFields(form.nodes)) {
    const { list } = field.options;
    const may = allowed(field.name);
    for (const name of hasLines(field) ? lineNames(field.name, raw) : [field.name]) {
      const whole = searchable(offering, list, language);
      const all = may ? whole.filter(({ option }) => may.has(option.code)) : whole;
      const codes = new Set(sent(raw, name));
      const chosen = all.filter(({ option }) => codes.has(option.code)).map(({ option }) => option);
      const typed = searchText(raw, name);
      if (typed === "" && chosen.length === 0) continue;
      found[name] = { chosen, ...(typed !== "" && { hits: matching(all, typed) }) };
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
function matching(all: readonly Searchable[], typed: string): readonly ShownOption[] {
  const words = foldText(typed);
  if (words === "") return [];
  const hasAll = hasWordsOf(words);
  const rankOf = ({ option, folded }: Searchable): number => {
    if (option.code === typed || folded === words) return 0;
    if (folded.startsWith(words)) return 1;
    if (folded.includes(` ${words}`)) return 2;
    return hasAll(folded) ? 3 : 4;
  };
  const ranks: ShownOption[][] = [[], [], [], []];
  for (const one of all) ranks[rankOf(one)]?.push(one.option);
  return ranks.flat().slice(0, mostHits);
}
