import { compileOffering } from "./offering.ts";
import { joinPath, type NodePath } from "./path.ts";
import type { Condition } from "./condition.ts";
import type { Node, Page, ServiceDefinition } from "./service.ts";

/** What a page asks, complete: how the form was cut, for people who judge or change it. */
export interface PageOutline {
  readonly id: string;
  readonly kind: Page["kind"];
  readonly title: Page["title"];
  readonly intro?: Page["intro"];
  readonly when?: Condition;
  readonly within: readonly NodePath[];
  /** Of a list of items: the repeated group. */
  readonly group?: NodePath;
  readonly nodes: readonly NodeOutline[];
}

/** A question, a text or a group. `level`: 0 for what stands on the page itself. */
export interface NodeOutline {
  readonly path: NodePath;
  readonly level: number;
  readonly kind: string;
  readonly label: Node["label"];
  readonly hint?: Node["hint"];
  readonly help?: Node["help"];
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly repeat?: Node["repeat"];
  readonly widget?: string;
  readonly itemTitle?: readonly string[];
  readonly autocomplete?: string;
  readonly when?: Condition;
  readonly fim?: Node["fim"];
  readonly data: boolean;
  readonly list?: { readonly key: string; readonly options: number };
}

/** The pages of a service in their order with everything on them; linear in its size. */
export function outlinePages(service: ServiceDefinition): PageOutline[] {
  const offering = compileOffering(service);
  return service.pages.map((page) => {
    const { id, kind, title, intro, when, within } = page;
    return {
      id,
      kind,
      title,
      ...(intro && { intro }),
      ...(when && { when }),
      within,
      ...(page.kind === "items" && { group: page.group }),
      nodes:
        page.kind === "items"
          ? []
          : page.nodes.flatMap((path) => {
              const placed = offering.nodes.get(path);
              return placed ? outlineNode(placed.node, path, 0, service) : [];
            }),
    };
  });
}

function outlineNode(
  node: Node,
  path: NodePath,
  level: number,
  service: ServiceDefinition,
): NodeOutline[] {
  const { label, hint, help, when, fim, data, repeat } = node;
  const base = {
    path,
    level,
    label,
    ...(hint && { hint }),
    ...(help && { help }),
    ...(when && { when }),
    ...(fim && { fim }),
    ...(repeat && { repeat }),
    data,
  };
  if (node.type === "group") {
    const { widget, optional, itemTitle } = node;
    const own: NodeOutline = {
      ...base,
      kind: "group",
      ...(widget && { widget }),
      ...(optional && { optional }),
      ...(itemTitle && { itemTitle }),
    };
    const inner = node.children.flatMap((child) =>
      outlineNode(child, joinPath(path, child.id), level + 1, service),
    );
    return [own, ...inner];
  }
  const { kind, required, autocomplete } = node;
  const key =
    node.kind === "choice" || node.kind === "multipleChoice" ? node.options.list : undefined;
  return [
    {
      ...base,
      kind,
      required,
      ...(autocomplete !== undefined && { autocomplete }),
      ...(key !== undefined && {
        list: { key, options: service.codeLists[key]?.options.length ?? 0 },
      }),
    },
  ];
}
