import { joinPath } from "#app/domain/path.ts";
import type { Field, Group, Node } from "#app/domain/service.ts";
import type { ImportState } from "./import-state.ts";

/** Whether something in it must be answered, so that being present makes a difference. */
export function needsAnswers(nodes: readonly Node[]): boolean {
  return nodes.some((node) => {
    if (node.type === "field") return node.required && (node.data || node.id === "auswahl");
    if (node.repeat) return node.repeat.min > 0;
    return node.when === undefined && needsAnswers(node.children);
  });
}

/** A group around a single question is present exactly when that is answered: no need to ask twice. */
export function asksOnlyOnce({ children }: Group): boolean {
  const [only] = children;
  return (
    children.length === 1 &&
    only !== undefined &&
    !only.repeat &&
    (only.type === "field" ? only.kind !== "declaration" : asksOnlyOnce(only))
  );
}

export function withoutDuties(group: Group): Group {
  const children = group.children.map((node) =>
    node.type === "field" ? { ...node, required: false } : withoutDuties(node),
  );
  return { ...group, children };
}

/**
 * A date of which nothing or enough must be told needs no question in front of it: what was mandatory in it becomes so
 * once one of the other parts is answered.
 */
export function wholeOrNone(group: Group, path: string, state: ImportState): Group {
  for (const child of group.children) {
    if (child.type === "group" || !child.required) continue;
    const others = group.children.filter((other) => other !== child);
    state.rules.push({
      id: `${group.id}-${child.id}`,
      bearer: path,
      effect: "require",
      target: joinPath(path, child.id),
      condition: {
        op: "not",
        condition: {
          op: "and",
          conditions: others.map(({ id }) => ({ op: "empty", field: joinPath(path, id) })),
        },
      },
    });
  }
  return withoutDuties(group);
}

export function gateId(groupId: string): string {
  return `${groupId.slice(0, 50)}-vorhanden`;
}

/** XDatenfelder has no marker for the presence of an optional group; this question is ours. */
export function gateOf({ label, children }: Group, id: string): Field {
  return {
    type: "field",
    id,
    label: asksForFiles(children)
      ? {
          de: `Möchten Sie Unterlagen zu „${label.de}“ beifügen?`,
          en: `Would you like to add documents on “${label.de}”?`,
        }
      : {
          de: `Möchten Sie Angaben zu „${label.de}“ machen?`,
          en: `Would you like to give details on “${label.de}”?`,
        },
    data: false,
    required: true,
    kind: "yesNo",
    options: {},
  };
}

function asksForFiles(nodes: readonly Node[]): boolean {
  return nodes.every((node) =>
    node.type === "group" ? asksForFiles(node.children) : !node.data || node.kind === "file",
  );
}
