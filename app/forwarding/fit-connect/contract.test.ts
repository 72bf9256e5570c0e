import { createHash } from "node:crypto";
import { decryptJwe } from "../../../e2e/fixtures/zustelldienst/decrypt-jwe.ts";
import type { ForwardingAdapter } from "../adapter.server.ts";
import { fitConnect } from "../fit-connect.server.ts";
import { adapterContract } from "../fixtures/adapter-contract.ts";
import { createSender } from "./fixtures/sender.ts";
import type { Metadata } from "./metadata.server.ts";
import type { FitConnectOptions } from "./options.server.ts";
import type { FitConnectState } from "./state.server.ts";

const { local, service, secret, pickUp, report } = await createSender();

/** Takes whatever arrives, as a back office would, and answers with what the sender learns of it. */
const taken: ForwardingAdapter<FitConnectOptions, FitConnectState> = {
  ...fitConnect,
  forward: async (document, attachments, options, signal, delivery) => {
    let kept = delivery.state;
    const keeping = {
      ...delivery,
      keep: (state: FitConnectState) => {
        kept = state;
        return delivery.keep(state);
      },
    };
    const sent = await fitConnect.forward(document, attachments, options, signal, keeping);
    if (sent.kind !== "sent" || !kept) return sent;
    const { authenticationTags, opened } = await pickUp(kept.submissionId, kept.caseId);
    if ("problem" in opened) throw new Error(JSON.stringify(opened.problem));
    const { encryptedMetadata = "" } = service.submissions.get(kept.submissionId) ?? {};
    const metadata = JSON.parse(decryptJwe(encryptedMetadata, secret).toString()) as Metadata;
    const files = metadata.contentStructure.attachments
      .filter(({ purpose }) => purpose === "attachment")
      .map(({ attachmentId, filename = "" }) => ({
        name: filename,
        sha256: createHash("sha256").update(opened.attachments.get(attachmentId)!).digest("hex"),
      }));
    parcels.push({
      reference: metadata.additionalReferenceInfo?.senderReference,
      test: metadata.author?.["description"] !== undefined,
      files,
    });
    await report(kept, { "accept-submission": { authenticationTags } });
    return fitConnect.follow!(options, signal, { ...delivery, state: kept });
  },
};
const parcels: {
  readonly reference: string | undefined;
  readonly test: boolean;
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
}[] = [];

adapterContract("fit-connect", () => {
  const { options } = local;
  const at = (port: number): FitConnectOptions => ({
    ...options,
    clientId: `port-${String(port)}`,
    tokenUrl: `http://127.0.0.1:${String(port)}/token`,
    submissionApi: `http://127.0.0.1:${String(port)}/submission-api`,
  });
  return Promise.resolve({
    adapter: taken,
    good: { options },
    dead: { options: at(9) },
    silent: (port) => ({ options: at(port) }),
    wrong: { options: { ...options, clientSecret: "falsch-falsch-falsch" } },
    remembers: true,
    secrets: [options.clientSecret, "falsch-falsch-falsch"],
    arrived: (reference) => Promise.resolve(parcels.filter((one) => one.reference === reference)),
  });
});
