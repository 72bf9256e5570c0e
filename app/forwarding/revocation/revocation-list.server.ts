import type { X509Certificate } from "node:crypto";
import {
  Certificate,
  CertificateRevocationList,
  CRLDistributionPoints,
  IssuingDistributionPoint,
  type Extension,
  type GeneralName,
  type RevokedCertificate,
} from "pkijs";
import { isSignedBy } from "./signature.server.ts";
import { isCompromise, isOfNow, unknown, type Standing } from "./standing.ts";

/** Object identifiers of extensions (RFC 5280). */
const oids = {
  keyUsage: "2.5.29.15",
  reason: "2.5.29.21",
  issuingPoint: "2.5.29.28",
  points: "2.5.29.31",
};
/** `removeFromCRL`: it counts again. */
const takenBack = 8;

/** Where the lists are that name a certificate once it is revoked; only whole lists of its own issuer, by HTTP. */
export function listAddresses({ raw }: X509Certificate): readonly string[] {
  const parsedValue = valueOf(Certificate.fromBER(raw).extensions, oids.points);
  if (!(parsedValue instanceof CRLDistributionPoints)) return [];
  return parsedValue.distributionPoints
    .filter(({ reasons, cRLIssuer }) => !reasons && !cRLIssuer)
    .flatMap(({ distributionPoint }) => addressesIn(distributionPoint));
}

function addressesIn(point: unknown): readonly string[] {
  const names = Array.isArray(point) ? (point as GeneralName[]) : [];
  return names.flatMap(({ type, value }) =>
    type === 6 && typeof value === "string" && /^https?:/i.test(value) ? [value] : [],
  );
}

/** What a list (DER or PEM) from that address says of a certificate (RFC 5280, 6.3). */
export function judgeByList(
  content: Buffer,
  address: string,
  certificate: X509Certificate,
  issuer: X509Certificate,
  now: Date,
): Standing {
  let list: CertificateRevocationList;
  try {
    list = CertificateRevocationList.fromBER(new Uint8Array(derOf(content)));
  } catch {
    return unknown("the list cannot be read");
  }
  const by = Certificate.fromBER(issuer.raw);
  if (!list.issuer.isEqual(by.subject)) return unknown("the list is of another issuer");
  const { tbsView, signatureAlgorithm, signatureValue } = list;
  const signature = signatureValue.valueBlock.valueHexView;
  if (!maySignLists(by) || !isSignedBy(issuer.publicKey, signatureAlgorithm, tbsView, signature))
    return unknown("the list is not signed by its issuer");
  const until = list.nextUpdate?.value;
  if (!isOfNow(list.thisUpdate.value, until, now)) return unknown("the list is out of date");
  const extensions = list.crlExtensions?.extensions ?? [];
  if (!isFor(extensions, address, certificate)) return unknown("the list is not for it");
  const serial = BigInt(`0x${certificate.serialNumber}`);
  const entry = list.revokedCertificates?.find(
    ({ userCertificate }) => toNumber(userCertificate.valueBlock.valueHexView) === serial,
  );
  const end = until ?? new Date(now.getTime() + 86_400_000);
  return entry ? judgeEntry(entry, end) : { kind: "good", until: end };
}

function judgeEntry(entry: RevokedCertificate, until: Date): Standing {
  const extensions = entry.crlEntryExtensions?.extensions ?? [];
  if (extensions.some(({ critical, extnID }) => critical && extnID !== oids.reason))
    return unknown("the list says something about it that is not understood");
  const parsedValue = valueOf(extensions, oids.reason);
  const { valueBlock } = (parsedValue ?? {}) as { valueBlock?: { valueDec?: number } };
  const reason = valueBlock?.valueDec;
  if (reason === takenBack) return { kind: "good", until };
  const since = entry.revocationDate.value;
  return { kind: "revoked", since, compromised: isCompromise(reason), until };
}

/** Not one of another part, of changes alone, or of other issuers' certificates. */
function isFor(
  extensions: readonly Extension[],
  address: string,
  certificate: X509Certificate,
): boolean {
  if (extensions.some(({ critical, extnID }) => critical && extnID !== oids.issuingPoint))
    return false;
  const point = valueOf(extensions, oids.issuingPoint);
  if (point === undefined) return true;
  if (!(point instanceof IssuingDistributionPoint)) return false;
  const named = addressesIn(point.distributionPoint);
  return (
    !point.indirectCRL &&
    !point.onlyContainsAttributeCerts &&
    point.onlySomeReasons === undefined &&
    !(point.onlyContainsUserCerts && certificate.ca) &&
    !(point.onlyContainsCACerts && !certificate.ca) &&
    (point.distributionPoint === undefined || named.includes(address))
  );
}

/** Key usage `cRLSign`; without one, everything is allowed. */
function maySignLists(issuer: Certificate): boolean {
  const parsedValue = valueOf(issuer.extensions, oids.keyUsage);
  if (parsedValue === undefined) return true;
  const { valueBlock } = parsedValue as { valueBlock?: { valueHexView?: Uint8Array } };
  return ((valueBlock?.valueHexView?.[0] ?? 0) & 0x02) !== 0;
}

/** What an extension says, as the library has read it. */
function valueOf(extensions: readonly Extension[] | undefined, oid: string): unknown {
  return extensions?.find(({ extnID }) => extnID === oid)?.parsedValue;
}

function toNumber(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString("hex")}`);
}

function derOf(content: Buffer): Buffer {
  const [, base64] =
    /-----BEGIN X509 CRL-----([\s\S]+)-----END X509 CRL-----/.exec(content.toString("latin1")) ??
    [];
  return base64 === undefined ? content : Buffer.from(base64, "base64");
}
