import { anyDataSummary } from "../../documents/any-data-summary.ts";
import { checkFimJson } from "../../documents/check-fim-json.server.ts";
import { dataSummary } from "../../documents/data-summary.ts";
import { isRecord } from "../../documents/schemas/complete-data.ts";
import { readFimXml, type ReadFimXml } from "../../documents/read-fim-xml.v1.server.ts";
import { readXmlTree, treeData } from "../../documents/read-xml-tree.server.ts";
import { receiverData } from "../../documents/fim-json.v1.server.ts";
import { readFimJson } from "../../documents/read-fim-json.v1.server.ts";
import type { Offering } from "../../domain/offering.ts";
import type { ServiceDefinition } from "../../domain/service.ts";
import {
  submissionDocumentSchema,
  type Attachment,
  type DataValue,
  type SubmissionDocument,
  type SummarySection,
} from "../../domain/submission.ts";
import { textIn } from "../../domain/text.ts";
import { pickedUpTextsOf, wordsOf } from "../../i18n/texts.server.ts";
import { deliverySummary, type Checked } from "./delivery-summary.server.ts";
import { formatsOf } from "./data-schema.server.ts";
import type { Encrypted } from "./fetch-submission.server.ts";
import type { Opened } from "./open-submission.server.ts";
import { Rejection } from "./rejection.server.ts";
import { leikaPrefix, mediaTypes } from "./wire.server.ts";

/** What the inbox gives to something that arrives. */
export interface Arrival {
  readonly reference: string;
  readonly municipality: SubmissionDocument["municipality"];
  /** Every file as it is stored here, in the order of those that were opened. */
  readonly files: readonly Attachment[];
  /** Services of the municipality that it may be an application for. */
  readonly offerings: readonly Offering[];
}

type Content = Pick<SubmissionDocument, "service" | "data" | "summary"> & {
  readonly checked: Checked;
} & Partial<
    Pick<SubmissionDocument, "attachments" | "fees" | "missing" | "assuranceLevel" | "language">
  >;

/**
 * What was picked up as a document of this portal: with the labels of the service where it is one of ours, else as it is
 * named in the data, and in any case with the original among its files. Throws `Rejection` where the data are not what
 * their schema promises.
 */
export function arrivedDocument(
  fetched: Encrypted,
  opened: Opened,
  arrival: Arrival,
): SubmissionDocument {
  try {
    return write(fetched, opened, arrival);
  } catch (error) {
    // Deeper than anything that is meant to be read.
    if (error instanceof RangeError)
      throw new Rejection("schema-violation", "The data are nested too deep.", "data");
    throw error;
  }
}

function write(fetched: Encrypted, opened: Opened, arrival: Arrival): SubmissionDocument {
  const content =
    ownDocument(opened, arrival) ?? fimDocument(opened, arrival) ?? anyDocument(fetched, opened);
  const { checked, ...parts } = content;
  return submissionDocumentSchema.parse({
    schemaVersion: 1,
    language: "de",
    assuranceLevel: "none",
    ...parts,
    reference: arrival.reference,
    submittedAt: new Date(fetched.submittedAt * 1000).toISOString(),
    municipality: arrival.municipality,
    summary: [...content.summary, deliverySummary(fetched, opened, checked)],
    attachments: content.attachments ?? arrival.files,
  });
}

function json({ data }: Opened): unknown {
  return JSON.parse(new TextDecoder().decode(data));
}

/** From a portal such as this one: everything is there, only files have other ids. */
function ownDocument(opened: Opened, { files }: Arrival): Content | undefined {
  const formats = formatsOf(opened.schema.schemaUri, { version: "" }, { schemas: [] });
  if (!formats.includes("submission-json.v1")) return undefined;
  const { $schema: _, ...value } = json(opened) as Readonly<Record<string, unknown>>;
  const read = submissionDocumentSchema.safeParse(value);
  if (!read.success)
    throw new Rejection("schema-violation", "It is no submission of version 1.", "data");
  const { data: document } = read;
  const ids = new Map<string, string>();
  const rest = new Set(files);
  const attachments = document.attachments.flatMap((listed): Attachment[] => {
    const file = [...rest].find(({ sha256 }) => sha256 === listed.sha256);
    if (!file) return [];
    rest.delete(file);
    ids.set(listed.id, file.id);
    return [{ ...file, path: listed.path, name: listed.name }];
  });
  return {
    checked: "passed",
    service: document.service,
    language: document.language,
    assuranceLevel: document.assuranceLevel,
    summary: document.summary,
    fees: document.fees,
    missing: document.missing,
    data: renamed(document.data, ids) as Record<string, DataValue>,
    attachments: [...attachments, ...rest],
  };
}

