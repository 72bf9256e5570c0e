import { expect, test } from "vitest";
import { secretsLeftBehind, withStoredSecrets } from "./option-problems.ts";

const secrets = ["token", "key"];
const stored = { url: "https://fach.example.de/alt", token: "geheim", key: "auch geheim" };

test.each([
  ["another path of the same server", stored, { url: "https://FACH.example.de:443/neu?x" }],
  ["an address less", { ...stored, other: "https://x.example.de" }, { url: stored.url }],
  [
    "the port that it has anyway",
    { host: "a.example.de", ...stored, url: "" },
    { host: "A.example.de", port: 22 },
  ],
  ["another text that is no address", stored, { url: stored.url, folder: "https is meant" }],
])("secrets that were not typed stay with %s", (_, before, typed) => {
  expect(withStoredSecrets(secrets, before, typed)).toEqual({
    ...typed,
    token: "geheim",
    key: "auch geheim",
  });
  expect(secretsLeftBehind(secrets, before, typed)).toEqual([]);
});

test.each([
  ["another server", stored, { url: "https://fach.example.de.example.org/alt" }],
  ["another port", stored, { url: "https://fach.example.de:8443/alt" }],
  ["another server beside the old one", stored, { url: stored.url, api: "https://b.example.de" }],
  ["another server in between", stored, { url: stored.url, api: { url: "ftp://b.example.de" } }],
  ["another host by name", { host: "a.example.de", ...stored }, { host: "b.example.de" }],
  [
    "another port by number",
    { host: "a.example.de", ...stored },
    { host: "a.example.de", port: 2222 },
  ],
])("no secret goes along to %s", (_, before, typed) => {
  expect(withStoredSecrets(secrets, before, typed)).toEqual(typed);
  expect(secretsLeftBehind(secrets, before, { ...typed, key: "neu" })).toEqual(["token"]);
});
