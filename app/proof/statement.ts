import * as z from "zod";

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);

/** What an authority states about an application: that it has it, since when, and of which content. Nothing personal. */
export const statementSchema = z.strictObject({
  type: z.literal("einmal.filed"),
  version: z.literal(1),
  authority: z.strictObject({ ars: z.string(), name: z.string() }),
  service: z.strictObject({ id: z.string(), version: z.string(), name: z.string() }),
  /** ISO 8601 instant. */
  submittedAt: z.string(),
  /** Of the document that was filed, as `antrag.json` spells it. */
  documentSha256: sha256Schema,
  /** Of the reference, which itself is not named. */
  referenceSha256: sha256Schema,
});
export type Statement = z.infer<typeof statementSchema>;

/** What the log of an authority was at a moment. */
export const treeHeadSchema = z.strictObject({
  type: z.literal("einmal.tree-head"),
  version: z.literal(1),
  ars: z.string(),
  size: z.int().min(0),
  root: sha256Schema,
  /** ISO 8601 instant. */
  at: z.string(),
});
export type SignedTreeHead = z.infer<typeof treeHeadSchema>;

/** That a PDF is the one that the authority issued, to the byte. */
export const pdfSealSchema = z.strictObject({
  type: z.literal("einmal.receipt-pdf"),
  version: z.literal(1),
  /** Of the statement as it is written, a JWS. */
  statementSha256: sha256Schema,
  /** Of the file, with zeros where this seal stands. */
  fileSha256: sha256Schema,
});

/** A public key as it is published: a JWK that also names the authority to which it was given. */
export const publicKeySchema = z.looseObject({
  kty: z.literal("OKP"),
  crv: z.literal("Ed25519"),
  x: z.string(),
  kid: z.string(),
  ars: z.string(),
});
export type PublicKey = z.infer<typeof publicKeySchema>;

/** Everything that proves one application (`nachweis.json`). */
export const proofSchema = z.strictObject({
  type: z.literal("einmal.proof"),
  version: z.literal(1),
  /** JWS of a `Statement`. */
  statement: z.string(),
  /** Place in the log; absent while it is not there yet. */
  inclusion: z
    .strictObject({
      index: z.int().min(0),
      size: z.int().min(1),
      path: z.array(sha256Schema).max(64),
      /** JWS of a `SignedTreeHead`. */
      treeHead: z.string(),
    })
    .optional(),
  /** JWS of the seal, within a PDF alone. */
  pdf: z.string().optional(),
});
export type Proof = z.infer<typeof proofSchema>;
