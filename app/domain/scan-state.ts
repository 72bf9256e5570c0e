/**
 * What is known of a file's harmlessness. `pending`: not looked at yet, `not-scanned`: there was no scanner, `failed`: the
 * scanner could not say.
 */
export const scanStates = ["pending", "clean", "infected", "not-scanned", "failed"] as const;
export type ScanState = (typeof scanStates)[number];

/** Whether staff may open a file. Without a scanner they may, and see that nobody looked. */
export function mayBeOpened(state: ScanState): boolean {
  return state === "clean" || state === "not-scanned";
}

/** The state of several files together: that of the one about which most is to be said. */
export function worstOf(states: readonly ScanState[]): ScanState | undefined {
  const order: readonly ScanState[] = ["infected", "failed", "pending", "not-scanned", "clean"];
  return order.find((state) => states.includes(state));
}
