import type { NodePath } from "./path.ts";
import type { Field, Node, Page } from "./service.ts";

/** A node with what the engine asks of it again and again. */
export interface PlacedNode<N extends Node = Node> {
  readonly path: NodePath;
  readonly node: N;
  /** Repeated groups that enclose the node, from outside in; a repeated group does not enclose itself. */
  readonly within: readonly NodePath[];
}

/** A page with its fields in reading order. */
export interface PlacedPage {
  readonly page: Page;
  readonly fields: readonly PlacedField[];
}
export interface PlacedField extends PlacedNode<Field> {
  /** Whether nothing decides over it but its page: neither on it nor on a group around it stand any terms. */
  readonly plain: boolean;
}
