import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { askIssuer } from "./ask-issuer.server.ts";
import { createAuthority, noAuthority, type Authority } from "./fixtures/authority.ts";

describe.skipIf(noAuthority)("an issuer that is asked about its certificate", () => {
  let authority!: Authority;
  beforeAll(async () => {
    authority = await createAuthority();
  });
  afterAll(() => {
    authority.stop();
  });
  beforeEach(() => {
    Object.assign(authority.trouble, { down: false, noAnswers: false, forged: false });
    authority.asked.length = 0;
  });

  const now = () => new Date(Date.now() + 1000);
  const ask = (url: string, init?: RequestInit) => fetch(url, init);
  const standing = (certificate: ReturnType<Authority["certify"]>["certificate"], at = now()) =>
    askIssuer(certificate, authority.root, ask, at);

  test("a certificate that counts is good by OCSP, and nobody is asked again for an hour", async () => {
    const { certificate } = authority.certify("both");
    expect(await standing(certificate)).toMatchObject({ kind: "good" });
    expect(await standing(certificate)).toMatchObject({ kind: "good" });
    expect(authority.asked).toEqual(["/ocsp"]);
  });

  test.each([
    ["both", ["/ocsp"]],
    ["list", ["/ca.crl"]],
  ] as const)("one that was taken back is told as such (%s)", async (asks, paths) => {
    const { certificate, revoke } = authority.certify(asks);
    revoke("superseded");
    const told = await standing(certificate);
    expect(told).toMatchObject({ kind: "revoked", compromised: false });
    if (told.kind === "revoked") expect(Date.now() - told.since.getTime()).toBeLessThan(60_000);
    expect(authority.asked).toEqual(paths);
    const stolen = authority.certify(asks);
    stolen.revoke("keyCompromise");
    expect(await standing(stolen.certificate)).toMatchObject({
      kind: "revoked",
      compromised: true,
    });
  });

  test("where OCSP does not answer, the list does", async () => {
    const { certificate, revoke } = authority.certify("both");
    revoke("superseded");
    authority.trouble.noAnswers = true;
    expect(await standing(certificate)).toMatchObject({ kind: "revoked" });
    expect(authority.asked).toEqual(["/ocsp", "/ca.crl"]);
  });

  test("what somebody else signs tells nothing", async () => {
    const { certificate } = authority.certify("both");
    authority.trouble.forged = true;
    expect(await standing(certificate)).toEqual({
      kind: "unknown",
      reason: "the answer is signed by nobody who may; the list is not signed by its issuer",
    });
  });

  test("what is out of date tells nothing, and after a minute it is asked for again", async () => {
    const { certificate } = authority.certify("both");
    const later = new Date(Date.now() + 8 * 86_400_000);
    expect(await standing(certificate, later)).toEqual({
      kind: "unknown",
      reason: "the answer is out of date; the list is out of date",
    });
    await standing(certificate, new Date(later.getTime() + 30_000));
    expect(authority.asked).toHaveLength(2);
    await standing(certificate, new Date(later.getTime() + 61_000));
    expect(authority.asked).toHaveLength(4);
  });

  test("nobody answers, or nobody is named", async () => {
    authority.trouble.down = true;
    expect(await standing(authority.certify("list").certificate)).toEqual({
      kind: "unknown",
      reason: "answered with 503",
    });
    expect(await standing(authority.certify("nobody").certificate)).toEqual({
      kind: "unknown",
      reason: "it does not say whom to ask",
    });
  });
});
