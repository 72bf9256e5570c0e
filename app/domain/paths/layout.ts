import type { Answers } from "../answers.ts";
import { groupAt, groupInstance, scoped } from "../items.ts";
import { type Offering, type PlacedPage } from "../offering.ts";
import type { InstancePath, ItemId, NodePath } from "../path.ts";

/** A page in its place, whether anyone gets to see it or not. */
export interface LaidPage {
  readonly placed: PlacedPage;
  /** Items of the repeated groups around it. */
  readonly items: readonly ItemId[];
  readonly inScope: (path: NodePath) => InstancePath;
}

/** A repeated group in its place, and how many items are told apart. */
export interface LaidList {
  readonly path: InstancePath;
  readonly group: NodePath;
  readonly counts: readonly number[];
}

/** All places that a service can have, with so many items in every repeated group as are told apart. */
export interface Layout {
  readonly answers: Answers;
  readonly pages: readonly LaidPage[];
  readonly lists: readonly LaidList[];
  /** Whether repeated groups may have two items; otherwise the service is so large that one has to do. */
  readonly hasTwoItems: boolean;
}

/** Beyond that one item of each repeated group has to do. */
const mostFields = 4000;

/** Lays out a service: of repeated groups with no, one and two items, as far as their bounds allow. */
export function layOut(offering: Offering): Layout {
  const two = layOutWith(offering, 2);
  const fields = two.pages.reduce((sum, { placed }) => sum + placed.fields.length, 0);
  return fields <= mostFields ? two : layOutWith(offering, 1);
}

function layOutWith(offering: Offering, most: number): Layout {
  const lists: LaidList[] = [];
  const pages: LaidPage[] = [];
  const items: Record<InstancePath, readonly ItemId[]> = {};

  const listAt = (group: NodePath, around: readonly ItemId[]): readonly ItemId[] => {
    const path = groupInstance(offering, group, around);
    const known = items[path];
    if (known) return known;
    const { min, max } = groupAt(offering, group)?.repeat ?? { min: 0, max: null };
    const top = Math.min(max ?? Infinity, Math.max(min, most));
    const made = Array.from({ length: top }, (_, index) => String(index + 1));
    const counts = Array.from({ length: top - min + 1 }, (_, index) => min + index);
    lists.push({ path, group, counts });
    items[path] = made;
    return made;
  };
  const walk = (from: number, to: number, around: readonly ItemId[]): void => {
    let index = from;
    while (index < to) {
      const placed = offering.pages[index];
      if (!placed) return;
      const { within } = placed.page;
      const group = within[around.length];
      if (group === undefined) {
        if (placed.page.kind === "items") listAt(placed.page.group, around);
        pages.push({ placed, items: around, inScope: scoped(offering, within, around) });
        index += 1;
        continue;
      }
      let end = index;
      while (end < to && offering.pages[end]?.page.within[around.length] === group) end += 1;
      for (const item of listAt(group, around)) walk(index, end, [...around, item]);
      index = end;
    }
  };
  walk(0, offering.pages.length, []);
  return { answers: { values: {}, items }, pages, lists, hasTwoItems: most > 1 };
}
