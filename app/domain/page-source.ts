import { calculate } from "./calculated.ts";
import { statePath } from "./evaluate.ts";
import type { FormField, FormNode, OutsideNode, PageForm } from "./page-form.ts";
import type { InstancePath } from "./path.ts";
import type { FieldOutcome } from "./read-field.ts";
import type { Answer, Place, Source } from "./standing.ts";
import { noTerms, type NodeTerms } from "./terms.ts";

const same = (path: string): string => path;

/** One page with what was typed as a source; `read` reads a field of the page, and is asked once per field. */
export function pageSource(form: PageForm, read: (field: FormField) => FieldOutcome): Source {
  const own = new Map<InstancePath, Place>();
  const fields = new Map<InstancePath, FormField>();
  const visit = (node: FormNode, around: InstancePath | undefined): void => {
    const base = { around, terms: termsIn(node), inScope: same };
    if (node.type === "field") {
      own.set(node.name, { kind: "field", ...base });
      fields.set(node.name, node);
      return;
    }
    const members = form.members?.[node.name] ?? [];
    const { optional = false } = node;
    own.set(node.name, { kind: "group", ...base, optional, members: () => members });
    for (const child of node.children) visit(child, node.name);
  };
  for (const node of form.nodes) visit(node, undefined);

  const find = (path: string): Place | undefined => {
    const known = own.get(path);
    if (known) return known;
    const node = form.outside?.[path];
    const members = form.members?.[path];
    if (!node && !members) return undefined;
    if (node?.items) {
      const { items } = node;
      return { kind: "many", members: () => items };
    }
    const base = { around: undefined, terms: node ? termsIn(node) : noTerms, inScope: same };
    return members || node?.optional
      ? {
          kind: "group",
          ...base,
          optional: node?.optional ?? false,
          members: () => members ?? [],
        }
      : { kind: "field", ...base };
  };
  const answer: Answer = (path, counted) => {
    if (path === statePath) return form.state;
    const field = fields.get(path);
    if (!field) return form.context[path];
    if (field.calculated) return counted && calculate(field.calculated, counted, form.today);
    const outcome = read(field);
    return outcome.ok ? outcome.value : undefined;
  };
  return { find, answer };
}

function termsIn(node: FormNode | OutsideNode): NodeTerms {
  const given = "givenWhen" in node ? node.givenWhen : undefined;
  const filters = "filters" in node ? node.filters : undefined;
  if (!node.when && !node.requiredWhen && !given && !filters) return noTerms;
  return {
    applies: node.when ? [node.when] : [],
    requires: node.requiredWhen ? [node.requiredWhen] : [],
    ...(given && { given }),
    filters: filters ?? [],
  };
}
