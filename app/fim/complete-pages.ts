import { joinPath } from "#app/domain/path.ts";
import type { Node, Page } from "#app/domain/service.ts";
import { buildPages } from "./build-pages.ts";
import { warning, type ImportProblem } from "./problems.ts";

/**
 * Pages that a package gives may be older than the schema: what stands on none of them comes onto pages of its own at
 * the end, as the import would cut them, and is told.
 */
export function completePages(
  pages: readonly Page[],
  nodes: readonly Node[],
  problems: ImportProblem[],
): Page[] {
  const covered = new Set(pages.flatMap((page) => (page.kind === "items" ? [] : page.nodes)));
  const listed = new Set(pages.flatMap((page) => (page.kind === "items" ? [page.group] : [])));
  const missing = missingIn(nodes, "", covered);
  const ids = new Set(pages.map(({ id }) => id));
  const added = buildPages(nodes).flatMap((page): Page[] => {
    if (page.kind === "items") return listed.has(page.group) ? [] : [page];
    const own = [...missing].filter((path) =>
      page.nodes.some((one) => path === one || path.startsWith(`${one}/`)),
    );
    return own.length === 0 ? [] : [{ ...page, nodes: own }];
  });
  return [
    ...pages,
    ...added.map((page) => {
      let id = page.id;
      for (let number = 2; ids.has(id); number += 1)
        id = `${page.id.slice(0, 56)}-${String(number)}`;
      ids.add(id);
      const what = page.kind === "items" ? page.group : page.nodes.join(", ");
      problems.push(warning("pageAdded", `page "${id}" was added for ${what}`));
      return { ...page, id };
    }),
  ];
}

/** Fields that stand on no page. Texts may: they are no questions. */
function missingIn(
  nodes: readonly Node[],
  parent: string,
  covered: ReadonlySet<string>,
): readonly string[] {
  return nodes.flatMap((node): readonly string[] => {
    const path = joinPath(parent, node.id);
    if (covered.has(path)) return [];
    if (node.type === "group") return missingIn(node.children, path, covered);
    return node.kind === "staticText" ? [] : [path];
  });
}
