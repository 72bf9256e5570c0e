import { describe, expect, it } from "vitest";
import { judgeReadiness, lightOf } from "./readiness.ts";
import type { Mailbox, ReadinessFacts } from "./readiness-facts.ts";

const now = new Date("2026-03-01T00:00:00Z");
const before = new Date("2026-02-20T00:00:00Z");
function mailbox(
  owner: Mailbox["owner"],
  address: string,
  answer: Mailbox["answer"],
  confirmedAt?: Date,
  sentAt?: Date,
): Mailbox {
  return { owner, address, answer, confirmedAt, sentAt };
}
const host = { name: "antrag.musterstadt.example", ok: true, detail: "" };
const offered = { offered: "service", duty: "yes", land: "Musterland" } as const;
const nowhere = { ...offered, offered: undefined };
const fine: ReadinessFacts = {
  now,
  caseworkers: 2,
  destinations: [
    {
      id: "d1",
      name: "Fachverfahren",
      active: true,
      checked: [{ what: "certificate", ok: true, detail: "", until: "2027-01-01T00:00:00Z" }],
      acknowledged: true,
    },
  ],
  mail: { ok: true, detail: "" },
  mailboxes: [mailbox("authority", "rathaus@example.de", "takes", now)],
  host: undefined,
  signIn: { needed: "basic", given: "high" },
  hasAlarmContact: true,
  scanner: { ok: true, detail: "" },
  asksForFiles: true,
  hasPrivacy: true,
  hasPublisher: true,
  hasController: true,
  hasAccessibilityContact: true,
  barriers: 0,
  hasContact: true,
  plainLanguage: offered,
  signLanguage: offered,
  problems: 0,
  release: "released",
  behind: false,
  confirmation: "possible",
};
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);
const serverCertificate = (until: Date) => ({
  what: "serverCertificate",
  ok: true,
  detail: "",
  until: until.toISOString(),
});
const [destination] = fine.destinations;
if (!destination) throw new Error("no destination");
const lit = (changes: Partial<ReadinessFacts>) =>
  judgeReadiness({ ...fine, ...changes })
    .filter(({ light }) => light !== "green")
    .map(({ what, light, finding }) => [what, light, finding]);

