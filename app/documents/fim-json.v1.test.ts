import { expect, it } from "vitest";
import { dogService } from "../domain/fixtures/dog-service.ts";
import { fimJson } from "./fim-json.v1.server.ts";
import { documentOf, fimService } from "./fixtures/fim-service.ts";
import { berlinOffset } from "./schemas/berlin-offset.ts";

const versioned = JSON.parse(fimJson(documentOf(), fimService, "versioned") ?? "") as Record<
  string,
  unknown
>;

it("names everything by FIM's id and version, or by the id alone", () => {
  expect(versioned).toMatchObject({
    "G99000000001V2.0.0": { "F99000000012V1.0.0": ["01", "02"] },
    G99000000002: [{ "F99000000001V1.0.0": "Bello" }, { "F99000000001V1.0.0": "Waldi" }],
  });
  expect(JSON.parse(fimJson(documentOf(), fimService, "bare") ?? "")).toMatchObject({
    G99000000001: { F99000000001: "Łukasz Çelik-Müßner ǈ Ș & <Söhne>" },
  });
});

it("writes values in the types of FIM: euros, and times with the offset of the authority's clock", () => {
  expect(versioned["G99000000001V2.0.0"]).toMatchObject({
    "F99000000005V1.0.0": -1.05,
    "F99000000006V1.0.0": "1980-03-31",
    "F99000000008V1.0.0": "18:30:00+01:00",
    "F99000000009V1.0.0": "2026-05-01T22:00:00+02:00",
    "F99000000010V1.0.0": false,
    "F99000000019V1.0.0": ["datei-1"],
  });
});

it("is canonical", () => {
  expect(fimJson(documentOf(), fimService, "bare")).toMatch(/^\{"G99000000001":\{"F99000000001":/);
});

it("does not exist for services that do not come from FIM", () => {
  expect(fimJson(documentOf(), dogService, "bare")).toBeUndefined();
});

it("refuses a document of another version, and data that the service does not know", () => {
  const document = documentOf();
  const other = { ...fimService, version: "1.3" };
  expect(() => fimJson(document, other, "bare")).toThrow("alles-beantragen");
  expect(() => fimJson({ ...document, data: { G1: "" } }, fimService, "bare")).toThrow("G1");
  const flat = { ...document, data: { G99000000001: "x" } };
  expect(() => fimJson(flat, fimService, "bare")).toThrow("is a group");
});

it.each([
  ["2026-01-15T12:00", "+01:00"],
  ["2026-07-15T12:00", "+02:00"],
  ["2026-03-29T01:59", "+01:00"],
  ["2026-03-29T03:00", "+02:00"],
  // The hour that is there twice: the first.
  ["2026-10-25T02:30", "+02:00"],
  ["2026-10-25T03:00", "+01:00"],
  ["1880-01-01T00:00", "+00:53"],
])("%s in Germany has the offset %s", (moment, offset) => {
  expect(berlinOffset(moment)).toBe(offset);
});
