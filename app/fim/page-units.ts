import { joinPath } from "#app/domain/path.ts";
import type { Field, Group, Node } from "#app/domain/service.ts";

/** A page asks a few things that belong together: about this many questions at most. */
export const mostQuestions = 8;

/** Something that must not be torn apart: a field, lines of an address, a group with the question before it. */
export interface Unit {
  readonly kind: "unit";
  readonly nodes: readonly Node[];
  readonly questions: number;
  /** What it would call a page of its own. */
  readonly title?: Group["label"];
}
/** A group that has pages of its own. */
export interface Split {
  readonly kind: "split";
  readonly group: Group;
  /** The question whether it applies. */
  readonly gate?: Unit;
}

/** Parts siblings into what stays together and what has its own pages, in their order. */
export function unitsOf(nodes: readonly Node[], path: string): (Unit | Split)[] {
  const parts: (Unit | Split)[] = [];
  for (const node of nodes) {
    const last = parts.at(-1);
    if (node.type === "field") {
      if (last?.kind === "unit" && continues(last.nodes.at(-1), node)) {
        parts[parts.length - 1] = together(last, node);
      } else parts.push({ kind: "unit", nodes: [node], questions: questionsOf(node) });
      continue;
    }
    const gate =
      last?.kind === "unit" && isGateOf(last.nodes.at(-1), node, path) ? last : undefined;
    if (isWhole(node)) {
      if (gate) parts[parts.length - 1] = { ...together(gate, node), title: node.label };
      else
        parts.push({
          kind: "unit",
          nodes: [node],
          questions: questionsOf(node),
          title: node.label,
        });
      continue;
    }
    if (gate?.nodes.length === 1) parts.pop();
    parts.push({ kind: "split", group: node, ...(gate?.nodes.length === 1 && { gate }) });
  }
  return parts;
}

function together(unit: Unit, node: Node): Unit {
  return {
    kind: "unit",
    nodes: [...unit.nodes, node],
    questions: unit.questions + questionsOf(node),
  };
}

const lineOfAddress =
  /^(Straße|Hausnummer|Adresszusatz|Postleitzahl|PLZ|Ort|Wohnort|Land|Staat)( |\b|$)/i;
const partOfName = /^(Vornamen?|Familienname|Nachname|Geburtsname)$/i;

/** Whether a label is that of a line of an address. */
export function isLineOfAddress(label: string): boolean {
  return lineOfAddress.test(label);
}

/** Whether one would not turn the page between two fields. */
function continues(before: Node | undefined, { label: { de } }: Field): boolean {
  if (before?.type !== "field") return false;
  const previous = before.label.de;
  if (lineOfAddress.test(de) && !/^Straße/i.test(de)) return lineOfAddress.test(previous);
  if (partOfName.test(de)) return partOfName.test(previous);
  return /^(von|beginn|anfang)\b/i.test(previous) && /^(bis|ende)\b/i.test(de);
}

/** Whether a group stands on one page as a whole. */
function isWhole(group: Group): boolean {
  return !hasRepeat(group) && (weightOf(group) <= mostQuestions || group.widget !== undefined);
}

function hasRepeat(group: Group): boolean {
  if (group.repeat) return true;
  return group.children.some((node) => node.type === "group" && hasRepeat(node));
}

/** How much a node asks; what appears only after a certain answer weighs half. */
function questionsOf(node: Node): number {
  return node.when === undefined ? weightOf(node) : weightOf(node) / 2;
}

/** Building blocks that are drawn as one component weigh less than their fields. */
function weightOf(node: Node): number {
  if (node.type === "field") return isQuestion(node) ? 1 : 0;
  if (node.widget === "dateParts") return 1;
  const sum = node.children.reduce((total, part) => total + questionsOf(part), 0);
  return node.widget === undefined ? sum : Math.min(sum, 3);
}

function isQuestion({ kind }: Field): boolean {
  return kind !== "staticText" && kind !== "hidden" && kind !== "locked";
}

function isGateOf(node: Node | undefined, { when }: Group, path: string): boolean {
  return node?.type === "field" && when?.op === "equals" && when.field === joinPath(path, node.id);
}
