import { expect, it } from "vitest";
import { attributesOf, levelOf } from "./claims.ts";

const of = (claims: Record<string, unknown>, renamed: Record<string, string> = {}) =>
  attributesOf(claims, { claims: new Map(Object.entries(renamed)) });

it("what is said of the token and the account is no attribute of the person", () => {
  expect(
    of({ iss: "x", sub: "17", aud: "y", exp: 1, nonce: "z", sid: "s", given_name: "Erika" }),
  ).toEqual({
    given_name: "Erika",
  });
});

it("other names are translated, also within an address; empty ones are none", () => {
  const claims = { vorname: "Erika", anschrift: { strasse: "Heidestraße", ort: " " }, titel: null };
  const renamed = { vorname: "given_name", "anschrift.strasse": "address.street" };
  expect(of(claims, renamed)).toEqual({ given_name: "Erika", "address.street": "Heidestraße" });
});

it("what the provider has not verified is left out", () => {
  expect(of({ email: "a@example.org", email_verified: false })).toEqual({
    email_verified: "false",
  });
});

it.each([
  ["Heidestraße 17", "Heidestraße", "17"],
  ["Straße des 17. Juni 135 a", "Straße des 17. Juni", "135 a"],
  ["Am Alten Markt 3-5", "Am Alten Markt", "3-5"],
  ["Hauptstr., 12b", "Hauptstr.", "12b"],
])("%s is street and house number", (line, street, number) => {
  expect(of({ address: { street_address: line } })).toMatchObject({
    "address.street": street,
    "address.house_number": number,
  });
});

it.each(["Dorfstraße", "17", "C 4, 12\nHinterhaus", ""])("%j stays as it is", (line) => {
  expect(Object.keys(of({ address: { street_address: line } }))).not.toContain("address.street");
});

it("a level counts only as the operator maps it", () => {
  const levels = new Map([["2", "substantial" as const]]);
  expect(levelOf("2", { levels })).toBe("substantial");
  expect(levelOf("3", { levels })).toBe("none");
  expect(levelOf(undefined, { levels })).toBe("none");
});
