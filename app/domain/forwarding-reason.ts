import { untrustedMark } from "./forwarding.ts";

/** Why an attempt did not succeed, by what its reason in the log says; there are words for each in `locales/<lng>/forwarding.json`. */
const kinds = {
  untrusted: new RegExp(`^${untrustedMark}: (.*)$`),
  noAnswer: /^(?:no answer|no answer in time|the server does not answer in time)$/,
  unreachable: /^cannot be reached \((.*)\)$/,
  noHost: /^there is no host (.*)$/,
  closedNetwork: /lies in a network that may not be reached from here$/,
  closedConnection: /^the server has closed the connection/,
  unexpected: /^failed unexpectedly \((.*)\)$/,
  died: /^the process ended during each of the last attempts$/,
  options: /^the options of the destination are not valid$/,
  noAdapter: /^there is no adapter (.*)$/,
  gone: /^the submission is not there any more$/,
  infected: /^an attachment is infected$/,
  unscanned: /^an attachment is not scanned yet$/,
  damaged: /is not what (?:it was when it was filed|its checksum says)$/,
  rejected: /^the receiver rejected the submission$/,
  busy: /wants to be left alone|is busy$/,
  credentials:
    /credentials (?:are refused|, or)|refuses the credentials|knows? the signature \(401\)|: 40[13]\b|\(40[13]\)$/,
  notFound: /: 404\b|\(404\)$|^there is no such place/,
  refused: /^the receiver refuses it \((.*)\)$|^(?:[A-Z]+ \S+|.*answers?(?: with)?) ?:? ?(4\d\d)\b/,
  serverError: /: (5\d\d)\b|answers?(?: with)? (\d{3})$/,
  hostKey: /which is not the pinned one$|and none is pinned$/,
  noSpace: /^the server has no space left/,
  tooLarge: /^too large/,
  somethingElse: /^something else lies at the receiver/,
  mailRefused: /^the mail server refuses the mail/,
  mailLater: /^the mail server does not take the mail now/,
  bounced: /^the mail came back \((.*)\)$/,
  noMails: /\(SMTP_URL\)$/,
  noFormat: /has none of the formats/,
  routing: /Routing API|address of (?:a|the) destination/,
  key: /^the key |is not for verifying$|keys to sign with$|certificate/i,
} as const satisfies Readonly<Record<string, RegExp>>;
export type ReasonKind = keyof typeof kinds;

/** Every kind there is. */
export const reasonKinds = Object.keys(kinds) as readonly ReasonKind[];

/** What a reason in the log is, with the part that tells one case from another, e.g. a code. Undefined: nothing that is known. */
export function readReason(
  reason: string,
): { readonly kind: ReasonKind; readonly about: string } | undefined {
  for (const kind of reasonKinds) {
    const match = kinds[kind].exec(reason);
    // Of several groups only one has taken part.
    if (match) return { kind, about: match.slice(1).find(Boolean) ?? "" };
  }
  return undefined;
}

/** The name of a problem that a receiver found, the last part of its type (RFC 7807). */
export function problemName(type: string): string {
  return /([a-z][a-z0-9-]*)\/?$/i.exec(type)?.[1]?.toLowerCase() ?? "";
}
