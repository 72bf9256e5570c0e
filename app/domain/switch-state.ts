/**
 * How far a service's change to another version is. `planned`: waits for its time. `running`: settings are being taken over.
 * `cancelled`: never begun. `undoing`, `undone`: the version before counts again.
 */
export const switchStates = [
  "planned",
  "running",
  "done",
  "cancelled",
  "undoing",
  "undone",
] as const;
export type SwitchState = (typeof switchStates)[number];

/** Who a switch is in revisions and audit entries. */
export function switchActor(id: string): string {
  return `switch:${id}`;
}
