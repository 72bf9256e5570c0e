import type { Node, ServiceDefinition } from "./service.ts";
import type { DataValue } from "./submission.ts";

type Data = Readonly<Record<string, DataValue>>;

/**
 * The e-mail address that applicants have given for themselves: the first answer to a question of which browsers are told that it
 * is for one's own address. Those of items, e.g. of other persons, are none. Undefined where there is none.
 */
export function applicantEmail(
  { nodes }: Pick<ServiceDefinition, "nodes">,
  data: Data,
): string | undefined {
  return firstOf(nodes, data);
}

function firstOf(nodes: readonly Node[], data: Data): string | undefined {
  for (const node of nodes) {
    const value = data[node.id];
    const found =
      node.type === "field"
        ? node.kind === "email" && node.autocomplete === "email" && value
        : !node.repeat && isGroup(value) && firstOf(node.children, value);
    if (typeof found === "string" && found !== "") return found;
  }
  return undefined;
}

function isGroup(value: DataValue | undefined): value is Data {
  return typeof value === "object" && !Array.isArray(value);
}
