/** What a mail server says of a mail that it could not hand over (RFC 3464). */
export interface DeliveryReport {
  /** Of our mail: what was given with it as its id, by envelope or Message-ID. */
  readonly id: string;
  /** `failed`: for good. */
  readonly action: string;
  /** E.g. `5.1.1` (RFC 3463). */
  readonly status: string;
}

/** A part of a mail as far as a report needs it. */
interface Part {
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** Nested deeper, it is no report. */
const deepest = 4;

/** Undefined where the mail is no report, or of no mail that can be told from it. */
export function readDeliveryReport(raw: Buffer): DeliveryReport | undefined {
  const parts = partsOf(readPart(raw.toString("latin1").replace(/\r\n?/g, "\n")), 0);
  const told = parts.find(({ headers }) => typeOf(headers) === "message/delivery-status");
  if (!told) return undefined;
  // First of the mail as a whole, then of each recipient; ours have one.
  const [whole = new Map<string, string>(), ...recipients] = decoded(told)
    .trim()
    .split(/\n[ \t]*\n/)
    .map(readHeaders);
  const recipient = recipients.find((one) => one.has("action")) ?? whole;
  const returned = parts.find(({ headers }) =>
    /^(message\/rfc822|message\/global|text\/rfc822-headers)/.test(typeOf(headers)),
  );
  const messageId = returned && readPart(decoded(returned)).headers.get("message-id");
  const id = whole.get("original-envelope-id") ?? /<([^@>]+)@/.exec(messageId ?? "")?.[1];
  const action = recipient.get("action")?.toLowerCase();
  const status = /\d\.\d{1,3}\.\d{1,3}/.exec(recipient.get("status") ?? "")?.[0];
  if (id === undefined || action === undefined || status === undefined) return undefined;
  return { id, action, status };
}

function typeOf(headers: ReadonlyMap<string, string>): string {
  return (headers.get("content-type") ?? "text/plain").split(";", 1)[0]?.trim().toLowerCase() ?? "";
}

/** Headers by name in small letters, unfolded; the first of each. */
function readHeaders(text: string): Map<string, string> {
  const headers = new Map<string, string>();
  for (const line of text.replace(/\n[ \t]+/g, " ").split("\n")) {
    const colon = line.indexOf(":");
    const name = line.slice(0, colon).trim().toLowerCase();
    if (colon > 0 && !headers.has(name)) headers.set(name, line.slice(colon + 1).trim());
  }
  return headers;
}

function readPart(text: string): Part {
  // A part may have no headers at all.
  const whole = text.startsWith("\n") ? `\n${text}` : text;
  const end = whole.indexOf("\n\n");
  if (end < 0) return { headers: readHeaders(whole), body: "" };
  return { headers: readHeaders(whole.slice(0, end)), body: whole.slice(end + 2) };
}

/** The part and everything in it, but not what is in mails within the mail. */
function partsOf(part: Part, depth: number): Part[] {
  const type = part.headers.get("content-type") ?? "";
  const [, quoted, plain] = /boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(type) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined || depth >= deepest || !/^multipart\//i.test(type)) return [part];
  const inner = `\n${part.body}`.split(`\n--${boundary}`).slice(1);
  const whole = inner.filter((text) => !text.startsWith("--"));
  return [
    part,
    ...whole.flatMap((text) => partsOf(readPart(text.replace(/^[ \t]*\n/, "")), depth + 1)),
  ];
}

function decoded({ headers, body }: Part): string {
  switch (headers.get("content-transfer-encoding")?.toLowerCase()) {
    case "base64":
      return Buffer.from(body, "base64").toString("latin1").replace(/\r\n?/g, "\n");
    case "quoted-printable":
      return body
        .replace(/=\n/g, "")
        .replace(/=([\da-f]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
    default:
      return body;
  }
}
