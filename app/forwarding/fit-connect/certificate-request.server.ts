import { createPrivateKey, createPublicKey, sign } from "node:crypto";
import { BitString, Null, PrintableString, Utf8String } from "asn1js";
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  CertificationRequest,
  PublicKeyInfo,
} from "pkijs";
import type { PrivateKeyPair } from "./receiver-keys.server.ts";

/** Whom a certificate is to name. */
export interface CertificateSubject {
  readonly commonName: string;
  readonly organization: string;
}

const types = { country: "2.5.4.6", organization: "2.5.4.10", commonName: "2.5.4.3" };
const sha512WithRsa = "1.2.840.113549.1.1.13";

/**
 * A request for a certificate of a key (PKCS#10, RFC 2986) in PEM, for the registration authority of the Verwaltungs-PKI; signed
 * with the key itself, which shows that whoever asks has it. The private half does not leave the portal.
 */
export function certificateRequest(
  { jwk }: Pick<PrivateKeyPair, "jwk">,
  { commonName, organization }: CertificateSubject,
): string {
  const { kty, n, e } = jwk;
  const publicKey = createPublicKey({ key: { kty, n, e }, format: "jwk" });
  const spki = publicKey.export({ type: "spki", format: "der" });
  const request = new CertificationRequest({
    version: 0,
    subjectPublicKeyInfo: PublicKeyInfo.fromBER(new Uint8Array(spki)),
    attributes: [],
  });
  request.subject.typesAndValues.push(
    new AttributeTypeAndValue({
      type: types.country,
      value: new PrintableString({ value: "DE" }),
    }),
    new AttributeTypeAndValue({
      type: types.organization,
      value: new Utf8String({ value: organization }),
    }),
    new AttributeTypeAndValue({
      type: types.commonName,
      value: new Utf8String({ value: commonName }),
    }),
  );
  request.signatureAlgorithm = new AlgorithmIdentifier({
    algorithmId: sha512WithRsa,
    algorithmParams: new Null(),
  });
  // The schema of the request is what is signed, then how, and the signature.
  const [body] = request.toSchema(true).valueBlock.value;
  const signed = new Uint8Array(body?.toBER() ?? new ArrayBuffer());
  const signature = sign("sha512", signed, createPrivateKey({ key: { ...jwk }, format: "jwk" }));
  request.signatureValue = new BitString({ valueHex: new Uint8Array(signature).buffer });
  const der = Buffer.from(request.toSchema(true).toBER());
  const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
  return [
    "-----BEGIN CERTIFICATE REQUEST-----",
    ...lines,
    "-----END CERTIFICATE REQUEST-----",
    "",
  ].join("\n");
}
