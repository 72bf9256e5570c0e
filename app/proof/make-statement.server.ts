import type { Portal } from "../catalogue/portal.server.ts";
import { submissionJson } from "../documents/submission-json.v1.server.ts";
import { canonicalJson } from "../documents/canonical-json.ts";
import type { SubmissionDocument } from "../domain/submission.ts";
import { sha256 } from "../platform/crypto.server.ts";
import { signText } from "./jws.ts";
import { leafHash } from "./merkle.ts";
import { signerOf } from "./signing-keys.server.ts";
import type { Statement } from "./statement.ts";

/** What filing adds to the log. */
export interface NewEntry {
  /** JWS in its compact form. */
  readonly statement: string;
  readonly leafHash: Buffer;
}

/** States that a document was filed, signed by its municipality. Before the transaction that files it. */
export async function makeStatement(
  portal: Portal,
  document: SubmissionDocument,
): Promise<NewEntry> {
  const { reference, submittedAt, service, municipality } = document;
  const content: Statement = {
    type: "einmal.filed",
    version: 1,
    authority: municipality,
    service: { id: service.id, version: service.version, name: service.name },
    submittedAt,
    documentSha256: sha256(submissionJson(document)),
    referenceSha256: sha256(reference),
  };
  const statement = await signText(
    await signerOf(portal, municipality.ars),
    canonicalJson(content),
  );
  return { statement, leafHash: Buffer.from(await leafHash(Buffer.from(statement))) };
}
