import { X509Certificate } from "node:crypto";
import { BasicOCSPResponse, CertID, Certificate, OCSPRequest, OCSPResponse } from "pkijs";
import { isSignedBy } from "./signature.server.ts";
import { isCompromise, isOfNow, unknown, type Standing } from "./standing.ts";

/** Extended key usage of who answers in an issuer's place (RFC 6960, 4.2.2.2). */
const mayAnswer = "1.3.6.1.5.5.7.3.9";

/** Where a certificate's issuer answers by OCSP (RFC 6960). */
export function statusAddresses({ infoAccess = "" }: X509Certificate): readonly string[] {
  return [...infoAccess.matchAll(/^OCSP - URI:(https?:\S+)$/gim)].map(
    ([, address = ""]) => address,
  );
}

/** What is asked, and by what the answer is known. SHA-1 names the issuer here, as all responders know it; it proves nothing. */
export async function askForStatus(certificate: X509Certificate, issuer: X509Certificate) {
  const request = new OCSPRequest();
  const terms = {
    hashAlgorithm: "SHA-1",
    issuerCertificate: Certificate.fromBER(issuer.raw),
  };
  await request.createForCertificate(Certificate.fromBER(certificate.raw), terms);
  const id = await CertID.create(Certificate.fromBER(certificate.raw), terms);
  return { id, body: Buffer.from(request.toSchema(true).toBER()) };
}

/** What an answer says of the certificate that was asked for. */
export function judgeByAnswer(
  content: Buffer,
  id: CertID,
  issuer: X509Certificate,
  now: Date,
): Standing {
  let answer: BasicOCSPResponse;
  try {
    const { responseStatus, responseBytes } = OCSPResponse.fromBER(new Uint8Array(content));
    const status = responseStatus.valueBlock.valueDec;
    if (status !== 0 || !responseBytes)
      return unknown(`the answer is a refusal (${String(status)})`);
    answer = BasicOCSPResponse.fromBER(
      new Uint8Array(responseBytes.response.valueBlock.valueHexView),
    );
  } catch {
    return unknown("the answer cannot be read");
  }
  const { tbsResponseData, signatureAlgorithm, signature, certs = [] } = answer;
  const responders = [
    issuer,
    ...certs.map((one) => new X509Certificate(Buffer.from(one.toSchema().toBER()))),
  ];
  const isSigned = responders
    .filter((one) => one === issuer || mayAnswerFor(issuer, one, now))
    .some(({ publicKey }) =>
      isSignedBy(
        publicKey,
        signatureAlgorithm,
        tbsResponseData.tbsView,
        signature.valueBlock.valueHexView,
      ),
    );
  if (!isSigned) return unknown("the answer is signed by nobody who may");
  const single = tbsResponseData.responses.find(({ certID }) => certID.isEqual(id));
  if (!single) return unknown("the answer is about another certificate");
  const { thisUpdate, nextUpdate } = single;
  if (!isOfNow(thisUpdate, nextUpdate, now)) return unknown("the answer is out of date");
  const until = nextUpdate ?? now;
  const { idBlock, valueBlock } = single.certStatus as StatusBlock;
  if (idBlock.tagNumber === 0) return { kind: "good", until };
  if (idBlock.tagNumber !== 1) return unknown("the issuer does not know it");
  const [since, reason] = valueBlock.value ?? [];
  const code = reason?.valueBlock.value?.[0]?.valueBlock.valueDec;
  return {
    kind: "revoked",
    since: since?.toDate?.() ?? new Date(0),
    compromised: isCompromise(code),
    until,
  };
}

/** `CHOICE { good [0], revoked [1] { time, [0] reason }, unknown [2] }`, which the library leaves as it came. */
interface StatusBlock {
  readonly idBlock: { readonly tagNumber: number };
  readonly valueBlock: {
    readonly value?: readonly {
      readonly toDate?: () => Date;
      readonly valueBlock: {
        readonly value?: readonly { readonly valueBlock: { readonly valueDec?: number } }[];
      };
    }[];
  };
}

function mayAnswerFor(issuer: X509Certificate, responder: X509Certificate, now: Date): boolean {
  return (
    // Node calls the extended usages so, and has none where there are none.
    (responder.keyUsage as string[] | undefined)?.includes(mayAnswer) === true &&
    responder.checkIssued(issuer) &&
    responder.verify(issuer.publicKey) &&
    now >= responder.validFromDate &&
    now <= responder.validToDate
  );
}