/** The same with ids of files that have new ones. */
function renamed(value: DataValue, ids: ReadonlyMap<string, string>): DataValue {
  if (typeof value === "string") return ids.get(value) ?? value;
  if (Array.isArray(value)) return (value as readonly DataValue[]).map((one) => renamed(one, ids));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, renamed(one, ids)]));
}

/** Data by a FIM schema of which the municipality offers the service. */
function fimDocument(
  opened: Opened,
  { offerings, files, municipality }: Arrival,
): Content | undefined {
  const { schemaUri } = opened.schema;
  const offering = offerings.find(({ service: { fim, version } }) => {
    const filed = { version, ...(fim && { fimId: fim.id }) };
    return formatsOf(schemaUri, filed, { schemas: [] }).includes("fim-json.v1");
  });
  if (!offering) return undefined;
  const { service } = offering;
  const violation = new Rejection("schema-violation", "The data do not fit their schema.", "data");
  const read = readFim(opened, service);
  if (read === "unreadable") return undefined;
  if (!read) throw violation;
  const { data, strange } = read;
  const checked = checkData(opened, service, read, municipality.ars.slice(0, 2));
  if (checked === "structure") throw violation;
  let summary: SummarySection[];
  try {
    const known = dataSummary(offering, data, {
      language: "de",
      words: wordsOf("de"),
      title: pickedUpTextsOf("de").data,
      fileName: (id) => files.find((file) => file.name === id)?.name,
    });
    summary = [...known, ...strangeSummary(strange)];
  } catch {
    throw violation;
  }
  return {
    checked,
    service: {
      id: service.id,
      version: service.version,
      name: textIn(service.name, "de"),
      ...(service.fim && { fimId: service.fim.id }),
      leikaKeys: [...service.leikaKeys],
    },
    data: { ...data },
    summary,
  };
}

/** `unreadable`: XML that is not read here, e.g. with a document type. Undefined: it does not fit the service. */
function readFim(
  opened: Opened,
  service: ServiceDefinition,
): ReadFimXml | "unreadable" | undefined {
  if (opened.schema.mimeType === mediaTypes.xml) {
    const tree = readXmlTree(opened.data);
    return tree ? readFimXml(tree, service) : "unreadable";
  }
  const data = readFimJson(json(opened) as DataValue, service);
  return data && { data, strange: [] };
}

/**
 * By the schema that this portal gives to receivers of its own. What came as XML is checked by what was read of it: where something
 * was not, or does not fit, it is taken in with a mark, for the office has the original.
 */
function checkData(
  opened: Opened,
  service: ServiceDefinition,
  { data, strange }: ReadFimXml,
  state: string,
): Checked | "structure" {
  if (opened.schema.mimeType === mediaTypes.json) return checkFimJson(json(opened), service, state);
  if (strange.length > 0) return "partly";
  const read = receiverData({ data: { ...data }, submittedAt: "2000-01-01" }, service, "versioned");
  const found = checkFimJson(JSON.parse(JSON.stringify(read)), service, state);
  return found === "structure" ? "partly" : found;
}

/** What the service has no words for, under its ids. */
function strangeSummary(strange: ReadFimXml["strange"]): SummarySection[] {
  const rows = strange.map(({ names, value }, index) => ({
    path: `fit-connect/strange/${String(index)}`,
    label: names.join(" › "),
    values: [value],
  }));
  const title = pickedUpTextsOf("de").strange;
  return rows.length > 0 ? [{ page: "fit-connect/strange", title, rows }] : [];
}

/** Anything else: shown as it is named, the original beside it. */
function anyDocument({ service }: Encrypted, opened: Opened): Content {
  const { identifier, name } = service;
  const data = anyData(opened);
  const leikaKey = identifier.startsWith(leikaPrefix) ? identifier.slice(leikaPrefix.length) : "";
  return {
    checked: "unknown",
    service: {
      id: identifier,
      version: "0",
      name: name || identifier,
      leikaKeys: /^\d{14}$/.test(leikaKey) ? [leikaKey] : [],
    },
    data: {},
    summary: data === undefined ? [] : anyDataSummary(data, pickedUpTextsOf("de").data),
  };
}

function anyData(opened: Opened): DataValue | undefined {
  if (opened.schema.mimeType === mediaTypes.json) return json(opened) as DataValue;
  const tree = readXmlTree(opened.data);
  return tree && treeData(tree);
}
