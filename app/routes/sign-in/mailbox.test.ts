import { afterAll, expect, it } from "vitest";
import { keyRingOf } from "#app/catalogue/portal.server.ts";
import { splitOptions } from "#app/forwarding/destination-options.server.ts";
import { startLocalService } from "#app/forwarding/fit-connect/fixtures/local-service.ts";
import {
  expectOfficial,
  hasOfficial,
} from "#app/forwarding/fit-connect/fixtures/official-metadata.ts";
import { fitConnect } from "#app/forwarding/fit-connect.server.ts";
import { forwardSubmission } from "#app/jobs/forward-submission.server.ts";
import { withMunicipality } from "#db/connect.ts";
import { insertDestination, saveOfferingDestinations } from "#db/queries/destinations.ts";
import { listForwardingsOfSubmission } from "#db/queries/forwardings.ts";
import { findSubmissionByReference } from "#db/queries/submissions.ts";
import { erika } from "../../../e2e/fixtures/anmeldedienst/erika.ts";
import { decryptJwe } from "../../../e2e/fixtures/zustelldienst/decrypt-jwe.ts";
import { ars, base, createSigningPortal, signIn } from "../fixtures/signing-portal.ts";
import { createVisitor, type Visitor } from "../fixtures/visitor.ts";

const { portal } = await createSigningPortal();
const local = await startLocalService();
afterAll(() => local.zustelldienst.stop());
const serviceId = "einwohnerkarte";
const mailbox = erika.legacyPostkorbHandle;

/** Has the service go to FIT-Connect, with that way to answer. */
async function goTo(id: string, replyChannel: "account" | "applicant"): Promise<void> {
  const { options } = local;
  const keys = await keyRingOf(portal, ars);
  const service = "urn:de:fim:leika:leistung:99000000000000";
  const split = splitOptions(keys, fitConnect, id, { ...options, service, replyChannel });
  await withMunicipality(portal.database, ars, async (sql) => {
    const row = { id, ars, name: id, adapter: "fit-connect", lanes: 4 as const, active: true };
    await insertDestination(sql, { ...row, ...split, createdAt: portal.clock() });
    await saveOfferingDestinations(sql, { ars, serviceId }, [
      { destinationId: id, role: "primary" },
    ]);
  });
}

interface Review {
  readonly marks: readonly string[];
  readonly signIn: { readonly hasMailbox: boolean };
}
const review = async (visitor: Visitor) => (await visitor.get(`${base}/pruefen`)).data as Review;

/** Signs in and answers what is left. */
async function ready(): Promise<Visitor> {
  const visitor = createVisitor(portal);
  await signIn(visitor);
  for (const page of ["person", "anschrift", "wunsch"]) {
    const { content } = (await visitor.get(`${base}/${page}`)).data as {
      content: { raw: Record<string, string> };
    };
    const typed = page === "wunsch" ? { wunsch: "Zum Schwimmen" } : content.raw;
    const { status } = await visitor.post(`${base}/${page}`, { ...typed, intent: "next" });
    expect({ page, status }).toEqual({ page, status: 303 });
  }
  return visitor;
}

/** Files it, has it delivered, and gives what the office may answer by. */
async function replyAfter(visitor: Visitor, wish: Record<string, string>) {
  const { marks } = await review(visitor);
  const { location = "" } = await visitor.post(`${base}/pruefen`, { gesehen: marks, ...wish });
  const [reference = ""] = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(location) ?? [];
  const [forwarding] = await withMunicipality(portal.database, ars, async (sql) => {
    const row = await findSubmissionByReference(sql, reference);
    return listForwardingsOfSubmission(sql, row?.id ?? "");
  });
  const config = { ...portal.config, privateDestinations: true };
  const sending = { ...portal, config, clock: () => new Date() };
  await forwardSubmission(sending, { forwardingId: forwarding?.id ?? "", ars });
  const [sent] = local.zustelldienst.service.submissions.values().slice(-1);
  const opened = decryptJwe(sent?.encryptedMetadata ?? "", [local.encryption.privateJwk]);
  const metadata = JSON.parse(opened.toString()) as {
    readonly replyChannel?: object;
    readonly additionalReferenceInfo: { readonly senderReference: string };
  };
  expect(metadata.additionalReferenceInfo.senderReference).toBe(reference);
  if (hasOfficial) expectOfficial(metadata);
  return metadata.replyChannel;
}

it("is not asked for where no destination passes it on", async () => {
  await goTo("ohne", "applicant");
  const visitor = await ready();
  expect((await review(visitor)).signIn.hasMailbox).toBe(false);
  // Whatever is sent.
  const eMail = { eMail: { address: erika.email } };
  expect(await replyAfter(visitor, { insPostfach: "ja" })).toEqual(eMail);
});

it("is passed on with the wish of whom it belongs to, and without it not", async () => {
  await goTo("mit", "account");
  const visitor = await ready();
  expect((await review(visitor)).signIn.hasMailbox).toBe(true);
  expect(await replyAfter(visitor, { insPostfach: "ja" })).toEqual({
    idBundDeMailbox: { mailboxUuid: mailbox },
  });
  expect(await replyAfter(await ready(), {})).toEqual({ eMail: { address: erika.email } });
});
