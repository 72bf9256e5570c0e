import { expect, test } from "vitest";
import de from "../../locales/de/forwarding.json" with { type: "json" };
import en from "../../locales/en/forwarding.json" with { type: "json" };
import { problemName, readReason, reasonKinds } from "./forwarding-reason.ts";

test.each([
  ["DO NOT TRUST: the log has no end", "untrusted", "the log has no end"],
  ["no answer in time", "noAnswer", ""],
  ["cannot be reached (ECONNREFUSED)", "unreachable", "ECONNREFUSED"],
  ["failed unexpectedly (TypeError)", "unexpected", "TypeError"],
  ["the receiver refuses it (422)", "refused", "422"],
  ["the server answers 503", "serverError", "503"],
  ["GET /submission-api/v2/cases/…/events: 404 Not Found", "notFound", ""],
  ["POST /token: 401", "credentials", ""],
  ["PUT /submission-api/v2/submissions/…: 422 Schema-Fehler", "refused", "422"],
  ["GET /submission-api/v2/cases/…/events: 503", "serverError", "503"],
  ["the mail server refuses the mail: no such mailbox", "mailRefused", ""],
])("%s", (reason, kind, about) => {
  expect(readReason(reason)).toEqual({ kind, about });
});

test("what is not known has no words of ours", () => {
  expect(readReason("something that nobody has thought of")).toBeUndefined();
});

test("each kind has words in both languages of staff", () => {
  for (const texts of [de, en])
    expect(Object.keys(texts.reason).toSorted()).toEqual([...reasonKinds].toSorted());
});

test("a problem of a receiver is known by the last part of its type", () => {
  const prefix = "https://schema.fitko.de/fit-connect/events/problems/";
  expect(problemName(`${prefix}schema-violation`)).toBe("schema-violation");
  expect(problemName("about:blank")).toBe("blank");
});
