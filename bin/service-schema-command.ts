import { keyStyles, type KeyStyle } from "#app/documents/schemas/fim-key.ts";
import { receiverRulesSchema } from "#app/documents/schemas/json-schema-rules.ts";
import { receiverJsonSchema } from "#app/documents/schemas/json-schema.ts";
import { receiverXsd } from "#app/documents/schemas/xsd.ts";
import type { ServiceDefinition } from "#app/domain/service.ts";
import type { FimSchema } from "#app/fim/model.ts";
import { upcastSchema } from "#app/fim/upcast-schema.ts";
import { writeXdf3 } from "#app/fim/write-xdf3.ts";
import { readServiceFiles } from "#app/operations/read-service-files.server.ts";
import {
  failed,
  listOption,
  neededOption,
  refused,
  textOption,
  UsageError,
  type Command,
  type OptionValues,
} from "./command.ts";

interface SchemaOptions {
  readonly keys: KeyStyle;
  readonly state: string | undefined;
}
interface Printable {
  readonly service: ServiceDefinition;
  readonly source: FimSchema | undefined;
}

/** What a schema can be printed as; undefined where there is none for a service. */
const formats: Readonly<
  Record<string, (of: Printable, options: SchemaOptions) => object | string | undefined>
> = {
  "json-schema": ({ service }, { keys }) => receiverJsonSchema(service, keys),
  "json-schema-rules": ({ service }, options) => receiverRulesSchema(service, options),
  xsd: ({ service }) => receiverXsd(service),
  xdf3: ({ source }) =>
    source && writeXdf3(source.standard === "xdatenfelder_2" ? upcastSchema(source) : source),
};
const formatNames = Object.keys(formats).join("|");

export const serviceSchemaCommand: Command = {
  name: "service schema",
  synopsis: `<path> --format ${formatNames}`,
  summary: "Prints the schema by which a receiver can check what it gets, without storing anything",
  details: [
    "<path>                a FIM schema (XDatenfelder 2.0 or 3.0.0, also .gz), or the folder of a service package",
    `--format <format>     ${formatNames}`,
    "--codelists <path>    a genericode file, or a folder of them; may be repeated",
    "--keys <style>        versioned (F…V…, the default) or bare (F…); for JSON",
    "--state <digits>      first two digits of the ARS; for rules that hold in some Länder only",
  ],
  options: {
    format: { type: "string" },
    codelists: { type: "string", multiple: true },
    keys: { type: "string" },
    state: { type: "string" },
  },
  arguments: { min: 1, max: 1 },
  run: async ({ arguments: [path = ""], values }) => {
    const format = neededOption(values, "format");
    const write = Object.hasOwn(formats, format) ? formats[format] : undefined;
    if (!write) throw new UsageError(`--format "${format}" is none of ${formatNames}`);
    const options = schemaOptions(values);
    const read = await readServiceFiles({ path, codeLists: listOption(values, "codelists") });
    if (!read.ok) return refused(read.problems);
    const schema = write({ service: read.service, source: read.source?.schema }, options);
    if (schema === undefined) {
      const remedy = "ask for json-schema, which exists for every service";
      return failed("notFromFim", `${read.service.id} does not come from FIM`, remedy);
    }
    const text = typeof schema === "string" ? schema : JSON.stringify(schema, undefined, 2);
    return { ok: true, text: text.trimEnd(), json: { format, schema, warnings: read.warnings } };
  },
};

function schemaOptions(values: OptionValues): SchemaOptions {
  const wanted = textOption(values, "keys") ?? "versioned";
  const keys = keyStyles.find((style) => style === wanted);
  if (!keys) throw new UsageError(`--keys "${wanted}" is none of ${keyStyles.join("|")}`);
  const state = textOption(values, "state");
  if (state !== undefined && !/^(0[1-9]|1[0-6])$/.test(state))
    throw new UsageError(`--state "${state}" is not 01 to 16`);
  return { keys, state };
}
