import * as z from "zod";
import { serverI18n } from "../../i18n/texts.server.ts";
import type { MimeMessage } from "../../mail/mailer.ts";
import type { SubmissionDocument } from "../../domain/submission.ts";
import type {
  CheckResult,
  Delivery,
  ForwardingAdapter,
  ForwardingResult,
} from "../adapter.server.ts";
import { ReceiverError, retry, withoutThrowing } from "../failure.server.ts";
import { formatsOption } from "../options.server.ts";
import { parcelFiles, type ParcelFile } from "../parcel-files.server.ts";
import type { EncryptionKey } from "./encryption-key.ts";
import { readPublicKey } from "./open-pgp.server.ts";
import { readCertificate } from "./smime.server.ts";
import { writeEncryptedMail, writeNotice } from "./write-mail.server.ts";

const optionsSchema = z
  .strictObject({
    to: z.email(),
    /** `notice`: only that there is something, with a link. */
    encryption: z.enum(["smime", "openpgp", "notice"]),
    /** PEM, for `smime`. */
    certificate: z
      .string()
      .trim()
      .max(20_000)
      .regex(/^-----BEGIN CERTIFICATE-----/, "must begin with -----BEGIN CERTIFICATE-----")
      .optional(),
    /** Armored, for `openpgp`. */
    publicKey: z
      .string()
      .trim()
      .max(100_000)
      .regex(
        /^-----BEGIN PGP PUBLIC KEY BLOCK-----/,
        "must begin with -----BEGIN PGP PUBLIC KEY BLOCK-----",
      )
      .optional(),
    /** Megabytes of a mail as it is sent; for more than that there is a notice. */
    largest: z.coerce.number().min(1).max(150).default(20),
    formats: formatsOption,
  })
  .refine((given) => given.encryption !== "smime" || given.certificate !== undefined, {
    path: ["certificate"],
    error: "is needed for S/MIME",
  })
  .refine((given) => given.encryption !== "openpgp" || given.publicKey !== undefined, {
    path: ["publicKey"],
    error: "is needed for OpenPGP",
  });
type Options = z.infer<typeof optionsSchema>;

interface State {
  /** ISO instant since when a mail may be under way. It has the same Message-ID at every attempt. */
  readonly sentAt: string;
}

/** To a mailbox of the office: encrypted, or only a notice. Nothing of an application ever goes in plain text. */
export const email: ForwardingAdapter<Options, State> = {
  name: "email",
  options: optionsSchema,
  secrets: [],
  check: async (options, { mailer, clock }) => {
    const server = mailer
      ? await mailer.check()
      : { ok: false, detail: "the portal sends no mails (SMTP_URL)" };
    return [
      { what: "mailServer", ok: server.ok, detail: server.detail.replaceAll(options.to, "…") },
      ...(await checkKey(options, clock())),
    ];
  },
  forward: (document, attachments, options, signal, delivery) =>
    withoutThrowing(signal, async () => {
      const { mailer } = delivery;
      if (!mailer) throw retry("the portal sends no mails (SMTP_URL)", { alone: true });
      const files = await parcelFiles(attachments, options.formats, delivery);
      const message = await write(document, files, options, delivery);
      signal.throwIfAborted();
      await delivery.keep({ sentAt: delivery.clock().toISOString() });
      const begun = performance.now();
      const outcome = await mailer.sendMime(message);
      const took = Math.round(performance.now() - begun);
      delivery.note({ request: "MAIL", answer: outcome.kind, took });
      return resultOf(outcome);
    }),
};

function resultOf(outcome: Awaited<ReturnType<NonNullable<Delivery["mailer"]>["sendMime"]>>) {
  switch (outcome.kind) {
    case "sent":
      return { kind: "accepted" } satisfies ForwardingResult;
    case "refused":
      return {
        kind: "rejected",
        reason: `the mail server refuses the mail: ${outcome.reason}`,
      } satisfies ForwardingResult;
    case "later":
      return {
        kind: "retry",
        reason: `the mail server does not take the mail now: ${outcome.reason}`,
      } satisfies ForwardingResult;
  }
}

/** The mail with everything, or the notice where there is no key or it would be too large. */
async function write(
  document: SubmissionDocument,
  files: readonly ParcelFile[],
  options: Options,
  delivery: Delivery<State>,
): Promise<MimeMessage> {
  // Staff of the office read German.
  const t = (key: string, values: Readonly<Record<string, string>>): string =>
    serverI18n("de").t(`forwarding:${key}`, values);
  const mail = { t, document, delivery, to: options.to };
  // Written in base64 within what is encrypted, and that once more.
  const bytes = files.reduce((sum, { size }) => sum + size, 0) * 1.9 + 10_000;
  const key = await findKey(options);
  if (!key) return writeNotice(mail, "notice");
  const flaw = await key.flaw(delivery.clock());
  // Somebody has to bring another one.
  if (flaw !== undefined) throw retry(flaw, { alone: true, afterSeconds: 3600 });
  if (bytes > options.largest * 1_000_000) return writeNotice(mail, "tooLarge");
  return writeEncryptedMail(mail, files, key);
}

/** Undefined where only notices are sent. Throws `ReceiverError`. */
async function findKey(options: Options): Promise<EncryptionKey | undefined> {
  const { encryption, certificate = "", publicKey = "" } = options;
  try {
    switch (encryption) {
      case "smime":
        return readCertificate(certificate);
      case "openpgp":
        return await readPublicKey(publicKey);
      case "notice":
        return undefined;
    }
  } catch {
    const what = encryption === "smime" ? "certificate" : "key";
    throw retry(`the ${what} cannot be read`, { alone: true, afterSeconds: 3600 });
  }
}

async function checkKey(options: Options, now: Date): Promise<readonly CheckResult[]> {
  const what = options.encryption === "smime" ? "certificate" : "key";
  try {
    const key = await findKey(options);
    if (!key) return [{ what: "notice", ok: true, detail: "no application leaves the portal" }];
    const flaw = await key.flaw(now);
    const until = key.until && { until: key.until };
    return [
      { what, ok: flaw === undefined, detail: flaw ?? key.detail, ...until },
      key.isFor(options.to)
        ? { what: "recipient", ok: true, detail: `the ${what} is for this mailbox` }
        : { what: "recipient", ok: false, detail: `the ${what} names another mailbox` },
    ];
  } catch (error) {
    if (!(error instanceof ReceiverError)) throw error;
    return [{ what, ok: false, detail: error.message }];
  }
}
