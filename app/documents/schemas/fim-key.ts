import type { Node, ServiceDefinition } from "../../domain/service.ts";

/** The namespace that FIM's own conversion to XFall gives to the data of a schema. */
export const fimNamespace = "urn:fim-de:xfall:datenschema:xdf3";

/** How elements are called: by id and version, or by the id alone. Each receiver wants one of them. */
export const keyStyles = ["versioned", "bare"] as const;
export type KeyStyle = (typeof keyStyles)[number];

/**
 * What an element is called at the receiver: FIM id and version, e.g. `F99000000001V1.0.0`; the local id where it does
 * not come from FIM. Always a name in the sense of XML, whatever the source has for an id.
 */
export function fimKey(
  { id, fim }: Pick<Node | ServiceDefinition, "id" | "fim">,
  style: KeyStyle = "versioned",
): string {
  if (!fim) return id;
  const version = style === "bare" || fim.version === undefined ? "" : `V${fim.version}`;
  const name = `${fim.id}${version}`.replace(/[^A-Za-z0-9._-]/g, "-");
  return /^[A-Za-z_]/.test(name) ? name : `_${name}`;
}
