import { catalogueCommands } from "./catalogue-commands.ts";
import type { Command } from "./command.ts";
import { doctorCommand } from "./doctor-command.ts";
import { figuresCommand } from "./figures-command.ts";
import { forwardingCommands } from "./forwarding-commands.ts";
import { municipalityCommands } from "./municipality-commands.ts";
import { offeringCommands } from "./offering-commands.ts";
import { paymentCommands } from "./payment-commands.ts";
import { pickupCommands } from "./pickup-commands.ts";
import { responsibilityCommands } from "./responsibility-commands.ts";
import { serviceCheckCommand } from "./service-check-command.ts";
import { rolloutCommands } from "./rollout-commands.ts";
import { serviceCommands } from "./service-commands.ts";
import { serviceDiffCommand } from "./service-diff-command.ts";
import { servicePagesCommand } from "./service-pages-command.ts";
import { servicePathsCommand } from "./service-paths-command.ts";
import { serviceSwitchCommands } from "./service-switch-commands.ts";
import { staffCommand } from "./staff-command.ts";
import { staffInviteCommand } from "./staff-invite-command.ts";
import { textsMissingCommand } from "./texts-missing-command.ts";

/** Every command there is. */
export const commands: readonly Command[] = [
  serviceCheckCommand,
  ...serviceCommands,
  serviceDiffCommand,
  servicePagesCommand,
  servicePathsCommand,
  ...serviceSwitchCommands,
  ...rolloutCommands,
  ...municipalityCommands,
  ...responsibilityCommands,
  ...catalogueCommands,
  ...offeringCommands,
  ...forwardingCommands,
  ...paymentCommands,
  ...pickupCommands,
  staffCommand,
  staffInviteCommand,
  figuresCommand,
  textsMissingCommand,
  doctorCommand,
];

/** What `npx einmal --help` prints. */
export function overview(): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    "Usage: npx einmal <command> [options]",
    "",
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    "",
    "  --json  print one JSON document in place of text",
    "  --help  tell more about a command",
    "",
    "Works beside a running portal and without one, on the same configuration (DATABASE_URL, DATA_DIR, …).",
    "Ends with 0 if all went well, 1 if not, 2 if the command was written wrongly.",
  ].join("\n");
}

/** What `npx einmal <command> --help` prints. */
export function helpOf({ name, synopsis, summary, details }: Command): string {
  return [
    `Usage: npx einmal ${[name, synopsis].filter((part) => part !== "").join(" ")} [options]`,
    "",
    `${summary}.`,
    "",
    ...details.map((line) => `  ${line}`.trimEnd()),
    "  --json                print one JSON document in place of text",
    "  --help                print this",
  ].join("\n");
}
