import type { Address } from "../fields/kinds.ts";
import type { Journey } from "../journey.ts";
import type { Offering } from "../offering.ts";
import type { NodePath } from "../path.ts";
import type { Node } from "../service.ts";

/** The place that decides which municipality is responsible, as the citizen told it. */
export interface AnsweredPlace {
  /** Five digits. */
  readonly postalCode: string;
  readonly city: string | undefined;
  /** Street with house number, where it was asked for. */
  readonly street?: string | undefined;
}

/** The place in the answers that count; undefined where none is told, or none in Germany. */
export function placeAnswered({ offering, values }: Journey): AnsweredPlace | undefined {
  const { responsibleAt } = offering.service;
  const node = responsibleAt === undefined ? undefined : offering.nodes.get(responsibleAt)?.node;
  if (responsibleAt === undefined || !node) return undefined;
  if (node.type === "field") {
    const address = values[responsibleAt] as Address | undefined;
    if ((address?.country ?? "DE") !== "DE") return undefined;
    const street = [address?.street, address?.houseNumber].filter(Boolean).join(" ");
    return placeOf(address?.postalCode, address?.city, street);
  }
  const answer = (token: string) => {
    const path = placeFieldOf(node, responsibleAt, token);
    return path === undefined ? undefined : values[path];
  };
  const street = answer("street-address") ?? answer("address-line1");
  return placeOf(answer("postal-code"), answer("address-level2"), street);
}

/** Whether a field belongs to the address that decides. */
export function isOfPlace({ service }: Offering, path: NodePath): boolean {
  const { responsibleAt } = service;
  return (
    responsibleAt !== undefined && (path === responsibleAt || path.startsWith(`${responsibleAt}/`))
  );
}

/** Whether a node tells a place: an address in one field, or a group that asks for a postal code. */
export function tellsPlace(node: Node): boolean {
  return node.type === "field"
    ? node.kind === "address"
    : placeFieldOf(node, "", "postal-code") !== undefined;
}

function placeFieldOf(node: Node, path: NodePath, token: string): NodePath | undefined {
  if (node.type === "field") return node.autocomplete === token ? path : undefined;
  if (node.repeat) return undefined;
  for (const child of node.children) {
    const found = placeFieldOf(child, `${path}/${child.id}`, token);
    if (found !== undefined) return found;
  }
  return undefined;
}

function placeOf(postalCode: unknown, city: unknown, street: unknown): AnsweredPlace | undefined {
  if (typeof postalCode !== "string" || !/^\d{5}$/.test(postalCode)) return undefined;
  return {
    postalCode,
    city: typeof city === "string" ? city : undefined,
    ...(typeof street === "string" && street !== "" && { street }),
  };
}
