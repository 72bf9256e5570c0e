import type { FimField, FimGroup } from "../model.ts";
import { withoutConverterNotes } from "../plain-text.ts";
import type { SourcePosition } from "../problems.ts";

/** A German text that citizens read, and where it stands. */
export interface CitizenText {
  /** Node path; "" for the whole service. */
  readonly path: string;
  readonly source?: SourcePosition;
  /** What it is, in German. */
  readonly what: string;
  /** Stands for something and is no sentence: shorter, and judged as such. */
  readonly isLabel: boolean;
  readonly text: string;
}

interface Place {
  readonly path: string;
  readonly element: FimField | FimGroup;
}

/** The texts of a schema; those of a building block that recurs once, as it says the same everywhere. */
export function schemaTexts(places: readonly Place[]): readonly CitizenText[] {
  return distinct(places)
    .flatMap(({ path, element }): CitizenText[] => {
      const { label, help, source } = element;
      const content =
        element.type === "field" && element.fieldKind === "label" ? element.content : undefined;
      return [
        { path, source, what: "Bezeichnung", isLabel: true, text: label },
        {
          path,
          source,
          what: "Hilfetext",
          isLabel: false,
          text: withoutConverterNotes(help ?? ""),
        },
        { path, source, what: "Inhalt", isLabel: false, text: content ?? "" },
      ];
    })
    .filter(({ text }) => text.trim() !== "");
}

function distinct(places: readonly Place[]): readonly Place[] {
  const seen = new Set<string>();
  return places.filter(({ element: { id, version, label, help } }) => {
    const key = JSON.stringify([id, version, label, help]);
    return !seen.has(key) && seen.add(key);
  });
}
