import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { readSchema } from "#app/fim/read-schema.ts";
import { toService } from "#app/fim/to-service.ts";

export interface ImportTime {
  readonly schema: string;
  /** Bytes of the schema. */
  readonly size: number;
  readonly milliseconds: number;
}

/** How long reading the largest schema takes: of the genuine ones where they are at hand, else of our own. */
export function measureImport(): ImportTime {
  const own = path.resolve(import.meta.dirname, "../app/fim/fixtures");
  const genuine = path.resolve(process.env["EINMAL_DATA"] ?? "../shared/data", "fim");
  const folder = existsSync(genuine) ? genuine : own;
  const schemas = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /xdf[23].*\.xml(\.gz)?$/.test(file) && !file.includes("xsd"))
    .map((file) => ({ file, bytes: read(path.join(folder, file)) }))
    .sort((a, b) => b.bytes.length - a.bytes.length);
  for (const { file, bytes } of schemas) {
    const started = performance.now();
    const schema = readSchema(bytes);
    if (!schema.ok) continue;
    toService(schema.schema, []);
    return {
      schema: path.basename(file),
      size: bytes.length,
      milliseconds: performance.now() - started,
    };
  }
  throw new Error(`there is no schema in ${folder}`);
}

function read(file: string): Uint8Array {
  const bytes = readFileSync(file);
  return file.endsWith(".gz") ? gunzipSync(bytes) : bytes;
}
