import { describe, expect, it } from "vitest";
import { judgeReadiness, lightOf } from "./readiness.ts";
import type { ReadinessFacts } from "./readiness-facts.ts";

const now = new Date("2026-03-01T00:00:00Z");
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
  mailboxes: [{ owner: "authority", address: "rathaus@example.de", answer: "takes" }],
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
  hasPlainLanguage: true,
  hasSignLanguage: true,
  problems: 0,
  release: "released",
  behind: false,
  confirmation: "possible",
};
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
          { owner: "alarmContact", address: "a@example.invalid", answer: "takesNot" },
          { owner: "controller", address: "a@example.invalid", answer: "takesNot" },
          { owner: "authority", address: "rathaus", answer: "malformed" },
          { owner: "officer", address: "b@example.de", answer: "unknown" },
        ],
      },
      [
        ["mailbox", "amber", "takesNot"],
        ["mailbox", "amber", "malformed"],
        ["mailbox", "amber", "unknown"],
      ],
    ],
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
