import type { FimRule } from "./model.ts";
import { always, code, identification, keywords, references, text } from "./write-parts.ts";
import type { WrittenElement } from "./write-xml.ts";

/** A rule as XDatenfelder 3.0.0. */
export function writeRule(rule: FimRule): WrittenElement {
  const { asWritten: notes } = rule;
  return {
    name: "xdf3:regel",
    content: [
      identification(rule, notes),
      ...always("name", rule.name, notes),
      ...text("beschreibung", rule.description, notes),
      ...text("freitextRegel", rule.sentence, notes),
      ...references(rule.references),
      ...keywords(rule.keywords ?? []),
      ...text("fachlicherErsteller", rule.author, notes),
      ...always("letzteAenderung", rule.changedAt, notes),
      ...code("typ", rule.kind ?? "K", notes),
      ...rule.parameters.map(({ element, name, kind, written }) => ({
        name: "xdf3:param",
        attributes: { element: element ?? "", name: name ?? "" },
        content: always("typ", written ?? kind),
      })),
      ...rule.targets.map(({ element, name }) => ({
        name: "xdf3:ziel",
        attributes: { element: element ?? "", name: name ?? "" },
      })),
      ...text("skript", rule.script, notes),
      ...rule.errors.map(({ code: number, text: kept, written }) => ({
        name: "xdf3:fehler",
        attributes: { code: number ?? "0" },
        content: written ?? kept,
      })),
    ],
  };
}
