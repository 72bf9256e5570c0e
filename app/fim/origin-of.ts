import type { Node } from "#app/domain/service.ts";
import type { FimPosition } from "./model.ts";

/**
 * Where a node comes from, with the multiplicity of its position and what else the form does not keep: the receiver's
 * schema is made from it. A label is no data, so it has no type.
 */
export function originOf({ element, min, max }: Pick<FimPosition, "element" | "min" | "max">) {
  const { id, version } = element;
  return {
    id,
    ...(version !== undefined && { version }),
    min,
    max,
    ...(element.type === "group" && element.isChoice && { choice: true as const }),
    ...(element.type === "field" && element.fieldKind !== "label" && { type: element.dataType }),
  } satisfies Node["fim"];
}
