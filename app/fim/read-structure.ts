import { fimDataTypes } from "#app/domain/service.ts";
import {
  fimFieldKinds,
  type FimField,
  type FimGroup,
  type FimKeyword,
  type FimMessage,
  type FimPosition,
  type FimRelease,
  type FimRule,
  type FimSchema,
  type LegalReference,
} from "./model.ts";
import { partsOf, type ListOfCode, type Parts } from "./parts.ts";
import { warning, type ImportProblem } from "./problems.ts";
import { withoutUndefined } from "./without-undefined.ts";
import { child, childrenOf, type XmlElement } from "./xml-reader.ts";

/** Where in the structure a reader is, and where it puts its remarks. */
export interface ReadContext {
  readonly problems: ImportProblem[];
  /** Ids from the top, joined by "/". */
  readonly path: string;
}

/** What the versions of the standard write differently. */
export interface Dialect {
  readonly standard: FimSchema["standard"];
  /** The list that the standard prescribes for a code. */
  readonly listOf: (name: string) => ListOfCode | undefined;
  readonly message: (header: Parts) => { [K in keyof FimMessage]?: FimMessage[K] | undefined };
  readonly schema: (parts: Parts) => Pick<FimSchema, "label" | "outputLabel" | "documentProfile">;
  readonly group: (parts: Parts) => Pick<FimGroup, "isChoice">;
  readonly field: (parts: Parts, context: ReadContext) => FieldParts;
  readonly references: (parts: Parts) => readonly LegalReference[];
  readonly release: (parts: Parts) => FimRelease;
  readonly keywords: (parts: Parts) => readonly FimKeyword[];
  readonly rule: (parts: Parts) => RuleParts;
}
export type FieldParts = Pick<
  FimField,
  "precision" | "prefill" | "values" | "codeList" | "maxSize" | "mediaTypes"
>;
export type RuleParts = Omit<
  FimRule,
  "id" | "version" | "name" | "description" | "references" | "asWritten"
>;

/** Reads the header of a message. */
export function readHeader(
  message: XmlElement,
  dialect: Dialect,
  holds: FimMessage["holds"],
): FimMessage {
  const parts = partsOf(child(message, "header") ?? message);
  return withoutUndefined({
    id: parts.text("nachrichtID"),
    createdAt: parts.text("erstellungszeitpunkt"),
    referenceId: parts.text("referenzID"),
    ...dialect.message(parts),
    holds,
    ...parts.asWritten(),
  });
}

/** Reads the `stammdatenschema` of a message. */
export function readStructure(
  element: XmlElement,
  dialect: Dialect,
  context: ReadContext,
): Omit<FimSchema, "standard" | "message"> {
  const parts = partsOf(element);
  const code = (name: string): string | undefined => parts.code(name, dialect.listOf(name));
  return withoutUndefined({
    ...readCommon(parts, dialect, context),
    ...dialect.schema(parts),
    help: parts.text("hilfetext"),
    derivation: withoutUndefined({
      structure: code("ableitungsmodifikationenStruktur"),
      representation: code("ableitungsmodifikationenRepraesentation"),
    }),
    positions: readPositions(element, dialect, context),
    ...parts.asWritten(),
  });
}

/** Reads `struktur` in document order, which is the order of the form. */
function readPositions(parent: XmlElement, dialect: Dialect, context: ReadContext): FimPosition[] {
  return childrenOf(parent, "struktur").flatMap((structure) => {
    const contained = child(structure, "enthaelt");
    const source = contained && elementIn(contained);
    if (!source) return [];
    const id = partsOf(source).text("identifikation", "id") ?? "";
    const inner = { ...context, path: context.path === "" ? id : `${context.path}/${id}` };
    const parts = partsOf(structure);
    return {
      ...readMultiplicity(parts, inner),
      references: dialect.references(parts),
      element: readElement(source, dialect, inner),
      ...parts.asWritten(),
    };
  });
}

/** The field or group that an element holds. */
export function elementIn(holder: XmlElement): XmlElement | undefined {
  return child(holder, "datenfeld") ?? child(holder, "datenfeldgruppe");
}

