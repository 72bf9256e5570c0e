import type { ClashSides } from "./clash-form.tsx";
import { ShownLines, usePlaceTitle } from "./shown-lines.tsx";
import type { ShownPlace, ShownValue } from "./shown-value.server.ts";
import { takeName } from "./take-name.ts";

/** What two people set at one place, to be read. */
export interface ShownClash extends ShownPlace {
  readonly mine: ShownValue;
  readonly theirs: ShownValue;
}

/** Clashes as their form shows them. */
export function useClashSides(clashes: readonly ShownClash[]): readonly ClashSides[] {
  const titleOf = usePlaceTitle();
  return clashes.map((clash) => ({
    take: takeName(clash.place),
    title: titleOf(clash),
    mine: <ShownLines value={clash.mine} />,
    theirs: <ShownLines value={clash.theirs} />,
  }));
}
