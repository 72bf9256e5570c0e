import { joinPath, parentPath } from "#app/domain/path.ts";
import type { Node, Page } from "#app/domain/service.ts";
import type { ServicePackage } from "./package.ts";
import { error, warning, type ImportProblem } from "./problems.ts";

type PageChange = ServicePackage["pageChanges"][string];

/**
 * Changes pages by their id: texts, conditions, order, and which questions stand on them. A page that is left without
 * questions goes; an id that no page has, with a title and questions, makes a new page.
 */
export function changePages(
  pages: readonly Page[],
  changes: ServicePackage["pageChanges"],
  nodes: readonly Node[],
  problems: ImportProblem[],
): Page[] {
  let current = [...pages];
  for (const [id, change] of Object.entries(changes)) {
    const page = current.find((one) => one.id === id);
    if (page) current = current.map((one) => (one === page ? withTexts(one, change) : one));
    else if (change.title?.["de"] !== undefined && (change.nodes ?? []).length > 0)
      current = withNewPage(current, id, { ...change.title, de: change.title["de"] }, change);
    else {
      problems.push(warning("unknownPage", `there is no page "${id}"`));
      continue;
    }
    if (change.nodes) current = moveNodes(current, id, change.nodes, nodes, problems);
    current = movePage(current, id, change, problems);
  }
  return current.filter((page) => page.kind === "items" || page.nodes.length > 0);
}

function withTexts(page: Page, { title, intro, when }: PageChange): Page {
  const introDe = intro?.["de"] ?? page.intro?.de;
  return {
    ...page,
    title: { ...page.title, ...title },
    ...(intro && introDe !== undefined && { intro: { ...page.intro, ...intro, de: introDe } }),
    ...(when && { when }),
  };
}

/** A new page stands in front of the page that its first question comes from, until it is moved. */
function withNewPage(
  pages: readonly Page[],
  id: string,
  title: Page["title"],
  change: PageChange,
): Page[] {
  const [first = ""] = change.nodes ?? [];
  const at = pages.findIndex(
    (page) =>
      page.kind === "questions" &&
      page.nodes.some((path) => covers(path, first) || covers(first, path)),
  );
  const within = pages[at]?.within ?? [];
  const made: Page = withTexts(
    { kind: "questions", id, title, within: [...within], nodes: [] },
    change,
  );
  return pages.toSpliced(Math.max(0, at), 0, made);
}

/** Takes questions from where they are and puts them on a page, in front of what stands there. */
function moveNodes(
  pages: readonly Page[],
  id: string,
  paths: readonly string[],
  nodes: readonly Node[],
  problems: ImportProblem[],
): Page[] {
  if (pages.some((page) => page.id === id && page.kind === "items")) {
    problems.push(error("invalidOverlay", `page "${id}" lists items and has no questions`));
    return [...pages];
  }
  return pages.map((page) => {
    if (page.kind === "items") return page;
    const left = page.nodes.flatMap((path) => without(path, paths, nodes));
    return { ...page, nodes: page.id === id ? [...paths, ...left] : left };
  });
}

/** What is left of a node once others are taken out of it: itself, some of its children, or nothing. */
function without(path: string, taken: readonly string[], nodes: readonly Node[]): string[] {
  if (taken.some((one) => covers(one, path))) return [];
  if (!taken.some((one) => covers(path, one))) return [path];
  const node = nodeAt(nodes, path);
  if (node?.type !== "group") return [path];
  return node.children.flatMap((child) => without(joinPath(path, child.id), taken, nodes));
}

function covers(path: string, other: string): boolean {
  return path === other || other.startsWith(`${path}/`);
}

function nodeAt(nodes: readonly Node[], path: string): Node | undefined {
  const parent = parentPath(path);
  const around = parent === "" ? undefined : nodeAt(nodes, parent);
  const siblings = parent === "" ? nodes : around?.type === "group" ? around.children : [];
  return siblings.find(({ id }) => joinPath(parent, id) === path);
}

function movePage(
  pages: readonly Page[],
  id: string,
  { before, after }: PageChange,
  problems: ImportProblem[],
): Page[] {
  const target = before ?? after;
  const page = pages.find((one) => one.id === id);
  if (target === undefined || !page) return [...pages];
  const rest = pages.filter((one) => one !== page);
  const at = rest.findIndex((one) => one.id === target);
  if (at < 0) {
    problems.push(warning("unknownPage", `there is no page "${target}" to put "${id}" beside`));
    return [...pages];
  }
  return rest.toSpliced(before === undefined ? at + 1 : at, 0, page);
}
