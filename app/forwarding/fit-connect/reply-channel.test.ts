import { generateKey } from "openpgp";
import { expect, it, test } from "vitest";
import { documentOf } from "#app/documents/fixtures/fim-service.ts";
import { fitConnect } from "../fit-connect.server.ts";
import { deliveryOf, files } from "./fixtures/local-service.ts";
import { expectOfficial, hasOfficial } from "./fixtures/official-metadata.ts";
import { createSender } from "./fixtures/sender.ts";
import { fitConnectOptions, type FitConnectOptions } from "./options.server.ts";
import { destinationSchema, v2 } from "./wire.server.ts";

const { local, never, pickUp } = await createSender();
const mailbox = "5d1d3c1a-6f0e-4b5a-9c3e-2f6b7a8c9d01";
const email = "erika@example.org";

interface Applicant {
  readonly email?: string;
  readonly accountMailbox?: string;
}
type Reply = Pick<FitConnectOptions, "replyChannel" | "replyAddress" | "replyPgpKey">;

/** What the office finds of an application with that option. */
async function replyTo(applicant: Applicant, reply: Reply): Promise<unknown> {
  const { accountMailbox } = applicant;
  const document = { ...documentOf(), ...(accountMailbox !== undefined && { accountMailbox }) };
  const applicantEmail = () => Promise.resolve(applicant.email);
  const delivery = deliveryOf({ applicantEmail }, document);
  const options = { ...local.options, ...reply };
  await fitConnect.forward(document, files, options, never, delivery);
  const { submissionId, caseId } = delivery.kept()!;
  const { opened } = await pickUp(submissionId, caseId);
  if ("problem" in opened) return opened.problem;
  const { metadata } = opened as unknown as { metadata: { replyChannel?: object } };
  if (hasOfficial) expectOfficial(metadata);
  return metadata.replyChannel;
}

test.skipIf(hasOfficial)(
  "the official schema of metadata is not here: nothing was compared with it",
  (context) => {
    context.skip();
  },
);

it("is the address that the applicant gave, or else a letter", async () => {
  const reply: Reply = { replyChannel: "applicant" };
  expect(await replyTo({ email }, reply)).toEqual({ eMail: { address: email } });
  expect(await replyTo({ accountMailbox: mailbox }, reply)).toBeUndefined();
  // The official schema allows no such address.
  expect(await replyTo({ email: "erika@müstermann.example" }, reply)).toBeUndefined();
});

it("is the mailbox of the account where applicants want that, else their address", async () => {
  const reply: Reply = { replyChannel: "account" };
  expect(await replyTo({ email, accountMailbox: mailbox }, reply)).toEqual({
    idBundDeMailbox: { mailboxUuid: mailbox },
  });
  expect(await replyTo({ email }, reply)).toEqual({ eMail: { address: email } });
  expect(await replyTo({}, reply)).toBeUndefined();
});

it("is one for all", async () => {
  const applicant = { email, accountMailbox: mailbox };
  const elster: Reply = { replyChannel: "elster", replyAddress: "4711" };
  expect(await replyTo(applicant, elster)).toEqual({ elster: { accountId: "4711" } });
  const deMail: Reply = { replyChannel: "deMail", replyAddress: "amt@musterstadt.de-mail.de" };
  expect(await replyTo(applicant, deMail)).toEqual({ deMail: { address: deMail.replyAddress } });
});

it("comes with the key of the town's own mailbox, and with nobody else's", async () => {
  const { publicKey } = await generateKey({ userIDs: [{ email: "amt@musterstadt.example" }] });
  const replyPgpKey = publicKey.replaceAll("\r\n", "\n");
  const address = "amt@musterstadt.example";
  const own: Reply = { replyChannel: "eMail", replyAddress: address, replyPgpKey };
  expect(fitConnectOptions.safeParse({ ...local.options, ...own }).error).toBeUndefined();
  expect(await replyTo({ email }, own)).toEqual({ eMail: { address, pgpPublicKey: replyPgpKey } });
  for (const wrong of [
    { replyChannel: "applicant" as const },
    { replyPgpKey: replyPgpKey.replace("\n\n", "\nVersion: 1\n\n") },
  ])
    expect(
      fitConnectOptions.safeParse({ ...local.options, ...own, ...wrong }).error?.issues,
    ).toMatchObject([{ path: ["replyPgpKey"] }]);
});

it("is named only where the destination offers it; nothing is lost where it does not", async () => {
  const applicant = { email, accountMailbox: mailbox };
  const offers = (replyChannels: object) => local.patch({ replyChannels });
  await offers({ eMail: { usePgp: false } });
  expect(await replyTo(applicant, { replyChannel: "account" })).toEqual({
    eMail: { address: email },
  });
  await offers({ deMail: {} });
  expect(await replyTo(applicant, { replyChannel: "account" })).toBeUndefined();
  await offers({});
  const eMail: Reply = { replyChannel: "eMail", replyAddress: "amt@musterstadt.example" };
  expect(await replyTo(applicant, eMail)).toBeUndefined();
});

test("a receiver rejects what it does not offer, so that what stands above could fail", async () => {
  const delivery = deliveryOf({ applicantEmail: () => Promise.resolve(email) });
  const options: FitConnectOptions = { ...local.options, replyChannel: "applicant" };
  await fitConnect.forward(documentOf(), files, options, never, delivery);
  await local.patch({ replyChannels: { deMail: {} } });
  const { submissionId, caseId } = delivery.kept()!;
  expect((await pickUp(submissionId, caseId)).opened).toMatchObject({
    problem: { type: expect.stringMatching(/\/unsupported-reply-channel$/) as string },
  });
});

it("is told by the check of a destination", async () => {
  const reply = async (options: Reply) =>
    (await fitConnect.check({ ...local.options, ...options }, deliveryOf(), never)).find(
      ({ what }) => what === "reply",
    );
  expect(await reply({})).toBeUndefined();
  expect(await reply({ replyChannel: "account" })).toEqual({
    what: "reply",
    ok: true,
    detail: "idBundDeMailbox or eMail is named; the destination does not tell what it offers",
  });
  await local.patch({ replyChannels: { eMail: {} } });
  expect(await reply({ replyChannel: "account" })).toMatchObject({ ok: true });
  expect(await reply({ replyChannel: "elster", replyAddress: "4711" })).toEqual({
    what: "reply",
    ok: false,
    detail: "no reply channel is named; the destination offers eMail",
  });
});

test("what a destination says of its channels is read as far as it can be", () => {
  const told = (replyChannels: unknown) =>
    destinationSchema(v2).parse({
      destinationId: mailbox,
      status: "active",
      encryptionKid: "k",
      replyChannels,
    }).replyChannels;
  expect(told({ eMail: {}, deMail: null, elster: false })).toEqual(["eMail"]);
  expect(told({})).toEqual([]);
  for (const unread of [undefined, null, "eMail", 5]) expect(told(unread)).toBeUndefined();
});
