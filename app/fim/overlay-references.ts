import type { Condition } from "#app/domain/condition.ts";
import { nodesByPath } from "#app/domain/nodes-by-path.ts";
import type { Field, ServiceDefinition } from "#app/domain/service.ts";
import { error, type ImportProblem } from "./problems.ts";

/** Every node, list and code that pages and conditions name, and that does not exist. */
export function checkReferences(service: ServiceDefinition): ImportProblem[] {
  const nodes = nodesByPath(service.nodes);
  const problems: ImportProblem[] = [];
  const needNode = (path: string, from: string): void => {
    if (nodes.has(path)) return;
    problems.push(error("unknownNode", `${from} names the unknown node "${path}"`, { path }));
  };
  const needCode = (field: Field, value: unknown, from: string): void => {
    if (field.kind !== "choice" && field.kind !== "multipleChoice") return;
    const key = field.options.list;
    const list = service.codeLists[key];
    if (!list || list.options.some(({ code }) => code === value)) return;
    const text = `${from} compares with "${String(value)}", which code list "${key}" does not have`;
    problems.push(error("unknownOption", text));
  };
  const checkCondition = (condition: Condition, from: string): void => {
    switch (condition.op) {
      case "always":
      case "state":
        return;
      case "calendarDay":
        for (const path of [condition.day, condition.month, condition.year]) needNode(path, from);
        return;
      case "not":
        checkCondition(condition.condition, from);
        return;
      case "and":
      case "or":
      case "xor":
        for (const part of condition.conditions) checkCondition(part, from);
        return;
      default: {
        needNode(condition.field, from);
        const field = nodes.get(condition.field);
        if (field?.type !== "field") return;
        if (condition.op === "equals") needCode(field, condition.value, from);
        if (condition.op === "in") {
          for (const value of condition.values) needCode(field, value, from);
        }
      }
    }
  };
  for (const [path, node] of nodes) {
    if (node.when) checkCondition(node.when, `node ${path}`);
    if (node.type !== "field" || (node.kind !== "choice" && node.kind !== "multipleChoice"))
      continue;
    if (Object.hasOwn(service.codeLists, node.options.list)) continue;
    const text = `${path} names the unknown code list "${node.options.list}"`;
    problems.push(error("unknownCodeList", text, { path }));
  }
  for (const page of service.pages) {
    const from = `page ${page.id}`;
    if (page.when) checkCondition(page.when, from);
    for (const path of page.within) needNode(path, from);
    if (page.kind === "items") needNode(page.group, from);
    else for (const path of page.nodes) needNode(path, from);
  }
  return problems;
}
