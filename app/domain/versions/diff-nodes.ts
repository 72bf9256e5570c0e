import type { Offering } from "../offering.ts";
import type { NodePath } from "../path.ts";
import type { Node } from "../service.ts";
import { changeOf, isSame, type Change, type Touched } from "./change.ts";
import { boundsTouch } from "./diff-bounds.ts";
import { matchNodes } from "./match-nodes.ts";

/** What changed on questions and groups. */
export function diffNodes(before: Offering, after: Offering): readonly Change[] {
  const { paths, added, removed } = matchNodes(before, after);
  return [
    ...removed.flatMap((path) => gone(before, path)),
    ...added.flatMap((path) => come(after, path)),
    ...[...paths].flatMap(([from, to]) => {
      const old = before.nodes.get(from)?.node;
      const now = after.nodes.get(to)?.node;
      return old && now ? diffNode(old, now, from, to) : [];
    }),
  ];
}

function gone({ nodes }: Offering, path: NodePath): Change[] {
  const node = nodes.get(path)?.node;
  if (!node) return [];
  return [
    changeOf("removed", placeOf(path, node), { before: nameOf(node) }, touchedBy(node, true)),
  ];
}

function come({ nodes }: Offering, path: NodePath): Change[] {
  const node = nodes.get(path)?.node;
  if (!node) return [];
  const needed = node.type === "field" ? node.required : (node.repeat?.min ?? 0) > 0;
  return [changeOf("added", placeOf(path, node), { after: nameOf(node) }, touchedBy(node, needed))];
}

function touchedBy(node: Node, drafts: boolean): readonly Touched[] {
  return [...(drafts ? ["drafts" as const] : []), ...(node.data ? ["receivers" as const] : [])];
}

function diffNode(old: Node, now: Node, from: NodePath, to: NodePath): Change[] {
  const place = placeOf(to, now);
  const changes: Change[] = [];
  const note = (kind: Change["kind"], a: unknown, b: unknown, touches: readonly Touched[]) => {
    changes.push(changeOf(kind, place, { before: a, after: b }, touches));
  };
  if (from !== to) note("moved", from, to, ["receivers"]);
  if (old.data !== now.data) note("data", old.data, now.data, ["receivers"]);
  if (!isSame(old.when, now.when)) note("condition", old.when, now.when, ["drafts", "receivers"]);
  const repeat = boundsTouch(old.repeat ?? { min: 1, max: 1 }, now.repeat ?? { min: 1, max: 1 });
  if (repeat) note("repeat", old.repeat, now.repeat, repeat);
  if (old.type === "field" && now.type === "field") {
    if (old.required !== now.required)
      note("required", old.required, now.required, [now.required ? "drafts" : "receivers"]);
    if (old.kind !== now.kind) note("kind", old.kind, now.kind, ["drafts", "receivers"]);
    else {
      const bounds = boundsTouch({ ...old.options }, { ...now.options });
      if (bounds) note("bounds", old.options, now.options, bounds);
    }
  }
  if (!isSame(textsOf(old), textsOf(now))) note("text", old.label.de, now.label.de, []);
  return changes;
}

function textsOf({ label, hint, help, ...node }: Node): unknown {
  const options = node.type === "field" ? (node.options as Record<string, unknown>) : {};
  return { label, hint, help, content: options["content"], statement: options["statement"] };
}

function placeOf(path: NodePath, { label }: Node): { path: NodePath; label: string } {
  return { path, label: label.de };
}

function nameOf(node: Node): string {
  return node.type === "field" ? node.kind : "group";
}
