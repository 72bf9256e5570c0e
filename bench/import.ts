import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { readSchema } from "#app/fim/read-schema.ts";
import { toService } from "#app/fim/to-service.ts";

export interface ImportTimes {
  /** Genuine schemas where they are at hand, else our own. */
  readonly files: number;
  /** Bytes of all of them, unpacked. */
  readonly size: number;
  /** All in one process, one after the other, cold. */
  readonly milliseconds: number;
  /** Most memory that the process had meanwhile, in MiB. */
  readonly peakMemory: number;
  readonly largest: {
    readonly schema: string;
    readonly size: number;
    /** Reading, and making a service of it; the best of five. */
    readonly milliseconds: number;
  };
}

/** How long importing takes. Wants a process of its own, because of the memory. */
export function measureImport(): ImportTimes {
  const own = path.resolve(import.meta.dirname, "../app/fim/fixtures");
  const genuine = path.resolve(process.env["EINMAL_DATA"] ?? "../shared/data", "fim");
  const folder = existsSync(genuine) ? genuine : own;
  const schemas = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /xdf[23].*\.xml(\.gz)?$/.test(file) && !/xsd|010[3-6]/.test(file))
    .map((file) => path.join(folder, file));
  const started = performance.now();
  let size = 0;
  let largest = { schema: "", size: 0 };
  for (const schema of schemas) {
    const bytes = read(schema);
    size += bytes.length;
    if (bytes.length > largest.size) largest = { schema, size: bytes.length };
    importOne(bytes);
  }
  const milliseconds = performance.now() - started;
  const { maxRSS } = process.resourceUsage();
  const bytes = read(largest.schema);
  const times = Array.from({ length: 5 }, () => {
    const begun = performance.now();
    importOne(bytes);
    return performance.now() - begun;
  });
  return {
    files: schemas.length,
    size,
    milliseconds,
    peakMemory: Math.round(maxRSS / 1024),
    largest: {
      schema: path.basename(largest.schema),
      size: largest.size,
      milliseconds: Math.min(...times),
    },
  };
}

function importOne(bytes: Uint8Array): void {
  const read = readSchema(bytes);
  if (read.ok) toService(read.schema, []);
}

function read(file: string): Uint8Array {
  const bytes = readFileSync(file);
  return file.endsWith(".gz") ? gunzipSync(bytes) : bytes;
}

if (process.argv[1] === import.meta.filename) process.stdout.write(JSON.stringify(measureImport()));
