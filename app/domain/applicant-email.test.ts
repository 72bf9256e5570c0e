import { expect, test } from "vitest";
import { applicantEmail } from "./applicant-email.ts";
import type { Field, Group, Node } from "./service.ts";

const email = (id: string, more: Partial<Field> = {}) =>
  ({
    type: "field",
    id,
    label: { de: id },
    required: false,
    data: true,
    kind: "email",
    options: {},
    ...more,
  }) as Field;
const group = (id: string, children: readonly Node[], more: Partial<Group> = {}) =>
  ({
    type: "group",
    id,
    label: { de: id },
    required: true,
    data: true,
    children,
    ...more,
  }) as unknown as Group;
const own = { autocomplete: "email" } as const;

test("is the answer to the question for one's own address", () => {
  const nodes = [
    email("firma"),
    group("tiere", [email("halter", own)], { repeat: { min: 1, max: 3 } }),
    group("kontakt", [email("privat", own), email("zweite", own)]),
  ];
  const data = {
    firma: "firma@example.org",
    tiere: [{ halter: "max@example.org" }],
    kontakt: { privat: "erika@example.org", zweite: "andere@example.org" },
  };
  expect(applicantEmail({ nodes }, data)).toBe("erika@example.org");
  expect(applicantEmail({ nodes }, { ...data, kontakt: { zweite: "z@example.org" } })).toBe(
    "z@example.org",
  );
});

test("is none where nobody was asked, or nobody answered", () => {
  const nodes = [email("firma"), group("kontakt", [email("privat", own)])];
  expect(applicantEmail({ nodes }, { firma: "firma@example.org", kontakt: {} })).toBeUndefined();
  expect(applicantEmail({ nodes }, {})).toBeUndefined();
});
