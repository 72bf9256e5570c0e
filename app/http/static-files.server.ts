import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** A file of the built product in every encoding that there is of it. */
interface StaticFile {
  readonly type: string;
  readonly etag: string;
  readonly encodings: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
}

export type StaticFiles = ReadonlyMap<string, StaticFile>;

const types: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

const suffixes = { br: ".br", gzip: ".gz" } as const;

/**
 * Reads the files that browsers may get into memory, by their address: a few megabytes, and no address can lead
 * anywhere else on the disk.
 */
export function readStaticFiles(folder: string): StaticFiles {
  const files = new Map<string, StaticFile>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    const address = `/${path.relative(folder, file).split(path.sep).join("/")}`;
    const type = types[path.extname(file)];
    if (!entry.isFile() || type === undefined || address.startsWith("/.")) continue;
    const identity = readFileSync(file);
    const encodings = new Map([["identity", new Uint8Array(identity)]]);
    for (const [encoding, suffix] of Object.entries(suffixes)) {
      const packed = readIfThere(file + suffix);
      if (packed) encodings.set(encoding, new Uint8Array(packed));
    }
    const etag = `"${createHash("sha256").update(identity).digest("base64url").slice(0, 22)}"`;
    files.set(address, { type, etag, encodings });
  }
  return files;
}

/** The response for the address of a static file; undefined where there is none. */
export function serveStatic(
  files: StaticFiles,
  pathname: string,
  request: Request,
): Response | undefined {
  const file = files.get(pathname);
  if (!file || (request.method !== "GET" && request.method !== "HEAD")) return undefined;
  const headers = new Headers({
    "Content-Type": file.type,
    ETag: file.etag,
    Vary: "Accept-Encoding",
    // Names under /assets/ contain a hash of the content.
    "Cache-Control": pathname.startsWith("/assets/")
      ? "public, max-age=31536000, immutable"
      : "public, max-age=3600",
  });
  if (request.headers.get("if-none-match") === file.etag) {
    return new Response(null, { status: 304, headers });
  }
  const accepted = request.headers.get("accept-encoding") ?? "";
  for (const encoding of ["br", "gzip", "identity"]) {
    const content = file.encodings.get(encoding);
    if (!content || (encoding !== "identity" && !accepted.includes(encoding))) continue;
    if (encoding !== "identity") headers.set("Content-Encoding", encoding);
    headers.set("Content-Length", String(content.length));
    return new Response(request.method === "HEAD" ? null : content, { headers });
  }
  return undefined;
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
