import { createHash, createHmac } from "node:crypto";
import * as z from "zod";
import type { ForwardingAdapter, ForwardingTools } from "./adapter.server.ts";
import { abortable, failureOf, ReceiverError, retry, withoutThrowing } from "./failure.server.ts";
import { bodyOf, dismiss, isPassing, retryAfterOf, streamed } from "./http-answer.server.ts";
import { multipartBody, type MultipartBody } from "./multipart-body.ts";
import { formatsOption, urlOption } from "./options.server.ts";
import { manifestOf, parcelFiles } from "./parcel-files.server.ts";
import { serverCertificates } from "./server-certificate.server.ts";

/** As Standard Webhooks has them: `whsec_` and 24 to 64 bytes in base64. */
const secretSchema = z.string().refine((text) => {
  const [, key = ""] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text) ?? [];
  const { length } = Buffer.from(key, "base64");
  return length >= 24 && length <= 64;
}, "must be whsec_ and 24 to 64 bytes in base64; make one with `echo whsec_$(openssl rand -base64 32)`");

const optionsSchema = z.strictObject({
  url: urlOption,
  secret: secretSchema,
  /** A second one, while the receiver changes from one to the other: both sign. */
  nextSecret: secretSchema.optional(),
  formats: formatsOption,
});
type Options = z.infer<typeof optionsSchema>;

/** To an address of the receiver, as one form with all files, signed over its bytes (Standard Webhooks). */
export const webhook: ForwardingAdapter<Options> = {
  name: "webhook",
  options: optionsSchema,
  secrets: ["secret", "nextSecret"],
  check: async (options, tools, signal) => {
    const id = `check-${crypto.randomUUID()}`;
    const manifest = { schema: "einmal-delivery.v1", id, kind: "check" };
    const bytes = new TextEncoder().encode(JSON.stringify(manifest));
    const read = async function* () {
      await Promise.resolve();
      yield bytes;
    };
    const body = { contentType: "application/json", size: bytes.length, read };
    const certificates = await serverCertificates([options.url], tools, signal);
    try {
      const answer = await abortable(signal, post(body, id, "check", options, tools, signal));
      await dismiss(answer);
      return [
        ...certificates,
        { what: "reachable", ok: true, detail: "the receiver answers" },
        { what: "credentials", ok: true, detail: "the receiver takes the signature" },
      ];
    } catch (error) {
      const failure = failureOf(error, signal);
      const what = failure.reason.includes("signature") ? "credentials" : "reachable";
      return [...certificates, { what, ok: false, detail: failure.reason }];
    }
  },
  forward: (document, attachments, options, signal, delivery) =>
    withoutThrowing(signal, async () => {
      const files = await parcelFiles(attachments, options.formats, delivery);
      const manifest = manifestOf("lieferung.json", document, files, delivery);
      const parts = [
        { field: "delivery", file: manifest },
        ...files.map((file) => ({ field: file.format ?? "attachment", file })),
      ];
      const boundary = `einmal-${createHash("sha256").update(delivery.id).digest("hex")}`;
      const body = multipartBody(parts, boundary);
      const { id, kind } = delivery;
      const answer = await post(body, id, kind, options, delivery, signal);
      const receiverReference = await referenceIn(answer);
      return { kind: "accepted", ...(receiverReference !== undefined && { receiverReference }) };
    }),
};

/** Throws `ReceiverError` for every answer but 2xx. */
async function post(
  body: MultipartBody,
  id: string,
  kind: string,
  options: Options,
  { fetch, clock }: ForwardingTools,
  signal: AbortSignal,
): Promise<Response> {
  const now = clock();
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const response = await fetch(options.url, {
    ...streamed(body.read, body.size, {
      "content-type": body.contentType,
      "webhook-id": id,
      "webhook-timestamp": timestamp,
      "webhook-signature": await signatures(body, `${id}.${timestamp}.`, options),
      "einmal-delivery-kind": kind,
    }),
    method: "POST",
    signal,
    // Paths of webhooks can be secrets.
    noted: "/…",
  });
  if (response.ok) return response;
  await dismiss(response);
  const { status } = response;
  const afterSeconds = retryAfterOf(response, now);
  const wait = afterSeconds === undefined ? {} : { afterSeconds };
  if (status === 401) throw retry("the receiver does not know the signature (401)", wait);
  if (isPassing(response) || status < 400)
    throw retry(`the receiver answers ${String(status)}`, wait);
  throw new ReceiverError({
    kind: "rejected",
    reason: `the receiver refuses it (${String(status)})`,
  });
}

/** Over the bytes as they are sent, so that they are read once before. */
async function signatures(
  body: MultipartBody,
  before: string,
  { secret, nextSecret }: Options,
): Promise<string> {
  const macs = [secret, nextSecret]
    .filter((one) => one !== undefined)
    .map((one) => createHmac("sha256", Buffer.from(one.slice("whsec_".length), "base64")));
  for (const mac of macs) mac.update(before);
  for await (const chunk of body.read()) for (const mac of macs) mac.update(chunk);
  return macs.map((mac) => `v1,${mac.digest("base64")}`).join(" ");
}

const answerSchema = z.object({ reference: z.string().trim().min(1).max(200) });
const longestAnswer = 65_536;

/** What the receiver calls it, if it says so. */
async function referenceIn(response: Response): Promise<string | undefined> {
  let text = "";
  const decoder = new TextDecoder();
  try {
    for await (const chunk of bodyOf(response)) {
      text += decoder.decode(chunk, { stream: true });
      if (text.length > longestAnswer) return undefined;
    }
    return answerSchema.safeParse(JSON.parse(text)).data?.reference;
  } catch {
    // It has taken it, whatever it says besides.
    return undefined;
  }
}
