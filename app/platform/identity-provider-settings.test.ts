import { describe, expect, it } from "vitest";
import { ConfigError, readConfig } from "./config.server.ts";

const key = { MASTER_KEY: Buffer.alloc(32, 1).toString("base64"), DATA_DIR: "/nonexistent" };
const provider = {
  OIDC_ISSUER: "https://konto.example.de/realms/land",
  OIDC_CLIENT_ID: "einmal",
  OIDC_NAME: "BundID",
};
const real = { DATABASE_URL: "postgres://db/einmal" };
const read = (more: Record<string, string>) => readConfig({ ...key, ...more }).identityProvider;
function problemsOf(more: Record<string, string>): readonly string[] {
  try {
    read(more);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe("an identity provider", () => {
  it("need not be there", () => {
    expect(read({})).toBeUndefined();
  });

  it("has sensible defaults: scopes, names of OpenID Connect, levels as BundID names them", () => {
    const found = read(provider);
    expect(found).toMatchObject({
      issuer: provider.OIDC_ISSUER,
      clientSecret: undefined,
      scopes: "openid profile email address phone",
    });
    expect(found?.claims.size).toBe(0);
    expect(found?.levels.get("STORK-QAA-Level-3")).toBe("substantial");
    expect(found?.levels.get("http://eidas.europa.eu/LoA/high")).toBe("high");
  });

  it("names claims and levels in its own words", () => {
    const found = read({
      ...provider,
      OIDC_CLAIMS: "vorname=given_name, urn:oid:2.5.4.4=family_name",
      OIDC_LEVELS: "urn:acr?l=2=substantial 3=high",
    });
    expect([...(found?.claims ?? [])]).toEqual([
      ["vorname", "given_name"],
      ["urn:oid:2.5.4.4", "family_name"],
    ]);
    expect([...(found?.levels ?? [])]).toEqual([
      ["urn:acr?l=2", "substantial"],
      ["3", "high"],
    ]);
  });

  it("is refused with everything that is wrong with it", () => {
    const wrong = {
      OIDC_ISSUER: "konto",
      OIDC_SCOPES: "profile",
      OIDC_CLAIMS: "vorname",
      OIDC_LEVELS: "2=sicher",
    };
    const problems = problemsOf(wrong).map((problem) => problem.split(" ", 1)[0]);
    expect(problems.sort()).toEqual([
      "OIDC_CLAIMS",
      "OIDC_CLIENT_ID",
      "OIDC_ISSUER",
      "OIDC_LEVELS",
      "OIDC_NAME",
      "OIDC_SCOPES",
    ]);
    expect(problemsOf({ OIDC_CLIENT_SECRET: "geheim" })).toHaveLength(3);
  });

  it.each([
    ["http://127.0.0.1:4390", {}, 0],
    ["http://localhost:4390", {}, 0],
    ["http://konto.example.de", {}, 1],
    ["http://127.0.0.1.example.de", {}, 1],
    ["http://127.0.0.1:4390", real, 1],
    ["https://konto.example.de", real, 0],
  ])(
    "at %s with %j has %i problems: without TLS on one's own machine alone",
    (issuer, mode, count) => {
      expect(problemsOf({ ...provider, OIDC_ISSUER: issuer, ...mode })).toHaveLength(count);
    },
  );
});
