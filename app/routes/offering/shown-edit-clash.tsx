import { EditClash } from "./edit-clash.tsx";
import { useClashSides, type ShownClash } from "./use-clash-sides.tsx";

interface ShownEditClashProps {
  readonly action: string;
  readonly clashes: readonly ShownClash[];
  readonly mine: string;
  readonly seen: string;
}

/** Where somebody else was faster with settings of the same municipality. */
export function ShownEditClash({ clashes, ...props }: ShownEditClashProps) {
  return <EditClash {...props} clashes={useClashSides(clashes)} />;
}
