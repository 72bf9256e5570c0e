import type { FimSchema } from "./model.ts";
import { error, type ImportProblem, type Outcome } from "./problems.ts";
import { readStructure, type Dialect } from "./read-structure.ts";
import { dialect2, namespace2 } from "./xdatenfelder-2.ts";
import { dialect3, namespace3 } from "./xdatenfelder-3.ts";
import { child, readXml } from "./xml-reader.ts";

/** By namespace; prefixes vary in the wild and mean nothing. */
const dialects: ReadonlyMap<string, Dialect> = new Map([
  [namespace2, dialect2],
  [namespace3, dialect3],
]);

const schemaMessage = "xdatenfelder.stammdatenschema.0102";

/** Reads a FIM schema (message 0102) of XDatenfelder 2.0 or 3.0.0. Never throws for bad input. */
export function readSchema(xml: string | Uint8Array): Outcome<"schema", FimSchema> {
  const outcome = readXml(xml, {
    // `relation` makes up most bytes of real files and says nothing about the form.
    skip: (local, uri) => local === "relation" && dialects.has(uri),
  });
  if (!outcome.ok) return failed(outcome.problem);
  const { root } = outcome;
  const { line, column } = root;
  const dialect = dialects.get(root.uri);
  if (!dialect) {
    return failed(
      error("unknownNamespace", `"${root.uri}" is not XDatenfelder 2.0 or 3.0.0`, { line, column }),
    );
  }
  if (root.local !== schemaMessage) {
    return failed(error("unsupportedMessage", `${root.local} is not read`, { line, column }));
  }
  const element = child(root, "stammdatenschema");
  if (!element) {
    return failed(error("missingElement", "stammdatenschema is missing", { line, column }));
  }
  const problems: ImportProblem[] = [];
  const schema = readStructure(root, element, dialect, { problems, path: "" });
  return { ok: true, schema, problems };
}

function failed(problem: ImportProblem): { ok: false; problems: ImportProblem[] } {
  return { ok: false, problems: [problem] };
}
