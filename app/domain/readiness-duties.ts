import type { Light, ReadinessCheck } from "./readiness-check.ts";
import type { LanguageFacts, ReadinessFacts } from "./readiness-facts.ts";

/** What a municipality has to say to citizens, by law. */
export function duties(facts: ReadinessFacts): ReadinessCheck[] {
  const { barriers } = facts;
  const has = (
    what: ReadinessCheck["what"],
    there: boolean,
    without: Light,
    remedy?: string,
  ): ReadinessCheck => ({
    what,
    light: there ? "green" : without,
    finding: there ? "there" : "missing",
    ...(remedy !== undefined && { remedy }),
  });
  return [
    has("privacy", facts.hasPrivacy, "red"),
    has("publisher", facts.hasPublisher, "amber", "aussehen"),
    has("controller", facts.hasController, "amber", "datenschutz"),
    has("accessibilityContact", facts.hasAccessibilityContact, "amber", "barrierefreiheit"),
    {
      what: "accessibilityCheck",
      light: barriers === 0 ? "green" : "amber",
      finding: barriers === undefined ? "unchecked" : barriers === 0 ? "clean" : "barriers",
      ...(barriers !== undefined && { about: String(barriers) }),
    },
    has("contact", facts.hasContact, "amber", "anpassen/angaben"),
    languageCheck("plainLanguage", facts.plainLanguage),
    languageCheck("signLanguage", facts.signLanguage),
  ];
}

/** Red where the law of the Land demands it and it is nowhere; green where the Land demands nothing. */
const withoutIt = {
  yes: { light: "red", finding: "duty" },
  limited: { light: "amber", finding: "limited" },
  unknown: { light: "amber", finding: "unknown" },
  no: { light: "green", finding: "noDuty" },
} as const;

function languageCheck(
  what: "plainLanguage" | "signLanguage",
  { offered, duty, land }: LanguageFacts,
): ReadinessCheck {
  // One page of the municipality is what the law asks for; the service's own text would do as well.
  const remedy = "barrierefreiheit";
  if (offered !== undefined) return { what, light: "green", finding: offered, remedy };
  return { what, ...withoutIt[duty], about: land, remedy };
}