/** Reads a `datenfeld` or a `datenfeldgruppe` with everything below it. */
export function readElement(
  element: XmlElement,
  dialect: Dialect,
  context: ReadContext,
): FimField | FimGroup {
  const parts = partsOf(element);
  return element.local === "datenfeld"
    ? readField(parts, dialect, context)
    : withoutUndefined({
        type: "group" as const,
        ...readCommonOfElement(parts, dialect, context),
        ...dialect.group(parts),
        positions: readPositions(element, dialect, context),
        ...parts.asWritten(),
      });
}

function readField(parts: Parts, dialect: Dialect, context: ReadContext): FimField {
  const code = (name: string): string | undefined => parts.code(name, dialect.listOf(name));
  return withoutUndefined({
    type: "field" as const,
    ...readCommonOfElement(parts, dialect, context),
    fieldKind: knownCode(code("feldart"), fimFieldKinds, "input"),
    dataType: knownCode(code("datentyp"), fimDataTypes, "text"),
    content: parts.text("inhalt"),
    ...dialect.field(parts, context),
    ...parts.asWritten(),
  });
}

/** The grammar knows these codes and no others, so the fallback is never taken. */
function knownCode<T extends string>(code: string | undefined, known: readonly T[], other: T): T {
  return known.find((candidate) => candidate === code) ?? other;
}

/** What groups and fields say of themselves. */
function readCommonOfElement(parts: Parts, dialect: Dialect, context: ReadContext) {
  const common = readCommon(parts, dialect, context);
  const { line, column } = parts.element;
  return withoutUndefined({
    ...common,
    label: parts.text("bezeichnungEingabe") ?? common.name,
    outputLabel: parts.text("bezeichnungAusgabe"),
    help: parts.text("hilfetextEingabe"),
    outputHelp: parts.text("hilfetextAusgabe"),
    elementKind: parts.code("schemaelementart", dialect.listOf("schemaelementart")),
    source: { line, column },
  });
}

/** The same of schemas, too. */
function readCommon(parts: Parts, dialect: Dialect, context: ReadContext) {
  return withoutUndefined({
    ...readIdentification(parts, context),
    name: parts.text("name") ?? "",
    description: parts.text("beschreibung"),
    definition: parts.text("definition"),
    references: dialect.references(parts),
    release: dialect.release(parts),
    keywords: dialect.keywords(parts),
    rules: childrenOf(parts.element, "regel").map((rule) => readRule(rule, dialect, context)),
  });
}

function readRule(element: XmlElement, dialect: Dialect, context: ReadContext): FimRule {
  const parts = partsOf(element);
  return withoutUndefined({
    ...readIdentification(parts, context),
    name: parts.text("name") ?? "",
    description: parts.text("beschreibung"),
    references: dialect.references(parts),
    ...dialect.rule(parts),
    ...parts.asWritten(),
  });
}

function readMultiplicity(parts: Parts, context: ReadContext): { min: number; max: number | null } {
  const text = parts.text("anzahl") ?? "";
  const match = /^(\d{1,9}):(\*|\d{1,9})$/.exec(text);
  const min = Number(match?.[1]);
  const max = match?.[2] === "*" ? null : Number(match?.[2]);
  if (match && (max === null || max >= min)) {
    parts.note("anzahl", text, multiplicityOf({ min, max }));
    return { min, max };
  }
  parts.note("anzahl", text);
  // Optional is the reading that cannot lock a citizen out.
  const { line, column } = parts.element;
  const message = `multiplicity "${text}" was read as 0:1`;
  context.problems.push(
    warning("invalidMultiplicity", message, { line, column, path: context.path }),
  );
  return { min: 0, max: 1 };
}

/** As FIM writes it, such as `0:*`. */
export function multiplicityOf({ min, max }: Pick<FimPosition, "min" | "max">): string {
  return `${String(min)}:${max === null ? "*" : String(max)}`;
}

/** An id without which nothing could refer to the element; reported and replaced where empty. */
function readIdentification(parts: Parts, context: ReadContext): { id: string; version?: string } {
  const id = parts.text("identifikation", "id");
  const version = parts.text("identifikation", "version");
  if (id === undefined) {
    const { line, column } = parts.element;
    context.problems.push(
      warning("missingElement", "an element without id", { line, column, path: context.path }),
    );
  }
  return { id: id ?? "unbekannt", ...(version !== undefined && { version }) };
}
