import { serverCertificateCheck, warningDays } from "./alarm.ts";
import { reaches } from "./assurance.ts";
import { lights, type Light, type ReadinessCheck } from "./readiness-check.ts";
import { duties } from "./readiness-duties.ts";
import type { DestinationFacts, ReadinessFacts } from "./readiness-facts.ts";
import { mailboxChecks } from "./readiness-mailboxes.ts";

/**
 * Everything that has to be in order, in the order in which one sees to it. What is red keeps an offering from going online, so what is found out for the
 * page alone (the mail server, addresses, the municipality's own host) is amber at most.
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
  const ends = (checked ?? []).flatMap(({ what, until }): ReadinessCheck[] => {
    if (until === undefined) return [];
    const on = new Date(until);
    return [{ what: "certificate", ...endOf(on, what, now), about: name, on, remedy }];
  });
  return [reach, ...ends, test];
}

/** `what`: which certificate, because some are renewed later than others. */
function endOf(until: Date, what: string, now: Date): { light: Light; finding: string } {
  const days = (until.getTime() - now.getTime()) / 86_400_000;
  if (days < 0) return { light: "red", finding: "ended" };
  return { light: days < warningDays(what) ? "amber" : "green", finding: "until" };
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
    ...hostChecks(facts),
  ];
}

/** The address of the portal leads there, too: nobody is kept out while that of the municipality is broken. */
function hostChecks({ host, now }: ReadinessFacts): ReadinessCheck[] {
  if (!host) return [];
  const { name, ok, detail, until } = host;
  const check = { what: "host", remedy: "aussehen" } as const;
  if (until === undefined)
    return [{ ...check, light: "amber", finding: "silent", about: `${name}: ${detail}` }];
  const { light, finding } = endOf(until, serverCertificateCheck, now);
  if (light === "red") return [{ ...check, light: "amber", finding, about: name, on: until }];
  if (!ok) return [{ ...check, light: "amber", finding: "wrong", about: `${name}: ${detail}` }];
  return [{ ...check, light, finding, about: name, on: until }];
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
