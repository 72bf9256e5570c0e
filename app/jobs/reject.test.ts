import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { makeKeyPair } from "../../e2e/fixtures/zustelldienst/keys.ts";
import {
  encrypt,
  metadataFor,
  sendV2,
  serviceUrn,
  sha512,
} from "../../e2e/fixtures/zustelldienst/test-client.ts";
import { readClaims } from "../../e2e/fixtures/zustelldienst/test-events.ts";
import { submissionSchemaUri } from "../forwarding/fit-connect/data-schema.server.ts";
import { fimSchemaUri } from "../forwarding/fit-connect/fixtures/local-service.ts";
import { createReceivingTown } from "./fixtures/receiving-town.ts";

const { service, encryption, sender, destinationId, round, inbox } = await createReceivingTown();

describe("what is not as it must be is rejected, with the reason that is published for it", () => {
  const jwk = encryption.publicJwk;
  interface Parts {
    data: string;
    metadata: Record<string, unknown>;
    attachments: Record<string, string>;
    dataHeader?: Record<string, unknown>;
    /** What is uploaded in place of the attachment. */
    swapped?: string;
    key?: object;
  }
  type Structure = {
    data: { hash: { content: string }; submissionSchema: { schemaUri: string; mimeType: string } };
    attachments: { hash: { content: string }; attachmentId: string }[];
  };
  const structureOf = (parts: Parts) => parts.metadata["contentStructure"] as Structure;

  async function sendChanged(change: (parts: Parts) => void) {
    const id = randomUUID();
    const parts: Parts = {
      data: JSON.stringify({ name: "Erika Mustermann" }),
      metadata: {},
      attachments: { [id]: "Lageplan" },
    };
    parts.metadata = metadataFor(parts.data, parts.attachments);
    change(parts);
    const { json: ids } = await sender.call("POST", "/submissions", {
      destinationId,
      announcedAttachments: [id],
      publicService: { identifier: serviceUrn, name: "Straßenfest" },
      region: "DE000000000001",
    });
    const path = `/submissions/${ids.submissionId}`;
    const key = parts.key ?? jwk;
    const under = { kid: jwk.kid };
    const attachment = await encrypt(parts.swapped ?? parts.attachments[id] ?? "", key, under);
    await sender.call("PUT", `${path}/attachments/${id}`, attachment);
    const body = {
      encryptedMetadata: await encrypt(parts.metadata, key, under),
      encryptedData: await encrypt(parts.data, key, { ...under, ...parts.dataHeader }),
    };
    expect((await sender.call("PUT", path, body)).status).toBe(200);
    return ids;
  }

  async function reasonOf(caseId: string) {
    const { json } = await sender.call("GET", `/cases/${caseId}/events`);
    const events = json.eventLog.map(readClaims).flatMap(({ events: all }) => Object.entries(all));
    const [, content] = events.find(([uri]) => uri.endsWith("/reject-submission")) ?? [];
    const [problem] = (content as { problems: { type: string; instance: string }[] }).problems;
    return [problem!.type.split("/").at(-1), problem!.instance.replace(/:.*/, "")];
  }

  test.each<[string, string, (parts: Parts) => void]>([
    ["incorrect-hash", "data", (parts) => (parts.data = '{"name":"Max"}')],
    ["incorrect-hash", "attachment", (parts) => (parts.swapped = "Lageplan!")],
    [
      "syntax-violation",
      "data",
      (parts) => {
        parts.data = "{name";
        structureOf(parts).data.hash.content = sha512(parts.data);
      },
    ],
    [
      "syntax-violation",
      "data",
      (parts) => {
        parts.data = "<a><b></a>";
        structureOf(parts).data.hash.content = sha512(parts.data);
        structureOf(parts).data.submissionSchema.mimeType = "application/xml";
        parts.dataHeader = { cty: "application/xml" };
      },
    ],
    ["missing-schema", "metadata", (parts) => delete parts.metadata["$schema"]],
    [
      "unsupported-schema",
      "metadata",
      (parts) =>
        (parts.metadata["$schema"] =
          "https://schema.fitko.de/fit-connect/metadata/3.0.0/metadata.schema.json"),
    ],
    ["schema-violation", "metadata", (parts) => delete parts.metadata["contentStructure"]],
    [
      "unsupported-schema",
      "data",
      (parts) => (structureOf(parts).data.submissionSchema.schemaUri = "urn:de:unbekannt:1"),
    ],
    [
      "attachments-mismatch",
      "metadata",
      (parts) => (structureOf(parts).attachments[0]!.attachmentId = randomUUID()),
    ],
    ["attachments-mismatch", "metadata", (parts) => (structureOf(parts).attachments = [])],
    [
      "schema-violation",
      "metadata",
      (parts) => (parts.metadata["replyChannel"] = { eMail: {}, deMail: {} }),
    ],
    [
      "schema-violation",
      "data",
      (parts) => (structureOf(parts).data.submissionSchema.schemaUri = submissionSchemaUri),
    ],
    [
      "schema-violation",
      "data",
      (parts) => (structureOf(parts).data.submissionSchema.schemaUri = fimSchemaUri),
    ],
  ])("%s of %s (%#)", async (slug, instance, change) => {
    const { caseId } = await sendChanged(change);
    expect(await round()).toEqual({ accepted: 0, rejected: 1, failed: 0 });
    expect(await reasonOf(caseId)).toEqual([slug, instance]);
    expect(await inbox()).toEqual([]);
  });

  test("unsupported-reply-channel: a way on which the office does not answer", async () => {
    const destination = service.destinations.get(destinationId)!;
    service.destinations.put(destinationId, { ...destination, replyChannels: { eMail: {} } });
    const { caseId } = await sendChanged(
      (parts) => (parts.metadata["replyChannel"] = { elster: { accountId: "4711" } }),
    );
    expect(await round()).toMatchObject({ rejected: 1 });
    expect(await reasonOf(caseId)).toEqual(["unsupported-reply-channel", "metadata"]);
    service.destinations.put(destinationId, destination);
  });

  test("encryption-issue: for another key, under the name of ours", async () => {
    const { publicJwk } = await makeKeyPair("encryption");
    const { caseId } = await sendChanged((parts) => (parts.key = publicJwk));
    expect(await round()).toMatchObject({ rejected: 1 });
    expect(await reasonOf(caseId)).toEqual(["encryption-issue", "metadata"]);
  });

  test("incorrect-authentication-tag: not what was submitted", async () => {
    service.faults.set({ swapTags: 1 });
    const { caseId } = await sendV2(sender, destinationId);
    expect(await round()).toMatchObject({ rejected: 1 });
    expect(await reasonOf(caseId)).toEqual(["incorrect-authentication-tag", "metadata"]);
  });

  test("invalid-event-log: not from the service", async () => {
    service.faults.set({ wrongSignature: 1 });
    const { caseId } = await sendV2(sender, destinationId);
    expect(await round()).toMatchObject({ rejected: 1 });
    expect(await reasonOf(caseId)).toEqual(["invalid-event-log", "submission"]);
  });
});
