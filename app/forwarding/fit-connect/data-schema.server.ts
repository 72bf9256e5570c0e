import type { SubmissionDocument } from "../../domain/submission.ts";
import { dataFormats, type DataFormat, type FitConnectOptions } from "./options.server.ts";
import { mediaTypes, type DataSchema, type DataType, type OfferedService } from "./wire.server.ts";

/** Names the machine format of this portal, for receivers that know it. See docs/formats/README.md. */
export const submissionSchemaUri = "urn:de:einmal:submission:v1";
const submissionSchemaFile = /(^|\/)submission\.v1\.schema\.json$/;

const typeOf: Readonly<Record<DataFormat, DataType>> = {
  "submission-json.v1": mediaTypes.json,
  "fim-json.v1": mediaTypes.json,
  "fim-xml.v1": mediaTypes.xml,
};

export interface ChosenSchema {
  readonly schema: DataSchema;
  readonly format: DataFormat;
}
type Filed = Pick<SubmissionDocument["service"], "fimId" | "version">;

/** The schemas of a destination that can be served, best first. */
export function chooseSchemas(
  { submissionSchemas }: Pick<OfferedService, "submissionSchemas">,
  service: Filed,
  options: Pick<FitConnectOptions, "schemas" | "prefer">,
): readonly ChosenSchema[] {
  const fitting = submissionSchemas.flatMap(({ schemaUri, mimeType }): ChosenSchema[] => {
    const formats = formatsOf(schemaUri, service, options).filter(
      (format) => typeOf[format] === mimeType && options.prefer.includes(format),
    );
    return formats.map((format) => ({
      format,
      schema: { schemaUri, mimeType: typeOf[format] },
    }));
  });
  return fitting.toSorted(
    (one, other) => options.prefer.indexOf(one.format) - options.prefer.indexOf(other.format),
  );
}

/** The URI of a schema is a name and need not lead anywhere: it is told from the name alone. */
export function formatsOf(
  uri: string,
  { fimId, version }: Filed,
  { schemas }: Pick<FitConnectOptions, "schemas">,
): readonly DataFormat[] {
  const set = dataFormats.filter((format) =>
    schemas.some(
      (line) => line.startsWith(`${format} `) && line.slice(format.length).trim() === uri,
    ),
  );
  if (set.length > 0) return set;
  if (uri === submissionSchemaUri || submissionSchemaFile.test(uri)) return ["submission-json.v1"];
  return fimId !== undefined && namesFim(uri, fimId, version) ? ["fim-json.v1", "fim-xml.v1"] : [];
}

/** E.g. `https://schema.fitko.de/fim/s17000652_1.4.0.schema.json`; without a version any will do. */
function namesFim(uri: string, fimId: string, version: string): boolean {
  const lower = uri.toLowerCase();
  const at = lower.indexOf(fimId.toLowerCase());
  if (at < 0) return false;
  const rest = lower.slice(at + fimId.length);
  if (/^\d/.test(rest)) return false;
  const named = /^[\s_/v:-]*(\d+(?:\.\d+)*)/.exec(rest)?.[1];
  return named === undefined || withoutZeros(named) === withoutZeros(version);
}

/** FIM 2.0 counts in two numbers, 3.0 in three. */
function withoutZeros(version: string): string {
  return version.replace(/(\.0)+$/, "");
}
