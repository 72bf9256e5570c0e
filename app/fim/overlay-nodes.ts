import { joinPath } from "#app/domain/path.ts";
import {
  fieldSchema,
  type CodeList,
  type Field,
  type Group,
  type Node,
} from "#app/domain/service.ts";
import type { ServicePackage } from "./package.ts";
import { error, warning, type ImportProblem } from "./problems.ts";

type NodeOverlay = ServicePackage["nodes"][string];
type TextOverlay = Readonly<Record<string, string>>;

/** Lays overlays over nodes by their path. */
export function overlayNodes(
  nodes: readonly Node[],
  overlays: ServicePackage["nodes"],
  problems: ImportProblem[],
): Node[] {
  const walk = (siblings: readonly Node[], parent: string): Node[] =>
    withoutIdleGates(siblings, parent, overlays).map((node) => {
      const path = joinPath(parent, node.id);
      const overlay = overlayAt(overlays, path);
      const inner = node.type === "group" ? { ...node, children: walk(node.children, path) } : node;
      return overlay ? overlayNode(inner, overlay, path, problems) : inner;
    });
  return walk(nodes, "");
}

/**
 * The importer asks whether an optional group applies. Where the package knows the answer (`when`), or
 * says that it always applies (`required`), that question goes.
 */
function withoutIdleGates(
  siblings: readonly Node[],
  parent: string,
  overlays: ServicePackage["nodes"],
): Node[] {
  return siblings.flatMap((node, index): Node[] => {
    const next = siblings[index + 1];
    if (next && isGateOf(node, next) && settlesPresence(overlays, parent, next)) return [];
    const previous = siblings[index - 1];
    const isFreed = previous && isGateOf(previous, node) && settlesPresence(overlays, parent, node);
    if (!isFreed) return [node];
    const freed = { ...node };
    delete freed.when;
    if (freed.type === "group") delete freed.presence;
    return [freed];
  });
}

function isGateOf(node: Node, group: Node): boolean {
  return group.type === "group" && group.presence === node.id;
}

function settlesPresence(overlays: ServicePackage["nodes"], parent: string, group: Node): boolean {
  const overlay = overlayAt(overlays, joinPath(parent, group.id));
  return overlay?.when !== undefined || overlay?.required === true || overlay?.hide === true;
}

/** Ids come from files: `constructor` must not find what every object has. */
function overlayAt(overlays: ServicePackage["nodes"], path: string): NodeOverlay | undefined {
  return Object.hasOwn(overlays, path) ? overlays[path] : undefined;
}

function overlayNode(
  node: Node,
  overlay: NodeOverlay,
  path: string,
  problems: ImportProblem[],
): Node {
  const base = {
    ...node,
    label: { ...node.label, ...overlay.label },
    ...laid("hint", node.hint, overlay.hint, path, problems),
    ...laid("help", node.help, overlay.help, path, problems),
    ...(overlay.when && {
      when: node.when
        ? { op: "and" as const, conditions: [node.when, overlay.when] }
        : overlay.when,
    }),
  };
  return base.type === "group"
    ? overlayGroup(base, overlay, path, problems)
    : overlayField(base, overlay, path, problems);
}

function laid(
  name: "hint" | "help",
  text: Node["hint"],
  overlay: TextOverlay | undefined,
  path: string,
  problems: ImportProblem[],
): Pick<Node, "hint" | "help"> {
  if (!overlay) return {};
  const de = overlay["de"] ?? text?.de;
  if (de !== undefined) return { [name]: { ...text, ...overlay, de } };
  problems.push(error("invalidOverlay", `${path}: ${name} needs a German text`, { path }));
  return {};
}

function overlayGroup(
  group: Group,
  overlay: NodeOverlay,
  path: string,
  problems: ImportProblem[],
): Group {
  const wrong = (["preset", "prefill", "autocomplete", "kind", "options"] as const).find(
    (name) => overlay[name] !== undefined,
  );
  if (overlay.required === false) {
    const text = `${path}: the schema decides whether a group is optional`;
    problems.push(error("invalidOverlay", text, { path }));
  }
  if (wrong) problems.push(error("invalidOverlay", `${path}: a group has no ${wrong}`, { path }));
  const itemTitle = overlay.itemTitle?.filter((inner) => {
    if (hasField(group, inner.split("/"))) return true;
    problems.push(warning("unknownNode", `${path} has no field "${inner}" below it`, { path }));
    return false;
  });
  if (overlay.hide === true && !isOptional(group)) problems.push(demanded(path));
  return {
    ...group,
    ...(overlay.widget && { widget: overlay.widget }),
    ...(itemTitle && itemTitle.length > 0 && { itemTitle }),
    ...(overlay.hide === true && { when: never }),
  };
}

const never = { op: "not", condition: { op: "always" } } as const;

function isOptional({ optional, repeat }: Group): boolean {
  return optional === true || repeat?.min === 0;
}

function demanded(path: string): ImportProblem {
  return error("invalidOverlay", `${path}: the schema demands it, so it cannot be hidden`, {
    path,
  });
}

function hasField(group: Group, [id, ...rest]: readonly string[]): boolean {
  const child = group.children.find((part) => part.id === id);
  if (!child || rest.length === 0) return child?.type === "field";
  return child.type === "group" && hasField(child, rest);
}

function overlayField(
  field: Field,
  overlay: NodeOverlay,
  path: string,
  problems: ImportProblem[],
): Field {
  const wrong = (["widget", "itemTitle"] as const).find((name) => overlay[name] !== undefined);
  if (wrong) problems.push(error("invalidOverlay", `${path}: a field has no ${wrong}`, { path }));
  if (overlay.hide === true) {
    if (field.required) problems.push(demanded(path));
    const { type, id, fim, label, data } = field;
    return {
      ...{ type, id, label, data, required: false, kind: "hidden", options: {} },
      ...(fim && { fim }),
    };
  }
  const isOtherKind = overlay.kind !== undefined && overlay.kind !== field.kind;
  const checked = fieldSchema.safeParse({
    ...field,
    required: overlay.required ?? field.required,
    ...(overlay.preset !== undefined && { preset: overlay.preset }),
    ...(overlay.autocomplete !== undefined && { autocomplete: overlay.autocomplete }),
    ...(overlay.prefill && { prefill: overlay.prefill }),
    kind: overlay.kind ?? field.kind,
    options: isOtherKind ? { ...overlay.options } : { ...field.options, ...overlay.options },
  });
  if (checked.success) return checked.data;
  for (const { path: place, message } of checked.error.issues) {
    const text = `${path}: ${place.map(String).join(".")}: ${message}`;
    problems.push(error("invalidOverlay", text, { path }));
  }
  return field;
}

/** Adds labels in further languages to options; lists and codes that are unknown are told. */
export function overlayOptions(
  codeLists: Map<string, CodeList>,
  overlays: ServicePackage["options"],
  problems: ImportProblem[],
): void {
  for (const [key, texts] of Object.entries(overlays)) {
    const list = codeLists.get(key);
    if (!list) {
      problems.push(warning("unknownCodeList", `the service has no code list "${key}"`));
      continue;
    }
    for (const code of Object.keys(texts)) {
      if (list.options.some((option) => option.code === code)) continue;
      problems.push(warning("unknownOption", `code list "${key}" has no code "${code}"`));
    }
    codeLists.set(key, {
      ...list,
      options: list.options.map((option) => ({
        ...option,
        label: { ...option.label, ...texts[option.code] },
      })),
    });
  }
}
