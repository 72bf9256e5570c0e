import type { FimSchema } from "./model.ts";
import { error, type ImportProblem, type Outcome } from "./problems.ts";
import {
  readElement,
  readHeader,
  readStructure,
  type Dialect,
  type ReadContext,
} from "./read-structure.ts";
import { namespace2 } from "./grammar-2.ts";
import { namespace3 } from "./grammar-3.ts";
import { dialect2 } from "./xdatenfelder-2.ts";
import { dialect3 } from "./xdatenfelder-3.ts";
import { readMessage } from "./read-message.ts";
import { child, type XmlElement } from "./xml-reader.ts";

/** By namespace; prefixes vary in the wild and mean nothing. */
const dialects: ReadonlyMap<string, Dialect> = new Map([
  [namespace2, dialect2],
  [namespace3, dialect3],
]);

/** What the messages that can be read as a schema hold. */
const messages: ReadonlyMap<string, string> = new Map([
  ["xdatenfelder.stammdatenschema.0102", "stammdatenschema"],
  ["xdatenfelder.datenfeldgruppe.0103", "datenfeldgruppe"],
  ["xdatenfelder.datenfeld.0104", "datenfeld"],
]);

/**
 * Reads a FIM schema (message 0102) of XDatenfelder 2.0 or 3.0.0, or a single group (0103) or field (0104) as a
 * schema of that one element. Refuses what the standard does not allow. Never throws for bad input.
 */
export function readSchema(xml: string | Uint8Array): Outcome<"schema", FimSchema> {
  const outcome = readMessage(xml);
  if (!outcome.ok) return failed(outcome.problem);
  const { root } = outcome;
  const { line, column } = root;
  const dialect = dialects.get(root.uri);
  if (!dialect) {
    return failed(
      error("unknownNamespace", `"${root.uri}" is not XDatenfelder 2.0 or 3.0.0`, { line, column }),
    );
  }
  const name = messages.get(root.local);
  if (name === undefined) {
    return failed(error("unsupportedMessage", `${root.local} is not read`, { line, column }));
  }
  const element = child(root, name);
  if (!element) return failed(error("missingElement", `${name} is missing`, { line, column }));
  const problems: ImportProblem[] = [];
  const schema = schemaOf(root, element, dialect, { problems, path: "" });
  return { ok: true, schema, problems };
}

function schemaOf(
  root: XmlElement,
  element: XmlElement,
  dialect: Dialect,
  context: ReadContext,
): FimSchema {
  const { standard } = dialect;
  if (element.local === "stammdatenschema") {
    const message = readHeader(root, dialect, undefined);
    return { standard, message, ...readStructure(element, dialect, context) };
  }
  const only = readElement(element, dialect, context);
  return {
    standard,
    message: readHeader(root, dialect, only.type),
    id: only.id,
    ...(only.version !== undefined && { version: only.version }),
    name: only.name,
    label: only.label,
    references: only.references,
    release: only.release,
    keywords: only.keywords,
    rules: [],
    positions: [{ min: 1, max: 1, references: [], element: only }],
  };
}

function failed(problem: ImportProblem): { ok: false; problems: ImportProblem[] } {
  return { ok: false, problems: [problem] };
}
