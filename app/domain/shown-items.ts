import { itemName, type Words } from "./document.ts";
import {
  groupAt,
  groupInstance,
  isItemOf,
  itemBounds,
  itemsOf,
  type Journey,
  type Step,
} from "./journey.ts";
import type { ShownText } from "./page-form.ts";
import type { InstancePath, ItemId } from "./path.ts";
import { showText } from "./shown-page.ts";
import type { Language } from "./text.ts";

/** The list of a repeated group's items, as plain data in one language. */
export interface ShownItems {
  /** The group itself; errors about the number of items are told under this name. */
  readonly name: InstancePath;
  /** What one item is, e.g. "Hund". */
  readonly label: ShownText;
  readonly min: number;
  readonly max: number | null;
  readonly items: readonly ShownItem[];
}
export interface ShownItem {
  readonly id: ItemId;
  /** E.g. "Hund 2: Bello". */
  readonly title: ShownText;
  /** Its first page; undefined where it has none at the moment. */
  readonly address: string | undefined;
  readonly complete: boolean;
}

/** The items on the page of a repeated group. */
export function showItems(
  journey: Journey,
  step: Step,
  language: Language,
  words: Words,
): ShownItems | undefined {
  const { page } = step.placed;
  if (page.kind !== "items") return undefined;
  const { offering, answers } = journey;
  const group = groupAt(offering, page.group);
  const label = group ? showText(group.label, language) : { text: "" };
  const items = itemsOf(offering, answers, page.group, step.items).map((id) => {
    const path = [...step.items, id];
    const steps = journey.steps.filter(
      ({ placed, items: around }) =>
        placed.page.within[step.items.length] === page.group &&
        path.every((item, depth) => around[depth] === item),
    );
    return {
      id,
      // The rank and the name do not speak; the label before them does.
      title: { ...label, text: itemName(journey, page.group, path, language, words) },
      address: steps[0]?.address,
      complete: steps.every(({ complete }) => complete),
    };
  });
  const name = groupInstance(offering, page.group, step.items);
  return {
    name,
    label,
    ...itemBounds(journey, name, page.group),
    items,
  };
}

/** Whether an item on this list page still lacks answers. */
export function hasOpenItem(journey: Journey, list: Step): boolean {
  return journey.steps.some((step) => !step.complete && isItemOf(step, list));
}
