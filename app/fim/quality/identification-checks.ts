import type { FimSchema } from "../model.ts";
import { onElements, onRules, onSchema, type QualityCheck } from "./quality-check.ts";

/** What the reader puts where an id is missing. */
const noId = "unbekannt";

function hasIdForm(id: string, letter: string, { standard }: FimSchema): boolean {
  const digits = standard === "xdatenfelder_2" ? 8 : 11;
  return new RegExp(`^${letter}\\d{${String(digits)}}$`).test(id);
}

const missing = "Jedes Element, das Schema und jede Regel braucht eine ID.";
const form =
  "Eine ID besteht aus einem Buchstaben (S, G, F oder R) und 11 Ziffern, in XDatenfelder 2.0 aus 8.";
const unnamed = "Jedes Element, das Schema und jede Regel braucht einen Namen.";

/** Ids and names. */
export const identificationChecks: readonly QualityCheck[] = [
  onSchema(["QS1002", "critical", unnamed], ({ name }) => name === ""),
  onElements(["QS1002", "critical", unnamed], ({ name }) => name === ""),
  onRules(["QS1002", "critical", unnamed], ({ rule }) => rule.name === ""),
  onSchema(["QS1038", "critical", missing], ({ id }) => id === noId),
  onElements(["QS1038", "critical", missing], ({ id }) => id === noId),
  onRules(["QS1038", "critical", missing], ({ rule }) => rule.id === noId),
  onSchema(
    ["QS1039", "critical", form],
    (schema) => schema.id !== noId && !hasIdForm(schema.id, "S", schema) && schema.id,
  ),
  onElements(["QS1039", "critical", form], ({ id, type }, _, { schema }) => {
    return id !== noId && !hasIdForm(id, type === "group" ? "G" : "F", schema) && id;
  }),
  onRules(["QS1039", "critical", form], ({ rule: { id } }, { schema }) => {
    return id !== noId && !hasIdForm(id, "R", schema);
  }),
];
