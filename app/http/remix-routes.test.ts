import { matchRoutes } from "@remix-run/react";
import fc from "fast-check";
import { expect, it } from "vitest";
import { siteMap } from "../../remix.config.js";
import { createRouteMatcher, type RouteObject } from "./remix-routes.server.ts";

/** The site map below its root, as Remix builds it. */
const tree: RouteObject[] = [
  {
    id: "root",
    path: "",
    children: siteMap.map(({ path }) => ({
      id: path,
      ...(path === "/" ? { index: true as const } : { path: path.slice(1) }),
    })),
  },
];
const match = createRouteMatcher(tree);
const asRemix = (path: string) => matchRoutes(tree, path)?.at(-1)?.route.id;

const words = [...new Set(siteMap.flatMap(({ path }) => path.split("/")))].filter(
  (word) => word !== "" && !/[:*]/.test(word),
);
const part = fc.oneof(
  fc.constantFrom(...words),
  fc.constantFrom(...words.map((word) => word.toUpperCase())),
  fc.stringMatching(/^[a-z\d.-]{1,8}$/),
  fc.constantFrom("", "%2F", "%0A", "a%20b", "%C3%BC", "ü", "*", ":municipality"),
);

it.each(siteMap.map(({ path }) => path))("%s is found for whatever stands in its parts", (path) => {
  for (const town of ["musterstadt", "Ort-17", "ort-18", "musterstadt"]) {
    const address = path.replaceAll(/:\w+\??/g, town).replace("*", "a/b/c/d/e/f");
    expect(match(address)).toBe(asRemix(address));
  }
});

it("finds what Remix finds, also when asked for another address of the same shape before", () => {
  fc.assert(
    fc.property(fc.array(part, { maxLength: 7 }), fc.boolean(), (parts, slash) => {
      const path = `/${parts.join("/")}${slash ? "/" : ""}`;
      expect(match(path)).toBe(asRemix(path));
    }),
    { numRuns: 3000 },
  );
});

it("is asked for any number of shapes", () => {
  // More than are remembered.
  const shapes = words.flatMap((first) => words.map((second) => `/${first}/${second}`));
  const paths = shapes.slice(0, 2100);
  for (const path of paths) expect(match(path)).toBe(asRemix(path));
});
