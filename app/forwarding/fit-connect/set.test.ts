import { existsSync, readFileSync } from "node:fs";
import { importJWK, type JWK } from "jose";
import { expect, test } from "vitest";
import { publishedFile } from "./fixtures/published-file.ts";
import { isSignedBy, readSet } from "./set.server.ts";

const vector = publishedFile("vector-set-create-submission-2022.json");
test.skipIf(!existsSync(vector))("a real event of the TEST service of 2022 verifies", async () => {
  const { jwks, set } = JSON.parse(readFileSync(vector, "utf8")) as {
    jwks: { keys: (JWK & { kid: string })[] };
    set: string;
  };
  const event = readSet(set);
  expect(event).toMatchObject({
    name: "create-submission",
    issuer: "https://submission-api-testing.fit-connect.fitko.dev",
    kid: jwks.keys[0]!.kid,
  });
  const { kty, n, e } = jwks.keys[0]!;
  const key = (await importJWK({ kty: kty!, n: n!, e: e! }, "PS512")) as CryptoKey;
  expect(await isSignedBy(set, key)).toBe(true);
  const [header, payload = "", signature] = set.split(".");
  const changed = Buffer.from(
    Buffer.from(payload, "base64url").toString().replace("5e82c135", "5e82c136"),
  ).toString("base64url");
  expect(await isSignedBy([header, changed, signature].join("."), key)).toBe(false);
});
