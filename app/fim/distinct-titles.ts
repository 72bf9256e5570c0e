import { nodesByPath } from "#app/domain/nodes-by-path.ts";
import { parentPath } from "#app/domain/path.ts";
import type { Node, Page } from "#app/domain/service.ts";
import { joined } from "./page-titles.ts";

/**
 * Building blocks recur: where pages have the same title, the nearest groups around them that differ stand in front of
 * it, e.g. "Gesetzliche Vertretung: Anschrift".
 */
export function distinctTitles(pages: readonly Page[], nodes: readonly Node[]): Page[] {
  const labels = labelsByPath(nodes);
  const alike = Map.groupBy(pages, ({ kind, title }) => `${kind} ${title.de}`);
  return pages.map((page) => {
    const others = (alike.get(`${page.kind} ${page.title.de}`) ?? []).filter((one) => one !== page);
    if (others.length === 0) return page;
    const theirs = others.map((other) => new Set(around(other, labels).map(({ de }) => de)));
    const own = around(page, labels).filter(({ de }) => de !== page.title.de);
    const telling = own.find(({ de }) => theirs.every((labels) => !labels.has(de)));
    // The name of the item stands in the title already.
    const isTold = page.within.some((path) => labels.get(path) === telling);
    return telling && !isTold ? { ...page, title: joined(telling, page.title, ": ") } : page;
  });
}

/** Labels of the groups around what a page asks, the nearest first. */
function around(page: Page, labels: ReadonlyMap<string, Node["label"]>): readonly Node["label"][] {
  const [first = ""] = page.kind === "items" ? [page.group] : page.nodes;
  const found: Node["label"][] = [];
  for (let path = parentPath(first); path !== ""; path = parentPath(path)) {
    const label = labels.get(path);
    if (label) found.push(label);
  }
  return found;
}

function labelsByPath(nodes: readonly Node[]): ReadonlyMap<string, Node["label"]> {
  return new Map(
    [...nodesByPath(nodes)]
      .filter(([, { type }]) => type === "group")
      .map(([path, { label }]) => [path, label]),
  );
}
