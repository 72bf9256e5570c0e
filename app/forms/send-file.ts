import { Upload, type PreviousUpload, type UrlStorage } from "tus-js-client";
import type { StoredFile } from "#app/domain/fields/kinds.ts";
import type { FieldError } from "#app/domain/page-form.ts";

/** What became of a file that was sent. */
export type SentFile =
  | { readonly kind: "stored"; readonly files: readonly StoredFile[] }
  | { readonly kind: "refused"; readonly error: Pick<FieldError, "code" | "params"> }
  /** The connection does not come back, or the server cannot take it now. */
  | { readonly kind: "lost" };

interface SendOptions {
  /** Address of the draft's files. */
  readonly at: string;
  /** Name of the field. */
  readonly field: string;
  /** Bytes that have arrived. */
  readonly onProgress: (sent: number) => void;
  readonly signal: AbortSignal;
}

/** Milliseconds between tries; they begin anew with every piece that arrives. */
const waits = [0, 1000, 3000, 5000, 10_000, 20_000, 30_000];

/**
 * Sends a file piece by piece and goes on where a lost connection left off, also after the page was opened anew in the same tab.
 */
export async function sendFile(file: File, options: SendOptions): Promise<SentFile> {
  const { at, field, signal } = options;
  // Stopped while this very file was still being loaded: no event will tell of it.
  if (signal.aborted) return { kind: "lost" };
  const sent = await new Promise<{ url: string } | SentFile>((resolve) => {
    const upload = new Upload(file, {
      endpoint: `${at}/teile`,
      metadata: { filename: file.name, field },
      retryDelays: waits,
      onShouldRetry: (error) => mayPass(error.originalResponse?.getStatus() ?? 0),
      urlStorage: rememberedUploads,
      fingerprint: () => Promise.resolve([at, field, file.size, file.lastModified].join(" ")),
      removeFingerprintOnSuccess: true,
      onProgress: options.onProgress,
      onError: (error) => {
        const text = "originalResponse" in error ? error.originalResponse?.getBody() : undefined;
        resolve(refusalIn(text) ?? { kind: "lost" });
      },
      onSuccess: () => {
        resolve({ url: upload.url ?? "" });
      },
    });
    signal.addEventListener("abort", () => {
      // Ends it on the server, too; nobody waits for that.
      void upload.abort(true).catch(() => undefined);
      resolve({ kind: "lost" });
    });
    void upload.findPreviousUploads().then(([previous]) => {
      if (previous) upload.resumeFromPreviousUpload(previous);
      if (!signal.aborted) upload.start();
    });
  });
  return "url" in sent ? finish(at, sent.url, signal) : sent;
}

/** Whether a further try can help. */
function mayPass(status: number): boolean {
  return status === 0 || status === 408 || status === 409 || status === 423 || status >= 500;
}

/** Has the server look into what has arrived. Asking twice does no harm. */
async function finish(at: string, url: string, signal: AbortSignal): Promise<SentFile> {
  const body = new URLSearchParams({ upload: url.slice(url.lastIndexOf("/") + 1) });
  for (const wait of waits) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    if (signal.aborted) break;
    const answer = await fetch(at, { method: "POST", body, signal }).catch(() => undefined);
    if (answer === undefined || answer.status >= 500) continue;
    const text = await answer.text();
    if (!answer.ok) return refusalIn(text) ?? { kind: "lost" };
    return { kind: "stored", files: (JSON.parse(text) as { files: StoredFile[] }).files };
  }
  return { kind: "lost" };
}

function refusalIn(text: string | undefined): SentFile | undefined {
  try {
    const error = JSON.parse(text ?? "") as Pick<FieldError, "code" | "params">;
    return typeof error.code === "string" ? { kind: "refused", error } : undefined;
  } catch {
    return undefined;
  }
}

const prefix = "upload ";

/** Where uploads are remembered: in this tab alone, and without the names of files. */
const rememberedUploads: UrlStorage = {
  findAllUploads: () => Promise.resolve([]),
  findUploadsByFingerprint: (fingerprint) => {
    const uploadUrl = readKept(prefix + fingerprint);
    const found = {
      uploadUrl,
      urlStorageKey: prefix + fingerprint,
      size: null,
      metadata: {},
      creationTime: "",
    };
    return Promise.resolve(uploadUrl === null ? [] : [found as unknown as PreviousUpload]);
  },
  removeUpload: (key) => {
    keep(key, null);
    return Promise.resolve();
  },
  addUpload: (fingerprint, { uploadUrl }) => {
    keep(prefix + fingerprint, uploadUrl);
    return Promise.resolve(prefix + fingerprint);
  },
};

function readKept(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    // Browsers can be told to keep nothing.
    return null;
  }
}

function keep(key: string, value: string | null): void {
  try {
    if (value === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, value);
  } catch {
    // See above.
  }
}
