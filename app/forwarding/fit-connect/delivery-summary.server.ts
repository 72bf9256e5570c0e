import type { SummarySection } from "../../domain/submission.ts";
import { pickedUpTextsOf } from "../../i18n/texts.server.ts";
import type { Encrypted } from "./fetch-submission.server.ts";
import type { Opened } from "./open-submission.server.ts";

/**
 * How far the data were checked: by schema and rules (`passed`), by the schema while a rule of the form is broken (`rules`), as far
 * as the form knows them (`partly`), or not at all, because nobody here knows their schema (`unknown`).
 */
export type Checked = "passed" | "rules" | "partly" | "unknown";

/** How it came here, and what metadata say beside the data. */
export function deliverySummary(
  { submissionId, service }: Encrypted,
  { metadata, schema }: Opened,
  checked: Checked,
): SummarySection {
  const words = pickedUpTextsOf("de");
  const { author, additionalReferenceInfo: info, replyChannel, paymentInformation } = metadata;
  const [channel] = Object.entries(replyChannel ?? {});
  const reply = channel && (words.reply as Readonly<Record<string, string>>)[channel[0]];
  const address = channel && addressIn(channel[1]);
  const { status, transactionReference, grossAmount } = paymentInformation ?? {};
  const rows: readonly (readonly [name: string, label: string, value: string | undefined])[] = [
    ["service", words.service, `${service.name} (${service.identifier})`],
    ["sender", words.sender, author?.name],
    ["reference", words.senderReference, info?.senderReference],
    ["date", words.applicationDate, info?.applicationDate],
    ["reply", words.replyChannel, [reply, address].filter(Boolean).join(": ") || undefined],
    [
      "payment",
      words.payment,
      [status, grossAmount && `${grossAmount.toFixed(2)} EUR`, transactionReference]
        .filter(Boolean)
        .join(", ") || undefined,
    ],
    ["submission", words.submission, submissionId],
    ["schema", words.schema, schema.schemaUri],
    ["check", words.check, words.checked[checked]],
  ];
  return {
    page: "fit-connect",
    title: words.title,
    rows: rows.flatMap(([path, label, value]) =>
      value === undefined ? [] : [{ path: `fit-connect/${path}`, label, values: [value] }],
    ),
  };
}

function addressIn(channel: unknown): string | undefined {
  if (typeof channel !== "object" || channel === null) return undefined;
  const { address, accountId, mailboxUuid } = channel as Readonly<Record<string, unknown>>;
  const found = address ?? accountId ?? mailboxUuid;
  return typeof found === "string" ? found : undefined;
}
