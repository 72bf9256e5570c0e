import { rolloutPlaceStates } from "#app/domain/rollout.ts";
import { loadRollout } from "#app/operations/rollout/rollouts.server.ts";
import { failed, type CommandInput, type CommandResult } from "./command.ts";

const mostShown = 50;

/** How many municipalities stand how, in words. */
export function countsText(places: Readonly<Partial<Record<string, number>>>): string {
  return rolloutPlaceStates
    .flatMap((state) => (places[state] ? [`${String(places[state])} ${state}`] : []))
    .join(", ");
}

export const unknownRollout = (id: string): CommandResult =>
  failed("unknown", `there is no roll-out "${id}"`, "see npx einmal rollout list.");

/** How far a roll-out is, and what municipalities answered. */
export async function showRollout({ open }: CommandInput, id: string): Promise<CommandResult> {
  const limit = 20_000;
  const found = await loadRollout(await open(), id, { states: rolloutPlaceStates, limit });
  if (!found) return unknownRollout(id);
  const { rollout, places, towns } = found;
  const told = towns.filter(({ state }) => ["declined", "notReady", "left"].includes(state));
  const more = told.length - mostShown;
  return {
    ok: true,
    json: { rollout, places, towns },
    text: [
      `Roll-out ${id}: ${rollout.serviceId}, ${rollout.kind}, is ${rollout.state}`,
      `  ${countsText(places)}`,
      ...told.slice(0, mostShown).map(({ ars, name, state }) => `  ${state}: ${ars} ${name}`),
      ...(more > 0 ? [`  … and ${String(more)} more (--json lists all)`] : []),
    ].join("\n"),
  };
}
