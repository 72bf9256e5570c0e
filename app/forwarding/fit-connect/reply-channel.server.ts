import * as z from "zod";
import type { SubmissionDocument } from "../../domain/submission.ts";
import type { Delivery } from "../adapter.server.ts";
import type { FitConnectOptions, ReplyChannelName } from "./options.server.ts";
import type { Destination } from "./wire.server.ts";

/** How the office may answer one applicant; names of metadata 2.1.0, `replyChannel`. */
export interface ReplyChannel {
  readonly name: "eMail" | "deMail" | "elster" | "idBundDeMailbox";
  /** An address, the id of an ELSTER account, or of a mailbox. */
  readonly address: string;
  /** Of the mailbox, where answers are to be encrypted for it. */
  readonly pgpPublicKey?: string;
}

type Options = Pick<FitConnectOptions, "replyChannel" | "replyAddress" | "replyPgpKey">;

/** Which channels an option means, the preferred one first. */
const channelsOf: Readonly<Record<ReplyChannelName, readonly ReplyChannel["name"][]>> = {
  account: ["idBundDeMailbox", "eMail"],
  applicant: ["eMail"],
  eMail: ["eMail"],
  deMail: ["deMail"],
  elster: ["elster"],
};

/** What is set and the destination offers; what it does not tell of counts as offered. Empty: by letter. */
export function offeredChannels(
  { replyChannel: option }: Options,
  { replyChannels: offered }: Pick<Destination, "replyChannels">,
): readonly ReplyChannel["name"][] {
  const wanted = option === undefined ? [] : channelsOf[option];
  return wanted.filter((name) => offered?.includes(name) ?? true);
}

/**
 * How the office may answer an applicant: as it is set, as far as the destination offers it. Undefined, and so by letter, where
 * there is no such way, no address for it, or one that metadata cannot hold.
 */
export async function replyChannel(
  options: Options,
  destination: Pick<Destination, "replyChannels">,
  { accountMailbox }: Pick<SubmissionDocument, "accountMailbox">,
  { applicantEmail }: Pick<Delivery, "applicantEmail">,
): Promise<ReplyChannel | undefined> {
  const { replyChannel: option, replyAddress, replyPgpKey } = options;
  const isOwn = option === "account" || option === "applicant";
  for (const name of offeredChannels(options, destination)) {
    const address =
      name === "idBundDeMailbox"
        ? accountMailbox
        : isOwn
          ? // As the official schema wants it: ASCII.
            z.email().safeParse(await applicantEmail()).data
          : replyAddress;
    if (address !== undefined)
      return {
        name,
        address,
        ...(!isOwn && replyPgpKey !== undefined && { pgpPublicKey: replyPgpKey }),
      };
  }
  return undefined;
}
