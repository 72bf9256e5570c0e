import type { SubmissionDocument } from "../../domain/submission.ts";
import type { MimeMessage } from "../../mail/mailer.ts";
import { writeMime, type MimePart } from "../../mail/mime.server.ts";
import type { Delivery } from "../adapter.server.ts";
import { retry } from "../failure.server.ts";
import type { ParcelFile } from "../parcel-files.server.ts";
import type { EncryptionKey } from "./encryption-key.ts";

export interface MailSource {
  /** Texts of `locales/<lng>/forwarding.json`. */
  readonly t: (key: string, values: Readonly<Record<string, string>>) => string;
  readonly document: SubmissionDocument;
  readonly delivery: Pick<Delivery, "id" | "kind" | "inboxUrl" | "clock">;
  readonly to: string;
}

/** What can be read on the way: reference and municipality, nothing of the applicant. */
function openPart({ t, document, delivery, to }: MailSource) {
  const { reference, municipality } = document;
  const subject = t(`mail.subject.${delivery.kind}`, { reference });
  return {
    to,
    id: delivery.id,
    senderName: municipality.name,
    subject: delivery.kind === "test" ? `[TEST] ${subject}` : subject,
    headers: { "Content-Language": "de", "Einmal-Delivery-Kind": delivery.kind },
  };
}

/** Says that there is something, and where. */
export function writeNotice(source: MailSource, text: "notice" | "tooLarge"): MimeMessage {
  const { t, document, delivery } = source;
  const { kind, inboxUrl } = delivery;
  // A test has no entry in the inbox.
  if (inboxUrl === undefined && kind !== "test")
    throw retry("the portal knows no address of its own (PUBLIC_URL)", {
      alone: true,
      afterSeconds: 3600,
    });
  const { reference } = document;
  const content = t(kind === "test" ? "mail.testNotice" : `mail.${text}`, {
    reference,
    address: inboxUrl ?? "",
  });
  return { ...openPart(source), body: { contentType: "text/plain; charset=utf-8", content } };
}

/** The submission with all its files; who does not hold the key sees sizes and `openPart`. */
export async function writeEncryptedMail(
  source: MailSource,
  files: readonly ParcelFile[],
  key: EncryptionKey,
): Promise<MimeMessage> {
  const { t, document, delivery } = source;
  const { service, reference } = document;
  const kind = t(`mail.subject.${delivery.kind}`, { reference });
  const parts: MimePart[] = [
    {
      contentType: "text/plain; charset=utf-8",
      content:
        t("mail.encrypted", {
          kind,
          service: service.name,
          address: delivery.inboxUrl ?? "",
        }).trimEnd() + "\n",
    },
  ];
  for (const { name, mediaType, read } of files) {
    const content: Uint8Array[] = [];
    for await (const chunk of read()) content.push(chunk);
    parts.push({
      contentType: mediaType,
      fileName: name.slice(name.lastIndexOf("/") + 1),
      content: Buffer.concat(content),
    });
  }
  const whole = await writeMime(
    { contentType: "multipart/mixed", parts },
    `<${delivery.id}@inhalt.invalid>`,
  );
  return { ...openPart(source), body: await key.encrypt(whole, delivery.clock()) };
}
