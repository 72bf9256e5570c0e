import type { DataValue } from "../../domain/submission.ts";
import type { GroupElement, ReceiverElement } from "./receiver-shape.ts";

export type Data = Readonly<Record<string, DataValue>>;

/**
 * The data of a submission as FIM's structure wants it: groups that must be there although nothing in them was answered
 * stand empty, and what is a list there is one. Nothing else is added, and nothing goes.
 */
export function completeData(children: readonly ReceiverElement[], data: Data): Data {
  const complete: Record<string, DataValue> = { ...data };
  for (const child of children) {
    const { id } = child.node;
    const value = child.type === "group" ? completeGroup(child, data[id]) : listed(child, data[id]);
    if (value !== undefined) complete[id] = value;
  }
  return complete;
}

function completeGroup(group: GroupElement, value: DataValue | undefined): DataValue | undefined {
  const stands = group.required && group.canBeEmpty;
  if (value === undefined && !stands) return undefined;
  const items = value === undefined ? [] : Array.isArray(value) ? (value as DataValue[]) : [value];
  const min = group.list ? group.list.min : 1;
  const missing = group.canBeEmpty ? Math.max(0, min - items.length) : 0;
  const empty: DataValue[] = Array.from({ length: missing }, () => ({}));
  const complete = [...items, ...empty].map((item) =>
    isRecord(item) ? completeData(insideOf(group, item), item) : item,
  );
  return group.list ? complete : complete[0];
}

/** Of a choice group only what was chosen. */
function insideOf({ children, isChoice }: GroupElement, item: Data): readonly ReceiverElement[] {
  return isChoice ? children.filter(({ node }) => item[node.id] !== undefined) : children;
}

function listed({ list }: ReceiverElement, value: DataValue | undefined): DataValue | undefined {
  return list && value !== undefined && !Array.isArray(value) ? [value] : value;
}

/** Also of what others have written, where null may stand. */
export function isRecord(value: DataValue | null): value is Data {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
