import { X509Certificate } from "node:crypto";
import { Certificate, ContentInfo, EnvelopedData } from "pkijs";
import type { MimePart } from "../../mail/mime.server.ts";
import type { EncryptionKey } from "./encryption-key.ts";

/** The recipient's certificate (PEM). Throws where it is none. */
export function readCertificate(pem: string): EncryptionKey {
  const x509 = new X509Certificate(pem);
  const certificate = Certificate.fromBER(new Uint8Array(x509.raw));
  const from = x509.validFromDate;
  const until = x509.validToDate;
  return {
    detail: `serial number ${x509.serialNumber}, ${x509.publicKey.asymmetricKeyType ?? "unknown"}`,
    until,
    isFor: (mailbox) => x509.checkEmail(mailbox) !== undefined,
    flaw: (now) => {
      if (now < from) return `the certificate is not valid before ${from.toISOString()}`;
      if (now > until) return `the certificate has expired on ${until.toISOString()}`;
      if (!mayEncrypt(certificate, x509)) return "the certificate is not for encryption";
      return undefined;
    },
    encrypt: (content) => envelop(certificate, content),
  };
}

/** Key usage (RFC 5280): `keyEncipherment` for RSA, `keyAgreement` for elliptic curves. Without one, everything is allowed. */
function mayEncrypt(certificate: Certificate, { publicKey }: X509Certificate): boolean {
  const type = publicKey.asymmetricKeyType;
  if (type !== "rsa" && type !== "ec") return false;
  const usage = certificate.extensions?.find(({ extnID }) => extnID === "2.5.29.15");
  if (!usage) return true;
  const { parsedValue } = usage as { parsedValue?: { valueBlock: { valueHexView: Uint8Array } } };
  const bits = parsedValue?.valueBlock.valueHexView[0] ?? 0;
  return (bits & (type === "rsa" ? 0x20 : 0x08)) !== 0;
}

/**
 * CMS EnvelopedData (RFC 5652) with AES-256-CBC and RSA-OAEP or ECDH. GCM needs AuthEnvelopedData, which many mail programs of
 * offices cannot read.
 */
async function envelop(certificate: Certificate, content: Buffer): Promise<MimePart> {
  const enveloped = new EnvelopedData();
  enveloped.addRecipientByCertificate(certificate, {
    oaepHashAlgorithm: "SHA-256",
    kdfAlgorithm: "SHA-256",
  });
  const plain = new Uint8Array(content).buffer;
  const cipher = { name: "AES-CBC", length: 256 };
  await enveloped.encrypt(cipher, plain);
  const info = new ContentInfo({
    contentType: ContentInfo.ENVELOPED_DATA,
    content: enveloped.toSchema(),
  });
  return {
    contentType: "application/pkcs7-mime; smime-type=enveloped-data",
    fileName: "smime.p7m",
    content: Buffer.from(info.toSchema().toBER()),
  };
}
