import type { RolloutOutcome } from "#app/operations/rollout/rollouts.server.ts";
import { failed, type CommandResult } from "./command.ts";

/** Why a roll-out cannot be made, and what to do about it. */
export function refusal(outcome: Exclude<RolloutOutcome, { kind: "fine" }>): CommandResult {
  switch (outcome.kind) {
    case "unknownService":
      return failed(outcome.kind, "there is no such service", "see npx einmal service list.");
    case "nobody":
      return failed(outcome.kind, "no municipality is selected", "widen the selection.");
    case "noReason":
      return failed(outcome.kind, "--reason is empty or too long", "say why in 2000 characters.");
    case "noDate":
      return failed(outcome.kind, "--at is missing or past", "give towns time to decline.");
    case "unknownKeys":
      return failed(
        outcome.kind,
        `there are no municipalities ${outcome.keys.slice(0, 10).join(", ")}`,
        "find them with npx einmal municipality list --search <name>.",
      );
    case "settings":
      return failed(
        outcome.kind,
        `the settings cannot be offered: ${outcome.problems.map(({ place, code }) => `${place} (${code})`).join(", ")}`,
        "mend them and export them again.",
      );
    case "settingsOpen":
      return failed(
        outcome.kind,
        `the settings were made for another version; to be decided: ${outcome.places.join(", ")}`,
        "take them over to the current version in a municipality, and export that.",
      );
  }
}
