import * as z from "zod";
import type { Delivery } from "../adapter.server.ts";
import type { FitConnectOptions, ReplyChannel } from "./options.server.ts";

/**
 * How the office may answer an applicant: as it is set for all, or at the address that the applicant has given in the
 * application. Undefined, and so by letter, where there is neither, or an address that metadata cannot hold.
 */
export async function replyChannel(
  { replyChannel: name, replyAddress }: Pick<FitConnectOptions, "replyChannel" | "replyAddress">,
  { applicantEmail }: Pick<Delivery, "applicantEmail">,
): Promise<ReplyChannel | undefined> {
  if (name !== "applicant")
    return name && replyAddress !== undefined ? { name, address: replyAddress } : undefined;
  // As the official schema wants it: ASCII.
  const { data: address } = z.email().safeParse(await applicantEmail());
  return address === undefined ? undefined : { name: "eMail", address };
}
