import { reaches } from "./assurance.ts";
import type { DestinationFacts, Mailbox, MailboxOwner, ReadinessFacts } from "./readiness-facts.ts";

/** Whether something may go online: `amber` should be mended, `red` must be. */
export const lights = ["green", "amber", "red"] as const;
export type Light = (typeof lights)[number];

/** One thing that has to be in order before an offering goes online. */
export interface ReadinessCheck {
  /** What was looked at; the words for it stand in the texts of the portal. */
  readonly what:
    | "inbox"
    | "destination"
    | "certificate"
    | "testDelivery"
    | "mail"
    | "mailbox"
    | "signIn"
    | "alarmContact"
    | "scanner"
    | "privacy"
    | "publisher"
    | "controller"
    | "accessibilityContact"
    | "accessibilityCheck"
    | "contact"
    | "plainLanguage"
    | "signLanguage"
    | "form"
    | "release"
    | "confirmation"
    | "version";
  readonly light: Light;
  /** Which finding, with words of its own. */
  readonly finding: string;
  /** What it is about, e.g. the name of a destination, a day, a number. */
  readonly about?: string;
  /** Where it is mended: a page of the administration, without the municipality. */
  readonly remedy?: string;
}

/** Days before the end of a certificate from which on somebody has to see to it. */
const warningDays = 30;

/**
 * Everything that has to be in order, in the order in which one sees to it. What is red keeps an offering from going online, so what is found out for the
 * page alone (the mail server, addresses) is amber at most.
 */
export function judgeReadiness(facts: ReadinessFacts): readonly ReadinessCheck[] {
  return [
    ...waysIn(facts),
    ...portalChecks(facts),
    ...duties(facts),
    ...ownWork(facts),
    ...secondPerson(facts),
  ];
}

/** The worst of them. */
export function lightOf(checks: readonly ReadinessCheck[]): Light {
  const worst = Math.max(0, ...checks.map(({ light }) => lights.indexOf(light)));
  return lights[worst] ?? "red";
}

function waysIn({ caseworkers, destinations, now }: ReadinessFacts): ReadinessCheck[] {
  const readers: ReadinessCheck = {
    what: "inbox",
    light: caseworkers > 0 ? "green" : destinations.length > 0 ? "amber" : "red",
    finding: caseworkers > 0 ? "readers" : "noReaders",
    about: String(caseworkers),
    remedy: "personen",
  };
  return [readers, ...destinations.flatMap((one) => destinationChecks(one, now))];
}

function destinationChecks(
  { id, name, active, checked, acknowledged }: DestinationFacts,
  now: Date,
): ReadinessCheck[] {
  const remedy = `ziele/${id}`;
  const failed = checked?.find(({ ok }) => !ok);
  const reach: ReadinessCheck = {
    what: "destination",
    ...(!active
      ? { light: "red", finding: "inactive" }
      : checked === undefined
        ? { light: "red", finding: "unchecked" }
        : failed
          ? { light: "red", finding: "failed" }
          : { light: "green", finding: "reachable" }),
    about: failed ? `${name}: ${failed.what}: ${failed.detail}` : name,
    remedy,
  };
  const test: ReadinessCheck = {
    what: "testDelivery",
    light: acknowledged ? "green" : "red",
    finding: acknowledged ? "acknowledged" : "never",
    about: name,
    remedy,
  };
  const ends = (checked ?? []).flatMap(({ until }): ReadinessCheck[] => {
    if (until === undefined) return [];
    const days = (new Date(until).getTime() - now.getTime()) / 86_400_000;
    const light: Light = days < 0 ? "red" : days < warningDays ? "amber" : "green";
    const finding = days < 0 ? "ended" : "until";
    return [
      { what: "certificate", light, finding, about: `${name}: ${until.slice(0, 10)}`, remedy },
    ];
  });
  return [reach, ...ends, test];
}

function portalChecks(facts: ReadinessFacts): ReadinessCheck[] {
  const { mail, signIn, hasAlarmContact, scanner, asksForFiles } = facts;
  return [
    {
      what: "mail",
      light: mail?.ok === true ? "green" : "amber",
      finding: !mail ? "none" : mail.ok ? "answers" : "silent",
      ...(mail && !mail.ok && { about: mail.detail }),
    },
    ...mailboxChecks(facts.mailboxes),
    {
      what: "alarmContact",
      light: hasAlarmContact ? "green" : "amber",
      finding: hasAlarmContact ? "named" : "missing",
      remedy: "ziele",
    },
    ...signInChecks(signIn),
    ...(asksForFiles
      ? [
          {
            what: "scanner",
            light: scanner?.ok === true ? "green" : scanner ? "red" : "amber",
            finding: !scanner ? "none" : scanner.ok ? "answers" : "silent",
            ...(scanner && !scanner.ok && { about: scanner.detail }),
          } as const,
        ]
      : []),
  ];
}

const mailboxRemedies: Readonly<Record<MailboxOwner, string>> = {
  alarmContact: "ziele",
  authority: "behoerde",
  controller: "datenschutz",
  officer: "datenschutz",
  accessibilityContact: "barrierefreiheit",
};

/** An address that stands in several places is told once. */
function mailboxChecks(mailboxes: readonly Mailbox[]): ReadinessCheck[] {
  const first = new Map(mailboxes.toReversed().map((one) => [one.address, one]));
  return mailboxes
    .filter((one) => first.get(one.address) === one)
    .map(({ owner, address, answer }) => ({
      what: "mailbox",
      light: answer === "takes" ? "green" : "amber",
      finding: answer,
      about: address,
      remedy: mailboxRemedies[owner],
    }));
}

/** Nothing where nobody has to sign in. */
function signInChecks(signIn: ReadinessFacts["signIn"]): ReadinessCheck[] {
  if (!signIn || signIn.needed === "none") return [];
  const check = { what: "signIn", remedy: "anpassen/angaben" } as const;
  if (reaches(signIn.given, signIn.needed))
    return [{ ...check, light: "green", finding: "enough" }];
  // Nobody could file anything.
  return [{ ...check, light: "red", finding: signIn.given === "none" ? "none" : "low" }];
}

function duties(facts: ReadinessFacts): ReadinessCheck[] {
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
    has("plainLanguage", facts.hasPlainLanguage, "amber", "anpassen/angaben"),
    has("signLanguage", facts.hasSignLanguage, "amber", "anpassen/angaben"),
  ];
}

/** That somebody else than who asks lets it go online. Never red: a confirmation is what this is looked at for. */
function secondPerson({ confirmation }: ReadinessFacts): ReadinessCheck[] {
  if (confirmation === undefined) return [];
  const check = { what: "confirmation", finding: confirmation } as const;
  if (confirmation === "possible") return [{ ...check, light: "green" }];
  const remedy = confirmation === "asked" ? "bestaetigen" : "personen";
  return [{ ...check, light: "amber", remedy }];
}

function ownWork({ problems, release, behind }: ReadinessFacts): ReadinessCheck[] {
  const isOpen = release === "draft" || release === "proposed";
  return [
    {
      what: "form",
      light: problems > 0 ? "red" : "green",
      finding: problems > 0 ? "broken" : "sound",
      about: String(problems),
      remedy: "",
    },
    { what: "release", light: isOpen ? "amber" : "green", finding: release, remedy: "" },
    {
      what: "version",
      light: behind ? "amber" : "green",
      finding: behind ? "behind" : "current",
      remedy: behind ? "fassung" : "",
    },
  ];
}
