import { AwsV4Signer } from "aws4fetch";
import * as z from "zod";
import type { ForwardingAdapter, ForwardingTools } from "./adapter.server.ts";
import { abortable, failureOf, ReceiverError, withoutThrowing } from "./failure.server.ts";
import { dismiss, refusalOf, streamed } from "./http-answer.server.ts";
import { folderOption, formatsOption, urlOption } from "./options.server.ts";
import {
  deliveryName,
  manifestOf,
  measure,
  parcelFiles,
  type ParcelFile,
} from "./parcel-files.server.ts";
import { serverCertificates } from "./server-certificate.server.ts";

const optionsSchema = z.strictObject({
  /** E.g. `https://s3.eu-central-1.example.com`. */
  endpoint: urlOption,
  region: z.string().min(1).default("eu-central-1"),
  bucket: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "must be the name of a bucket"),
  /** `path`: https://host/bucket/key · `host`: https://bucket.host/key */
  addressing: z.enum(["path", "host"]).default("path"),
  accessKeyId: z.string().min(1),
  secretAccessKey: z.string().min(1),
  prefix: folderOption.default(""),
  formats: formatsOption,
});
type Options = z.infer<typeof optionsSchema>;

/** What is kept before the manifest says that a delivery is whole. */
interface State {
  /** It may be whole: how putting the manifest ended was not heard. */
  readonly completing: boolean;
}

/** Is put last: whoever picks up takes only folders that hold it. */
const manifestName = "_complete.json";

/** Into a bucket of an S3 storage. */
export const s3: ForwardingAdapter<Options, State> = {
  name: "s3",
  options: optionsSchema,
  secrets: ["secretAccessKey"],
  check: async (options, tools, signal) => {
    const bucket = open(options, tools, signal);
    const key = `${prefixOf(options)}.einmal-${crypto.randomUUID().slice(0, 8)}`;
    const certificates = await serverCertificates([bucket.url], tools, signal);
    try {
      await abortable(signal, bucket.put(key, key, await emptyFile()));
      await abortable(signal, bucket.remove(key));
      return [
        ...certificates,
        { what: "reachable", ok: true, detail: "the storage answers" },
        { what: "credentials", ok: true, detail: options.accessKeyId },
        { what: "writable", ok: true, detail: `${options.bucket}/${options.prefix}` },
      ];
    } catch (error) {
      const { reason } = failureOf(error, signal);
      const isRefusal = reason.includes("credentials");
      const what = isRefusal ? "credentials" : reason.includes("place") ? "writable" : "reachable";
      return [...certificates, { what, ok: false, detail: reason }];
    }
  },
  forward: (document, attachments, options, signal, delivery) =>
    withoutThrowing(signal, async () => {
      const bucket = open(options, delivery, signal);
      const name = deliveryName(document, delivery);
      const folder = `${prefixOf(options)}${name}`;
      const arrived = { kind: "accepted", receiverReference: name } as const;
      const manifest = await bucket.get(`${folder}/${manifestName}`);
      if (manifest !== undefined)
        return manifest === delivery.id
          ? arrived
          : {
              kind: "rejected",
              reason: `something else lies at the receiver under the name ${name}`,
            };
      const files = await parcelFiles(attachments, options.formats, delivery);
      const [first] = files;
      // It was whole, and nothing of it is there any more: somebody has taken it.
      if (delivery.state?.completing && first && !(await bucket.has(`${folder}/${first.name}`)))
        return arrived;
      for (const file of files)
        await bucket.put(`${folder}/${file.name}`, `${folder}/${file.noted}`, file);
      await delivery.keep({ completing: true });
      const last = `${folder}/${manifestName}`;
      const whole = manifestOf(manifestName, document, files, delivery);
      await bucket.put(last, last, whole).catch(async (error: unknown) => {
        // A refusal is an answer: it is not whole.
        if (error instanceof ReceiverError) await delivery.keep({ completing: false });
        throw error;
      });
      return arrived;
    }),
};

function prefixOf({ prefix }: Options): string {
  const path = prefix.replace(/^\//, "");
  return path === "" ? "" : `${path}/`;
}

async function emptyFile(): Promise<Pick<ParcelFile, "mediaType" | "size" | "sha256" | "read">> {
  const read = async function* () {
    await Promise.resolve();
    yield new Uint8Array(0);
  };
  return { mediaType: "application/octet-stream", ...(await measure(read())), read };
}

/** Objects of the bucket by key. */
function open(options: Options, { fetch, clock }: ForwardingTools, signal: AbortSignal) {
  const { endpoint, bucket, addressing, region, accessKeyId, secretAccessKey } = options;
  const place = new URL(endpoint);
  if (addressing === "host") place.hostname = `${bucket}.${place.hostname}`;
  const root = addressing === "host" ? "" : `/${bucket}`;
  const ask = async (
    method: string,
    key: string,
    wanted: readonly number[],
    file?: Pick<ParcelFile, "mediaType" | "size" | "sha256" | "read"> & { readonly noted: string },
  ): Promise<Response> => {
    const path = key.split("/").map(encodeURIComponent).join("/");
    const signer = new AwsV4Signer({
      method,
      url: `${place.origin}${root}/${path}`,
      headers: {
        // The storage refuses what is not as the checksum says.
        "x-amz-content-sha256": file?.sha256 ?? emptyHash,
        ...(file && {
          "x-amz-checksum-sha256": Buffer.from(file.sha256, "hex").toString("base64"),
          "content-type": file.mediaType,
        }),
      },
      accessKeyId,
      secretAccessKey,
      service: "s3",
      region,
      datetime: clock()
        .toISOString()
        .replace(/[:-]|\.\d{3}/g, ""),
    });
    const signed = await signer.sign();
    const headers = Object.fromEntries(signed.headers);
    const response = await fetch(signed.url, {
      ...(file ? streamed(file.read, file.size, headers) : { headers }),
      ...(file && { noted: `${root}/${file.noted}` }),
      method,
      signal,
    });
    if (wanted.includes(response.status)) return response;
    await dismiss(response);
    throw refusalOf(response, clock());
  };
  return {
    /** Of its server. */
    url: place.origin,
    /** Whose delivery a manifest tells of. */
    get: async (key: string): Promise<string | undefined> => {
      const response = await ask("GET", key, [200, 404]);
      if (response.status === 200) return manifestSchema.parse(await response.text());
      await dismiss(response);
      return undefined;
    },
    has: async (key: string): Promise<boolean> =>
      (await ask("HEAD", key, [200, 404])).status === 200,
    put: async (
      key: string,
      noted: string,
      file: Pick<ParcelFile, "mediaType" | "size" | "sha256" | "read">,
    ): Promise<void> => dismiss(await ask("PUT", key, [200], { ...file, noted })),
    remove: async (key: string): Promise<void> => dismiss(await ask("DELETE", key, [200, 204])),
  };
}

/** Of a manifest the id; "" where it is none of ours. */
const manifestSchema = z
  .string()
  .transform((text) => JSON.parse(text) as unknown)
  .pipe(z.object({ id: z.string() }))
  .transform(({ id }) => id)
  .catch("");
const emptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
