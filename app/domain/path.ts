/**
 * A place in a service's structure: local ids from the top, joined by "/", e.g. `G99000000012/F99000000034`.
 * Building blocks recur within one schema, so the path and never the id is the identity of a node.
 */
export type NodePath = string;

/**
 * A place in one citizen's answers: a node path in which each repeated group names its item,
 * e.g. `G99000000012:k3f9/F99000000034`. It is also the `name` of the form control.
 */
export type InstancePath = string;

/** The stable id of one item of a repeated group: it survives add, remove, reorder and resume. */
export type ItemId = string;

/** Joins a path and a local id. */
export function joinPath(parent: string, id: string): string {
  return parent === "" ? id : `${parent}/${id}`;
}

/** The path one level up; "" at the top. */
export function parentPath(path: string): string {
  const cut = path.lastIndexOf("/");
  return cut === -1 ? "" : path.slice(0, cut);
}
