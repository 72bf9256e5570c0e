import { matchRoutes } from "@remix-run/react";

/** What matching wants to know of a route. */
export type RouteObject = Parameters<typeof matchRoutes>[0][number];

/** Shapes of addresses of which it is remembered who answers them; a portal has a hundred or so, whoever makes others up has any number. */
const remembered = 2000;

/**
 * Finds the innermost route of a path as Remix does (`matchRoutes`), or undefined. Remix tries it against every route there is. But which
 * one it is depends only on which of its parts are words of the site map: all towns have the same answer, and it is found once.
 */
export function createRouteMatcher(tree: RouteObject[]): (path: string) => string | undefined {
  const words = wordsOf(tree);
  const byShape = new Map<string, string | undefined>();
  const match = (path: string) => matchRoutes(tree, path)?.at(-1)?.route.id;
  return (path) => {
    const shape = shapeOf(path, words);
    if (shape === undefined) return match(path);
    if (byShape.has(shape)) return byShape.get(shape);
    const found = match(path);
    if (byShape.size >= remembered) byShape.clear();
    byShape.set(shape, found);
    return found;
  };
}

/** Parts of addresses that stand there literally. */
function wordsOf(tree: readonly RouteObject[]): ReadonlySet<string> {
  const words = tree.flatMap(({ path = "", children = [] }) => [
    ...path.split("/").map((part) => part.toLowerCase()),
    ...wordsOf(children),
  ]);
  return new Set(words);
}

/** The path with a colon for whatever is no word of the site map; undefined where something is encoded or empty, which is left to Remix. */
function shapeOf(path: string, words: ReadonlySet<string>): string | undefined {
  if (!/^(?:\/[\w.~-]+)+$/.test(path)) return undefined;
  return path
    .split("/")
    .map((part) => (words.has(part.toLowerCase()) ? part.toLowerCase() : ":"))
    .join("/");
}
