import { expect, test } from "vitest";
import { siteMap } from "../../remix.config.js";
import { municipalitySchema, reservedSlugs } from "./municipality.ts";

test("the portal's own addresses are reserved, so that no municipality can hide them", () => {
  const own = siteMap
    .map(({ path }) => path.split("/")[1] ?? "")
    .filter((part) => part !== "" && !part.startsWith(":") && part !== "*")
    .map((part) => part.replace(/\?$/, "").replaceAll(".", "-"));
  expect(own.filter((part) => !reservedSlugs.has(part))).toEqual([]);
});

test("a municipality cannot have a reserved address", () => {
  const town = { ars: "000000000001", ags: "00000001", name: "Musterstadt", state: "00" };
  expect(municipalitySchema.safeParse({ ...town, slug: "musterstadt" }).success).toBe(true);
  for (const slug of ["health", "eingang", "verwaltung", "anmelden", "api", "assets"])
    expect(municipalitySchema.safeParse({ ...town, slug }).success, slug).toBe(false);
});