describe("readiness", () => {
  it("is green where everything is in order", () => {
    const checks = judgeReadiness(fine);
    expect(lightOf(checks)).toBe("green");
    expect(checks.map(({ what }) => what)).toContain("testDelivery");
  });

  it.each<[string, Partial<ReadinessFacts>, unknown]>([
    [
      "nobody reads what is filed",
      { caseworkers: 0, destinations: [] },
      [["inbox", "red", "noReaders"]],
    ],
    [
      "applicants have to sign in, and cannot",
      { signIn: { needed: "basic", given: "none" } },
      [["signIn", "red", "none"]],
    ],
    [
      "nobody is known surely enough",
      { signIn: { needed: "high", given: "substantial" } },
      [["signIn", "red", "low"]],
    ],
    [
      "nobody could confirm that it goes online",
      { confirmation: "nobody" },
      [["confirmation", "amber", "nobody"]],
    ],
    ["it waits for that", { confirmation: "asked" }, [["confirmation", "amber", "asked"]]],
    ["it is online already", { confirmation: undefined }, []],
    ["nobody has to sign in", { signIn: { needed: "none", given: "none" } }, []],
    ["only a destination reads it", { caseworkers: 0 }, [["inbox", "amber", "noReaders"]]],
    [
      "a destination was never tried",
      { destinations: [{ ...destination, checked: undefined, acknowledged: false }] },
      [
        ["destination", "red", "unchecked"],
        ["testDelivery", "red", "never"],
      ],
    ],
    [
      "a destination is switched off",
      { destinations: [{ ...destination, active: false }] },
      [["destination", "red", "inactive"]],
    ],
    [
      "a key is wrong",
      { destinations: [{ ...destination, checked: [{ what: "key", ok: false, detail: "x" }] }] },
      [["destination", "red", "failed"]],
    ],
    [
      "a certificate ends soon",
      {
        destinations: [
          {
            ...destination,
            checked: [{ what: "x", ok: true, detail: "", until: "2026-03-20T00:00:00Z" }],
          },
        ],
      },
      [["certificate", "amber", "until"]],
    ],
    [
      "a certificate has ended",
      {
        destinations: [
          {
            ...destination,
            checked: [{ what: "x", ok: true, detail: "", until: "2026-02-20T00:00:00Z" }],
          },
        ],
      },
      [["certificate", "red", "ended"]],
    ],
    ["there is no scanner", { scanner: undefined }, [["scanner", "amber", "none"]]],
    [
      "the scanner is silent",
      { scanner: { ok: false, detail: "x" } },
      [["scanner", "red", "silent"]],
    ],
    ["nothing is uploaded", { scanner: undefined, asksForFiles: false }, []],
    ["there is no mail server", { mail: undefined }, [["mail", "amber", "none"]]],
    [
      "the mail server is silent",
      { mail: { ok: false, detail: "x" } },
      [["mail", "amber", "silent"]],
    ],
    [
      "an address takes no mail, is none, or nobody can tell",
      {
        mailboxes: [
          mailbox("alarmContact", "a@example.invalid", "takesNot"),
          mailbox("controller", "A@example.invalid", "takesNot"),
          mailbox("authority", "rathaus", "malformed"),
          mailbox("officer", "b@example.de", "unknown"),
        ],
      },
      [
        ["mailbox", "amber", "takesNot"],
        ["mailbox", "amber", "malformed"],
        ["mailbox", "amber", "unknown"],
      ],
    ],
    [
      "nobody has confirmed an address",
      { mailboxes: [mailbox("authority", "rathaus@example.de", "takes")] },
      [["mailbox", "amber", "unconfirmed"]],
    ],
    [
      "a link has gone to an address",
      { mailboxes: [mailbox("authority", "rathaus@example.de", "takes", undefined, before)] },
      [["mailbox", "amber", "sent"]],
    ],
    [
      "an address was confirmed whose domain takes no mail any more",
      { mailboxes: [mailbox("authority", "rathaus@example.de", "takesNot", before)] },
      [["mailbox", "amber", "takesNot"]],
    ],
    [
      "an address was confirmed, and the network is silent",
      { mailboxes: [mailbox("authority", "rathaus@example.de", "unknown", before)] },
      [],
    ],
    ["the own host is fine", { host: { ...host, until: inDays(60) } }, []],
    [
      "the certificate of the own host ends soon",
      { host: { ...host, until: inDays(13) } },
      [["host", "amber", "until"]],
    ],
    ["that of a server is renewed late", { host: { ...host, until: inDays(15) } }, []],
    [
      "the certificate of the own host has ended",
      { host: { ...host, ok: false, until: before } },
      [["host", "amber", "ended"]],
    ],
    [
      "the certificate of the own host is another's",
      { host: { ...host, ok: false, until: inDays(60) } },
      [["host", "amber", "wrong"]],
    ],
    [
      "the own host is silent",
      { host: { ...host, ok: false, until: undefined } },
      [["host", "amber", "silent"]],
    ],
    [
      "the certificate of a receiver's server ends soon",
      { destinations: [{ ...destination, checked: [serverCertificate(inDays(10))] }] },
      [["certificate", "amber", "until"]],
    ],
    [
      "the certificate of a receiver's server is renewed late",
      { destinations: [{ ...destination, checked: [serverCertificate(inDays(20))] }] },
      [],
    ],
    [
      "the statement names no contact",
      { hasAccessibilityContact: false },
      [["accessibilityContact", "amber", "missing"]],
    ],
    ["nothing says where to ask", { hasContact: false }, [["contact", "amber", "missing"]]],
    ...(["plainLanguage", "signLanguage"] as const).flatMap(
      (what): [string, Partial<ReadinessFacts>, unknown][] => [
        [`${what} is a duty`, { [what]: nowhere }, [[what, "red", "duty"]]],
        [
          `${what} is half a duty`,
          { [what]: { ...nowhere, duty: "limited" } },
          [[what, "amber", "limited"]],
        ],
        [
          `nobody knows whether ${what} is a duty`,
          { [what]: { ...nowhere, duty: "unknown" } },
          [[what, "amber", "unknown"]],
        ],
        [`${what} is no duty`, { [what]: { ...nowhere, duty: "no" } }, []],
        [`${what} is on a page of the town`, { [what]: { ...offered, offered: "town" } }, []],
      ],
    ),
    ["there is no imprint", { hasPublisher: false }, [["publisher", "amber", "missing"]]],
    ["nothing says why data is processed", { hasPrivacy: false }, [["privacy", "red", "missing"]]],
    ["the form is broken", { problems: 2 }, [["form", "red", "broken"]]],
    ["something waits for release", { release: "proposed" }, [["release", "amber", "proposed"]]],
    [
      "nobody looked for barriers",
      { barriers: undefined },
      [["accessibilityCheck", "amber", "unchecked"]],
    ],
  ])("tells where %s", (_, changes, expected) => {
    expect(lit(changes)).toEqual(expected);
  });
});
