import type { Answers } from "./answers.ts";
import { addItem, filesBelow, moveItem, removeItem } from "./change-answers.ts";
import type { StoredFile } from "./fields/kinds.ts";
import { groupInstance, itemBounds, itemsOf, type Journey, type Step } from "./journey.ts";
import type { FieldError } from "./page-form.ts";
import { hasOpenItem } from "./shown-items.ts";
import type { ItemId } from "./path.ts";
import type { Intent } from "./intent.ts";

export type ItemsChange =
  | {
      readonly kind: "changed";
      readonly answers: Answers;
      /** Where to go; undefined: on to the next page. */
      readonly address: string | undefined;
      /** Files that went with a removed item. */
      readonly files: readonly StoredFile[];
    }
  | { readonly kind: "refused"; readonly error: FieldError };

/** What a button on the page of a repeated group does: add an item (named by `newItem`), move or remove one, or go on. */
export function changeItems(
  journey: Journey,
  step: Step,
  intent: Intent,
  newItem: () => ItemId,
): ItemsChange {
  const { offering, answers } = journey;
  const { page } = step.placed;
  const path = page.kind === "items" ? page.group : "";
  const group = groupInstance(offering, path, step.items);
  const items = itemsOf(offering, answers, path, step.items);
  const { min, max } = itemBounds(journey, group, path);
  const refused = (code: string, params: Record<string, number> = {}): ItemsChange => ({
    kind: "refused",
    error: { name: group, code, params },
  });
  if (intent.kind === "add") {
    if (max !== null && items.length >= max) return refused("items.tooMany", { max });
    const item = newItem();
    const first = offering.pages.find(
      ({ page: { kind, within } }) => kind === "questions" && within.at(-1) === path,
    );
    return {
      kind: "changed",
      answers: addItem(answers, group, items, item),
      address: first && `${first.page.id}/${[...step.items, item].join(".")}`,
      files: [],
    };
  }
  if (intent.kind === "remove") {
    // Pressed twice, or in another tab: it is gone already.
    if (!items.includes(intent.item))
      return { kind: "changed", answers, address: step.address, files: [] };
    if (items.length <= min) return refused("items.tooFew", { min });
    return {
      kind: "changed",
      answers: removeItem(answers, group, items, intent.item),
      address: step.address,
      files: filesBelow(answers, `${group}:${intent.item}/`),
    };
  }
  if (intent.kind === "moveUp" || intent.kind === "moveDown") {
    const by = intent.kind === "moveUp" ? -1 : 1;
    const moved = moveItem(answers, group, items, intent.item, by);
    return { kind: "changed", answers: moved, address: step.address, files: [] };
  }
  if (items.length < min) return refused("items.tooFew", { min });
  if (max !== null && items.length > max) return refused("items.tooMany", { max });
  if (hasOpenItem(journey, step)) return refused("items.incomplete");
  return { kind: "changed", answers, address: undefined, files: [] };
}
