import type { FimField, FimGroup, FimPosition, LegalReference } from "./model.ts";
import { warning, type ImportProblem } from "./problems.ts";
import { child, childrenOf, textAt, type XmlElement } from "./xml-reader.ts";

/** Where in the structure a reader is, and where it puts its remarks. */
export interface ReadContext {
  readonly problems: ImportProblem[];
  /** Ids from the top, joined by "/". */
  readonly path: string;
}

/** What the two versions of the standard write differently. */
export interface Dialect {
  readonly field: (element: XmlElement, context: ReadContext) => FimField;
  readonly group: (
    element: XmlElement,
    positions: readonly FimPosition[],
    context: ReadContext,
  ) => FimGroup;
  readonly references: (element: XmlElement) => readonly LegalReference[];
}

/** Reads `struktur` in document order, which is the order of the form. */
export function readPositions(
  parent: XmlElement,
  dialect: Dialect,
  context: ReadContext,
): FimPosition[] {
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
        ? dialect.field(field, inner)
        : dialect.group(source, readPositions(source, dialect, inner), inner),
    });
  }
  return positions;
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
export function readCode<T extends string>(
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
export function readIdentification(
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
