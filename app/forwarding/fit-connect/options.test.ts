import { afterAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { optionFields, readOptions, type OptionSchema } from "#app/administration/option-fields.ts";
import { makeIssuer } from "../../../e2e/fixtures/zustelldienst/keys.ts";
import { fitConnect } from "../fit-connect.server.ts";
import { chooseSchemas, submissionSchemaUri } from "./data-schema.server.ts";
import { startLocalService } from "./fixtures/local-service.ts";
import { chooseMetadataVersion } from "./metadata.server.ts";
import { dataFormats, fitConnectOptions } from "./options.server.ts";
import { covers, v2 } from "./wire.server.ts";

const local = await startLocalService();
afterAll(() => local.zustelldienst.stop());
const issuer = await makeIssuer("Wurzel");
const pem = (der: Buffer) =>
  `-----BEGIN CERTIFICATE-----\n${der.toString("base64")}\n-----END CERTIFICATE-----`;

describe("options", () => {
  const { destinationId, ...given } = local.options;
  const base = {
    ...given,
    destinationId,
    portalIssuers: [],
    schemas: [],
    prefer: [...dataFormats],
  };
  test("want roots outside TEST, and no test keys in production", () => {
    expect(fitConnectOptions.safeParse(base).success).toBe(true);
    expect(fitConnectOptions.safeParse({ ...base, testKeys: false }).success).toBe(false);
    const roots = { ...base, testKeys: false, trustedRoots: pem(issuer.chain[0]!) };
    expect(fitConnectOptions.safeParse(roots).success).toBe(true);
    expect(fitConnectOptions.safeParse({ ...roots, trustedRoots: "x" }).success).toBe(false);
    for (const host of [
      "prod.fit-connect.fitko.net",
      "stage.fit-connect.fitko.net",
      "submission-api-prod.fit-connect.niedersachsen.de",
    ])
      expect(
        fitConnectOptions.safeParse({ ...base, submissionApi: `https://${host}/submission-api` })
          .success,
      ).toBe(false);
  });
  test("speak plainly with nobody but this machine", () => {
    for (const name of ["submissionApi", "tokenUrl", "routingApi"]) {
      const valid = (url: string) => fitConnectOptions.safeParse({ ...base, [name]: url }).success;
      expect(valid("http://fit-connect.example.org/api")).toBe(false);
      expect(valid("http://127.0.0.1.example.org/api")).toBe(false);
      expect(valid("http://127.0.0.1:4380/api")).toBe(true);
      expect(valid("https://fit-connect.example.org/api")).toBe(true);
    }
  });
  test("name formats and a way to answer in full, or not at all", () => {
    const valid = (more: object) => fitConnectOptions.safeParse({ ...base, ...more }).success;
    expect(valid({ schemas: ["fim-json.v1 urn:de:anders:1"] })).toBe(true);
    expect(valid({ schemas: ["fimxjson.v1 urn:de:anders:1"] })).toBe(false);
    expect(valid({ schemas: ["fim-json.v1"] })).toBe(false);
    expect(valid({ replyChannel: "eMail" })).toBe(false);
    expect(valid({ replyChannel: "eMail", replyAddress: "erika" })).toBe(false);
    expect(valid({ replyChannel: "eMail", replyAddress: "erika@example.org" })).toBe(true);
    expect(valid({ replyChannel: "elster", replyAddress: "4711" })).toBe(true);
  });
  test("can be asked for by a form", () => {
    const schema = z.toJSONSchema(fitConnectOptions, { io: "input", unrepresentable: "any" });
    const fields = optionFields(schema as OptionSchema, fitConnect.secrets, {});
    const kinds = Object.fromEntries(fields.map(({ name, kind }) => [name, kind]));
    expect(kinds).toMatchObject({
      tokenUrl: "text",
      clientSecret: "secret",
      callbackSecret: "secret",
      trustedRoots: "long",
      testKeys: "flag",
      portalIssuers: "lines",
      schemas: "lines",
      prefer: "choices",
      replyChannel: "choice",
      largeDataBytes: "number",
    });
    const typed = { ...base, portalIssuers: undefined, schemas: undefined };
    const raw = Object.fromEntries(
      Object.entries(typed).flatMap(([name, value]) =>
        // A box that is not ticked is not sent.
        value === undefined || value === false
          ? []
          : [[`option.${name}`, [value].flat().map(String)]],
      ),
    );
    expect(fitConnectOptions.parse(readOptions(fields, raw))).toEqual(local.options);
  });
  test("want a destination, or somebody to ask for it who is believed", () => {
    const without = { ...base, destinationId: undefined };
    expect(fitConnectOptions.safeParse(without).success).toBe(false);
    const routed = { ...without, routingApi: "https://routing.example.org" };
    expect(fitConnectOptions.safeParse(routed).success).toBe(false);
    const portalIssuers = ["https://portal.example.org/"];
    expect(fitConnectOptions.parse({ ...routed, portalIssuers })).toMatchObject({
      portalIssuers: ["https://portal.example.org"],
    });
  });
});

test("areas hold municipalities by their regional key", () => {
  expect(covers("", "064110000000")).toBe(true);
  expect(covers("000000000000", "064110000000")).toBe(true);
  expect(covers("06", "064110000000")).toBe(true);
  expect(covers("060000000000", "064110000000")).toBe(true);
  expect(covers("053700000000", "053700004004")).toBe(true);
  // A county whose number ends in zero is not the counties beside it.
  expect(covers("053700000000", "053740004004")).toBe(false);
  expect(covers("064110000000", "064120000000")).toBe(false);
  expect(covers("06x", "064110000000")).toBe(false);
});

test("the schema of the data is told from its name", () => {
  const options = { schemas: [], prefer: dataFormats };
  const filed = { fimId: "S99000000001", version: "1.2" };
  const formatsOf = (schemaUri: string, mimeType = "application/json") =>
    chooseSchemas({ submissionSchemas: [{ schemaUri, mimeType }] }, filed, options).map(
      ({ format }) => format,
    );
  expect(formatsOf("https://schema.fitko.de/fim/s99000000001_1.2.0.schema.json")).toEqual([
    "fim-json.v1",
  ]);
  expect(formatsOf("urn:xoev-de:fim:S99000000001:1.2", "application/xml")).toEqual(["fim-xml.v1"]);
  expect(formatsOf("https://schema.fitko.de/fim/s99000000001_1.3.0.schema.json")).toEqual([]);
  expect(formatsOf("https://schema.fitko.de/fim/s990000000012_1.2.0.schema.json")).toEqual([]);
  expect(formatsOf(submissionSchemaUri)).toEqual(["submission-json.v1"]);
  expect(formatsOf("https://example.org/submission.v1.schema.json")).toEqual([
    "submission-json.v1",
  ]);
});

test("metadata are of the newest version that both know", () => {
  expect(chooseMetadataVersion(["1.0.0", "2.0.0", "2.1.0"], v2)).toBe("2.1.0");
  expect(chooseMetadataVersion(["2.0.0", "2.2.0"], v2)).toBe("2.0.0");
  expect(() => chooseMetadataVersion(["1.0.0", "3.0.0"], v2)).toThrow("takes no metadata");
});
