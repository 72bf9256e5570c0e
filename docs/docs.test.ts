import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { commands } from "../bin/commands.ts";
import { serverFlags } from "../scripts/server-flags.mjs";
import packageJson from "../package.json" with { type: "json" };

/** Folders that only running the product makes: a fresh clone has none of them. */
const madeHere = readFileSync(".gitignore", "utf8").split("\n");

const pages = globSync("{README.md,{app,bench,bin,db,docs,e2e,locales,scripts}/**/*.md}");

describe.each(pages)("%s", (page) => {
  const text = readFileSync(page, "utf8");
  const folder = path.dirname(page);

  it("links to what is there", () => {
    const links = [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, link = ""]) => link);
    const gone = links
      .filter((link) => !/^[a-z]+:/.test(link))
      .filter((link) => !existsSync(path.join(folder, link)));
    expect(gone).toEqual([]);
  });

  it("names files and folders that are there", () => {
    const gone = pathsIn(text, folder)
      .filter((name) => !existsSync(name) && !existsSync(path.join(folder, name)))
      .filter((name) => !madeHere.includes(name));
    expect(gone).toEqual([]);
  });

  it("names commands that are there", () => {
    const scripts = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name = ""]) => name);
    expect(Object.keys(packageJson.scripts)).toEqual(expect.arrayContaining(scripts));
    const named = [...text.matchAll(/npx einmal ([a-z]+)(?: ([a-z]+))?/g)];
    const known = commands.map(({ name }) => name);
    const gone = named.filter(
      ([, first = "", second = ""]) =>
        !known.includes(first) && !known.includes(`${first} ${second}`),
    );
    expect(gone.map(([command]) => command)).toEqual([]);
  });
});

it("runs the portal as npm start does where it tells how", () => {
  const text = readFileSync("docs/operating.md", "utf8");
  const [, command = ""] = /^ExecStart=(.*)$/m.exec(text) ?? [];
  const [, ...rest] = command.split(" ");
  expect(rest).toEqual([...serverFlags, "server.ts"]);
});

it("finds something to look for", () => {
  expect(pages).toEqual(expect.arrayContaining(["README.md", "docs/architecture.md"]));
  expect(pathsIn("`app/gone/`, `gone.ts`, `files/`, `/eingang`, `db/*`", ".")).toEqual([
    "app/gone/",
    "gone.ts",
  ]);
});

/** What stands in backticks and means a place in this project: below one of its folders, or a file of code. */
function pathsIn(text: string, folder: string): string[] {
  const words = [...text.matchAll(/`([^`\n]+)`/g)].map(([, word = ""]) => word);
  return words.filter((word) => {
    if (!/^[a-z][\w.-]*(\/[\w.-]*)*$/i.test(word)) return false;
    const [first = "", ...rest] = word.split("/");
    const below = existsSync(first) || existsSync(path.join(folder, first));
    return (rest.length > 0 && below) || /\.(tsx?|m?js|s?css|sql)$/.test(word);
  });
}
