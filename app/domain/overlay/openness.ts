import { joinPath, type NodePath } from "../path.ts";
import type { Node, ServiceDefinition } from "../service.ts";
import type { Text } from "../text.ts";
import { isAmong, usuallyAdjustable } from "./adjustable.ts";
import { aboutParts, nameOfPlace, nodeParts, type Place } from "./place.ts";
import { steeringNodes } from "./steering.ts";
import { nodeAt } from "./node-at.ts";
import { valueAt } from "./values.ts";

/** Why a municipality may not set a place. */
export type Obstacle =
  /** The service says so, with its own reason. */
  | { readonly code: "fixed"; readonly why: Text }
  /** The service does not open it. */
  | { readonly code: "notOpen" }
  /** There is no such place. */
  | { readonly code: "unknown" }
  /** The data schema demands it of every municipality. */
  | { readonly code: "demanded" }
  /** Something else of the service hangs on it. */
  | { readonly code: "steers" }
  /** It is not asked anyway. */
  | { readonly code: "unasked" };

/** What is the same for all places of a service; made once for many of them. */
export interface OpennessContext {
  readonly service: ServiceDefinition;
  readonly steering: ReadonlySet<NodePath>;
}

export function opennessOf(service: ServiceDefinition): OpennessContext {
  return { service, steering: steeringNodes(service) };
}

/** What stands against setting a place; undefined where it is open. */
export function obstacleAt(context: OpennessContext, place: Place): Obstacle | undefined {
  const { service } = context;
  if (valueAt(service, place) === undefined) return { code: "unknown" };
  const name = nameOfPlace(place);
  const { places, fixed } = service.adjustable ?? usuallyAdjustable;
  const exception = fixed.find((one) => isAmong(one.places, name));
  if (exception) return { code: "fixed", why: exception.why };
  if (!places.some((pattern) => isAmong(pattern, name))) return { code: "notOpen" };
  // Who has to prove who they are is decided once for all, unless the service leaves just that to the town.
  if (name === "about:assurance" && !places.includes(name)) return { code: "notOpen" };
  if (place.kind === "about" && place.part === "retentionDays" && !service.description.privacy)
    return { code: "unknown" };
  return place.kind === "node" ? obstacleOfNode(context, place) : undefined;
}

function obstacleOfNode(
  { service, steering }: OpennessContext,
  { path, part }: Extract<Place, { kind: "node" }>,
): Obstacle | undefined {
  const node = nodeAt(service.nodes, path);
  if (!node) return { code: "unknown" };
  if (part === "required" && node.type === "field") {
    if (["staticText", "hidden", "locked"].includes(node.kind) || node.calculated)
      return { code: "unasked" };
    return node.required && isDemanded(node) ? { code: "demanded" } : undefined;
  }
  if (part !== "omitted") return undefined;
  if (isDemanded(node)) return { code: "demanded" };
  return steering.has(path) ? { code: "steers" } : undefined;
}

/**
 * Whether every receiver counts on an answer: by the multiplicity in FIM; a node of the portal's own is demanded where it is
 * mandatory.
 */
function isDemanded(node: Node): boolean {
  const min = node.fim?.min;
  if (min !== undefined) return min > 0;
  if (node.type === "field") return node.required;
  return node.optional !== true && node.repeat?.min !== 0 && node.children.some(isDemanded);
}

/** Every place of a service at which something may stand, in reading order; questions of one's own are not among them. */
export function placesOf(service: ServiceDefinition): readonly Place[] {
  const nodes: Place[] = [];
  const visit = (children: readonly Node[], parent: NodePath): void => {
    for (const node of children) {
      const path = joinPath(parent, node.id);
      for (const part of nodeParts) {
        if (part !== "required" || node.type === "field") nodes.push({ kind: "node", path, part });
      }
      if (node.type === "group") visit(node.children, path);
    }
  };
  visit(service.nodes, "");
  return [
    ...aboutParts.map((part) => ({ kind: "about", part }) as const),
    ...Object.keys(service.fees?.table ?? {}).map((entry) => ({ kind: "fee", entry }) as const),
    ...service.pages.flatMap(({ id }) => [
      { kind: "page", id, part: "title" } as const,
      { kind: "page", id, part: "intro" } as const,
    ]),
    ...nodes,
    ...Object.keys(service.codeLists).map((key) => ({ kind: "list", key }) as const),
  ];
}
