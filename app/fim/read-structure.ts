import {
  fimDataTypes,
  fimFieldKinds,
  type FimField,
  type FimGroup,
  type FimKeyword,
  type FimPosition,
  type FimRelease,
  type FimRule,
  type FimSchema,
  type LegalReference,
} from "./model.ts";
import { warning, type ImportProblem } from "./problems.ts";
import { withoutUndefined } from "./without-undefined.ts";
import { child, childrenOf, textAt, type XmlElement } from "./xml-reader.ts";

/** Where in the structure a reader is, and where it puts its remarks. */
export interface ReadContext {
  readonly problems: ImportProblem[];
  /** Ids from the top, joined by "/". */
  readonly path: string;
}

/** What the versions of the standard write differently. */
export interface Dialect {
  readonly standard: FimSchema["standard"];
  readonly schema: (element: XmlElement) => Pick<FimSchema, "label" | "documentProfile">;
  readonly group: (element: XmlElement) => Pick<FimGroup, "isChoice">;
  readonly field: (element: XmlElement, context: ReadContext) => FieldParts;
  readonly references: (element: XmlElement) => readonly LegalReference[];
  readonly release: (element: XmlElement) => FimRelease;
  readonly keywords: (element: XmlElement) => readonly FimKeyword[];
  readonly rule: (element: XmlElement) => RuleParts;
}
export type FieldParts = Pick<
  FimField,
  "precision" | "prefill" | "values" | "codeList" | "maxSize" | "mediaTypes"
>;
export type RuleParts = Pick<
  FimRule,
  "sentence" | "kind" | "script" | "parameters" | "targets" | "errors"
>;

/** Reads the `stammdatenschema` of a message. */
export function readStructure(
  message: XmlElement,
  element: XmlElement,
  dialect: Dialect,
  context: ReadContext,
): FimSchema {
  return withoutUndefined({
    standard: dialect.standard,
    message: withoutUndefined({
      id: textAt(message, "header", "nachrichtID"),
      createdAt: textAt(message, "header", "erstellungszeitpunkt"),
    }),
    ...readCommon(element, dialect, context),
    ...dialect.schema(element),
    help: textAt(element, "hilfetext"),
    positions: readPositions(element, dialect, context),
  });
}

/** Reads `struktur` in document order, which is the order of the form. */
function readPositions(parent: XmlElement, dialect: Dialect, context: ReadContext): FimPosition[] {
  const positions: FimPosition[] = [];
  for (const structure of childrenOf(parent, "struktur")) {
    const contained = child(structure, "enthaelt");
    const field = contained && child(contained, "datenfeld");
    const group = contained && child(contained, "datenfeldgruppe");
    const source = field ?? group;
    if (!source) {
      context.problems.push(
        warning("missingElement", "a position without field or group was left out", {
          line: structure.line,
          column: structure.column,
          path: context.path,
        }),
      );
      continue;
    }
    const id = textAt(source, "identifikation", "id") ?? "";
    const inner = { ...context, path: context.path === "" ? id : `${context.path}/${id}` };
    positions.push({
      ...readMultiplicity(structure, inner),
      references: dialect.references(structure),
      element: field
        ? readField(field, dialect, inner)
        : {
            type: "group",
            ...readElement(source, dialect, inner),
            ...dialect.group(source),
            positions: readPositions(source, dialect, inner),
          },
    });
  }
  return positions;
}

function readField(element: XmlElement, dialect: Dialect, context: ReadContext): FimField {
  return withoutUndefined({
    type: "field" as const,
    ...readElement(element, dialect, context),
    fieldKind: readCode(element, "feldart", fimFieldKinds, "input", context),
    dataType: readCode(element, "datentyp", fimDataTypes, "text", context),
    content: textAt(element, "inhalt"),
    ...dialect.field(element, context),
  });
}

/** What groups and fields say of themselves. */
function readElement(element: XmlElement, dialect: Dialect, context: ReadContext) {
  const common = readCommon(element, dialect, context);
  return withoutUndefined({
    ...common,
    label: textAt(element, "bezeichnungEingabe") ?? common.name,
    outputLabel: textAt(element, "bezeichnungAusgabe"),
    help: textAt(element, "hilfetextEingabe"),
    outputHelp: textAt(element, "hilfetextAusgabe"),
    elementKind: textAt(element, "schemaelementart", "code"),
    source: { line: element.line, column: element.column },
  });
}

/** The same of schemas, too. */
function readCommon(element: XmlElement, dialect: Dialect, context: ReadContext) {
  return withoutUndefined({
    ...readIdentification(element, context),
    name: textAt(element, "name") ?? "",
    description: textAt(element, "beschreibung"),
    definition: textAt(element, "definition"),
    references: dialect.references(element),
    release: dialect.release(element),
    keywords: dialect.keywords(element),
    rules: childrenOf(element, "regel").map((rule) => readRule(rule, dialect, context)),
  });
}

function readRule(element: XmlElement, dialect: Dialect, context: ReadContext): FimRule {
  return withoutUndefined({
    ...readIdentification(element, context),
    name: textAt(element, "name") ?? "",
    description: textAt(element, "beschreibung"),
    references: dialect.references(element),
    ...dialect.rule(element),
  });
}

function readMultiplicity(
  structure: XmlElement,
  context: ReadContext,
): { min: number; max: number | null } {
  const text = textAt(structure, "anzahl") ?? "";
  const match = /^(\d{1,9}):(\*|\d{1,9})$/.exec(text.replace(/\s/g, ""));
  const min = Number(match?.[1]);
  const max = match?.[2] === "*" ? null : Number(match?.[2]);
  if (match && (max === null || max >= min)) return { min, max };
  // Optional is the reading that cannot lock a citizen out.
  context.problems.push(
    warning("invalidMultiplicity", `multiplicity "${text}" was read as 0:1`, {
      line: structure.line,
      column: structure.column,
      path: context.path,
    }),
  );
  return { min: 0, max: 1 };
}

/** A code of a closed list; anything else falls back to the given one and is reported. */
function readCode<T extends string>(
  element: XmlElement,
  local: string,
  known: readonly T[],
  fallback: T,
  context: ReadContext,
): T {
  const code = textAt(element, local, "code");
  const found = known.find((candidate) => candidate === code);
  if (found !== undefined) return found;
  const source = child(element, local) ?? element;
  context.problems.push(
    warning("unknownCode", `${local} "${code ?? ""}" was read as ${fallback}`, {
      line: source.line,
      column: source.column,
      path: context.path,
    }),
  );
  return fallback;
}

/** An id without which nothing could refer to the element; reported and replaced where missing. */
function readIdentification(
  element: XmlElement,
  context: ReadContext,
): { id: string; version?: string } {
  const id = textAt(element, "identifikation", "id");
  const version = textAt(element, "identifikation", "version");
  if (id === undefined) {
    const { line, column } = element;
    context.problems.push(
      warning("missingElement", "an element without id", { line, column, path: context.path }),
    );
  }
  return { id: id ?? "unbekannt", ...(version !== undefined && { version }) };
}
