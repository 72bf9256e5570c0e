import { expect, it } from "vitest";
import { everyKind, fieldOf, pageOf } from "./fixtures/all-kinds.ts";
import { tagsOf } from "./fixtures/read-html.ts";
import { renderForm } from "./fixtures/render-form.tsx";

/** The tokens of the controls of a page, by their names. */
function tokensIn(html: string): Record<string, string> {
  return Object.fromEntries(
    tagsOf(html).flatMap(({ attributes: { name, autocomplete } }) =>
      name === undefined || autocomplete === undefined ? [] : [[name, autocomplete]],
    ),
  );
}

it("browsers are told what they know of the applicant, down to the parts of a question", () => {
  expect(tokensIn(renderForm({ form: pageOf(Object.values(everyKind)) }))).toEqual({
    "seite/date/day": "bday-day",
    "seite/date/month": "bday-month",
    "seite/date/year": "bday-year",
    "seite/email": "email",
    "seite/phone": "tel",
    "seite/address/street": "address-line1",
    "seite/address/addition": "address-line2",
    "seite/address/postalCode": "postal-code",
    "seite/address/city": "address-level2",
    "seite/address/country": "country",
    "seite/personName/givenName": "given-name",
    "seite/personName/familyName": "family-name",
  });
});

it("nothing is filled in where a question is about somebody else", () => {
  const kinds = ["date", "email", "phone", "address", "personName", "text"] as const;
  const form = pageOf(
    kinds.map((kind) => fieldOf(kind, everyKind[kind].options as never, { name: `g:1/${kind}` })),
  );
  expect(tokensIn(renderForm({ form }))).toEqual({});
});
