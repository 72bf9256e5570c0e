import type { Way } from "./forwarding.ts";

/**
 * What one person asks for and a second one answers: that a service goes online (`switchOn`, about a service), where and how a
 * destination sends (`destination`), where an offering goes (`ways`, about a service).
 */
export const confirmationKinds = ["switchOn", "destination", "ways"] as const;
export type ConfirmationKind = (typeof confirmationKinds)[number];

/** `withdrawn` by who asked. `overtaken`: what it was to change is another by now. */
export const confirmationStates = [
  "open",
  "confirmed",
  "declined",
  "withdrawn",
  "overtaken",
] as const;
export type ConfirmationState = (typeof confirmationStates)[number];

/** What is asked for, as far as everybody may know it who answers. */
export type Asked =
  /** `endsTest`: it is online with invented data already, and is to be so for real. */
  | { readonly kind: "switchOn"; readonly endsTest: boolean }
  /** Names of the options that change; their values are sealed. */
  | { readonly kind: "destination"; readonly changed: readonly string[] }
  | { readonly kind: "ways"; readonly before: readonly Way[]; readonly after: readonly Way[] };

/** Whether two lists say the same, in whatever order. */
export function sameWays(left: readonly Way[], right: readonly Way[]): boolean {
  return waysText(left) === waysText(right);
}

/** Ways as the audit log keeps them: `copy:<id> primary:<id>`. */
export function waysText(ways: readonly Way[]): string {
  return ways
    .map(({ destinationId, role }) => `${role}:${destinationId}`)
    .sort()
    .join(" ");
}

/** Reads them again. */
export function readWays(
  text: string,
): readonly { readonly destinationId: string; readonly role: string }[] {
  return text
    .split(" ")
    .filter((one) => one !== "")
    .map((one) => {
      const [role = "", destinationId = ""] = one.split(":", 2);
      return { destinationId, role };
    });
}

/** Options of a destination by which one knows where it leads, in the order in which they tell it. */
const addressOptions = [
  "url",
  "endpoint",
  "host",
  "bucket",
  "to",
  "submissionApi",
  "destinationId",
  "path",
  "folder",
] as const;

/** Where a destination leads, for people: hosts, mailboxes, ids; never a secret, for which `options` has no place. */
export function addressOf(options: Readonly<Record<string, unknown>>): string {
  return addressOptions
    .flatMap((name) => {
      const value = options[name];
      return typeof value === "string" && value !== "" ? [hostIn(value)] : [];
    })
    .join(", ");
}

/** Of a web address its host alone: paths can be secrets. */
function hostIn(text: string): string {
  if (!/^[a-z][a-z\d+.-]*:\/\//i.test(text)) return text;
  try {
    return new URL(text).host;
  } catch {
    return text;
  }
}
