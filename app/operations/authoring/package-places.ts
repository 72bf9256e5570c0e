import { nodesByPath } from "../../domain/nodes-by-path.ts";
import type { NodePath } from "../../domain/path.ts";
import type { Node, Page } from "../../domain/service.ts";
import type { Text } from "../../domain/text.ts";
import type { Workpiece } from "./load-workpiece.server.ts";
import {
  hideCodec,
  jsonCodec,
  kindsFor,
  laidText,
  lineCodec,
  linesCodec,
  minutesCodec,
  oneOf,
  ownText,
  ownTexts,
  requiredCodec,
  type SayingCodec,
} from "./package-codecs.ts";
import type { PackagePlace } from "./places.ts";

/** A part of the form: facts, what one page asks, or the rest. */
export interface PackageSection {
  /** Part of the address: `angaben`, `seite-<id>`, `weiteres`. */
  readonly id: string;
  /** Of a page. */
  readonly title?: Text;
}

/** A place that has a control. */
export interface FormPlace {
  readonly place: PackagePlace;
  readonly word: string;
  readonly codec: SayingCodec;
  /** What the schema says there; null: nothing. */
  readonly given: unknown;
  readonly path?: NodePath;
}

export type FormOf = Pick<Workpiece, "package" | "built">;

export function packageSections({ built }: FormOf): readonly PackageSection[] {
  return [
    { id: "angaben" },
    ...built.service.pages.map(({ id, title }) => ({ id: `seite-${id}`, title })),
    { id: "weiteres" },
  ];
}

/** The places of a section, in reading order; undefined where there is no such section. */
export function placesOf(workpiece: FormOf, section: string): readonly FormPlace[] | undefined {
  const { languages } = workpiece.package;
  if (section === "angaben") return aboutPlaces(languages);
  if (section === "weiteres") return memberPlaces;
  const { pages } = workpiece.built.service;
  const page = pages.find(({ id }) => `seite-${id}` === section);
  if (!page) return undefined;
  return [
    ...pagePlaces(page, workpiece, languages),
    ...nodesOn(page, workpiece).flatMap(([path, node]) =>
      nodePlaces(path, node, workpiece, languages),
    ),
  ];
}

function aboutPlaces(languages: readonly string[]): readonly FormPlace[] {
  const text = ownText(languages);
  const texts = ownTexts(languages);
  const parts: readonly (readonly [string, SayingCodec])[] = [
    ["summary", text],
    ["needs", texts],
    ["fee", text],
    ["duration", text],
    ["minutes", minutesCodec],
    ["afterwards", text],
    ["legalBasis", texts],
    ["keywords", linesCodec],
    ["processing", jsonCodec],
    ["privacy", jsonCodec],
    ["contact", jsonCodec],
    ["plainLanguage", jsonCodec],
    ["signLanguage", jsonCodec],
  ];
  return [
    { place: ["name"], word: "name", codec: ownText(languages, "line"), given: null },
    ...parts.map(([part, codec]) => ({
      ...{ place: ["description", part], word: `description.${part}`, codec, given: null },
    })),
  ];
}

/** What no form of its own exists for. */
const memberPlaces: readonly FormPlace[] = (
  [
    ["languages", linesCodec],
    ["leikaKeys", linesCodec],
    ["assurance", oneOf("assurance", ["basic", "substantial", "high"])],
    ["responsibleAt", lineCodec],
    ["fees", jsonCodec],
    ["adjustable", jsonCodec],
    ["options", jsonCodec],
    ["pages", jsonCodec],
  ] as const
).map(([member, codec]) => ({ place: [member], word: `member.${member}`, codec, given: null }));

function pagePlaces(
  { id, kind }: Page,
  { built, package: given }: FormOf,
  languages: readonly string[],
): readonly FormPlace[] {
  const base = built.laid.pages.find((page) => page.id === id);
  const at = (part: string, codec: SayingCodec, said: unknown = null): FormPlace => ({
    place: ["pageChanges", id, part],
    word: `page.${part}`,
    codec,
    given: said,
  });
  const others = new Map(
    built.service.pages.filter((page) => page.id !== id).map((page) => [page.id, page.title]),
  );
  const page = oneOf("pageId", [...others.keys()], (other) => others.get(other));
  // Both at once would contradict each other.
  const isBefore = given.pageChanges[id]?.before !== undefined;
  return [
    at("title", laidText(languages, "line"), base?.title ?? null),
    at("intro", laidText(languages), base?.intro ?? null),
    at(isBefore ? "before" : "after", page),
    ...(kind === "questions" ? [at("nodes", linesCodec)] : []),
    at("when", jsonCodec),
  ];
}

function nodePlaces(
  path: NodePath,
  node: Node,
  { built }: FormOf,
  languages: readonly string[],
): readonly FormPlace[] {
  const imported = nodesByPath(built.laid.imported).get(path);
  const at = (part: string, codec: SayingCodec, given: unknown = null): FormPlace => ({
    ...{ place: ["nodes", path, part], word: `node.${part}`, codec, given, path },
  });
  const texts = [
    at("label", laidText(languages, "line"), imported?.label ?? null),
    at("hint", laidText(languages), imported?.hint ?? null),
    at("help", laidText(languages), imported?.help ?? null),
  ];
  const kinds = imported?.type === "field" ? kindsFor(imported) : [];
  const others = kinds.filter((kind) => imported?.type === "field" && kind !== imported.kind);
  return [
    ...texts,
    at("hide", hideCodec),
    at("required", requiredCodec),
    ...(others.length > 0 ? [at("kind", oneOf("kindName", others))] : []),
    ...(node.type === "group"
      ? [at("widget", oneOf("widget", ["address", "person", "dateParts", "bank"]))]
      : [at("options", jsonCodec), at("preset", lineCodec), at("autocomplete", lineCodec)]),
    at("when", jsonCodec),
  ];
}

/** Questions and groups of a page, from outside in, also those that are hidden. */
function nodesOn(page: Page, { built }: FormOf): readonly (readonly [NodePath, Node])[] {
  const roots = page.kind === "items" ? [page.group] : page.nodes;
  const all = [...nodesByPath(built.service.nodes)];
  const others = new Set(
    built.service.pages
      .filter(({ id }) => id !== page.id)
      .flatMap((other) => (other.kind === "items" ? [] : other.nodes)),
  );
  return roots.flatMap((root) =>
    all.filter(([path]) => {
      if (path === root) return true;
      if (page.kind === "items" || !path.startsWith(`${root}/`)) return false;
      return ![...others].some((other) => path === other || path.startsWith(`${other}/`));
    }),
  );
}
