import { joinPath } from "#app/domain/path.ts";
import type { Group, Node, Page } from "#app/domain/service.ts";
import { distinctTitles } from "./distinct-titles.ts";
import { furtherTitleOf, generalTitle, listTitleOf, notesTitle, titleOf } from "./page-titles.ts";
import { mostQuestions, unitsOf, type Split, type Unit } from "./page-units.ts";
import { slugOf, takenNames, takeSlug, type Taken } from "./plain-text.ts";

/** Loose questions of one group are not torn apart before there are this many. */
const mostLooseQuestions = 12;
/** A group of this many questions has a page of its own. */
const ownPage = 4;
/** So few questions are not worth a page behind another one. */
const fewQuestions = 2;
/** Addresses below a service that mean something else. */
const reservedSlugs = [
  "pruefen",
  "eingang",
  "anlagen",
  "neu",
  "weiter",
  "entwurf",
  "bezahlen",
  "liste",
  "datenschutz",
];

interface PageState {
  readonly pages: Page[];
  readonly slugs: Taken;
  /** Texts and technical values that still wait for a page with questions. */
  waiting: { readonly within: readonly string[]; readonly paths: readonly string[] } | undefined;
}

/** What is being laid out: the children of one group, or of the whole service. */
interface Section {
  readonly path: string;
  readonly title: Page["title"];
  readonly intro?: Page["intro"];
  readonly within: readonly string[];
}

/** Lays the nodes out on pages: groups together, large ones along their child groups, repeated ones per item. */
export function buildPages(nodes: readonly Node[]): Page[] {
  const state: PageState = { pages: [], slugs: takenNames(reservedSlugs), waiting: undefined };
  layOut(nodes, { path: "", title: generalTitle, within: [] }, state);
  settleWaiting(state);
  return distinctTitles(state.pages, nodes);
}

function layOut(
  nodes: readonly Node[],
  section: Section,
  state: PageState,
  gate?: PlacedUnit,
): void {
  let units: Unit[] = [];
  let leading = gate;
  let unnamed = 0;
  let intro = section.intro;
  const flush = (): void => {
    for (const chunk of chunksOf(units)) {
      const own = leading ? undefined : titleOf(chunk);
      const title = own ?? furtherTitleOf(chunk, section.title, unnamed + 1);
      const slug = slugOf(title.de);
      const before = leading?.paths ?? [];
      if (!emit(chunk, { title, intro, slug, before }, section, state)) continue;
      leading = undefined;
      intro = undefined;
      if (!own) unnamed += 1;
    }
    units = [];
  };
  const parts = unitsOf(nodes, section.path);
  if (leading && !takesGate(parts)) {
    emitGate(leading, section, state);
    leading = undefined;
  }
  for (const part of parts) {
    if (part.kind === "split") {
      flush();
      layOutGroup(part, section, state);
      continue;
    }
    const isGroup = part.nodes.some(({ type }) => type === "group");
    const isOwn = isGroup && (section.path === "" || part.questions >= ownPage);
    if (isOwn && units.some(({ questions }) => questions > 0)) flush();
    units.push(part);
    if (isOwn) flush();
  }
  flush();
}

/** The question whether a group applies, to be asked where the group begins. */
interface PlacedUnit {
  readonly paths: readonly string[];
  readonly group: Group;
}

function layOutGroup({ group, gate }: Split, section: Section, state: PageState): void {
  const path = joinPath(section.path, group.id);
  const inner = { path, title: group.label, intro: group.hint ?? group.help };
  const paths = (gate?.nodes ?? []).map((node) => joinPath(section.path, node.id));
  const placed = gate && { paths, group };
  if (!group.repeat) {
    layOut(group.children, { ...inner, within: section.within }, state, placed);
    return;
  }
  if (placed) emitGate(placed, section, state);
  settleWaiting(state);
  layOut(group.children, { ...inner, within: [...section.within, path] }, state);
  settleWaiting(state);
  const slug = slugOf(group.label.de).slice(0, 54).replace(/-+$/, "");
  state.pages.push({
    kind: "items",
    id: takeSlug(slug === "" ? "liste" : `${slug}-liste`, state.slugs),
    title: listTitleOf(group.label),
    within: [...section.within],
    group: path,
  });
}

/** Whether the first page of a group has room for the question that leads to it. */
function takesGate([first]: readonly (Unit | Split)[]): boolean {
  return first?.kind === "unit" && first.questions > 0 && first.questions < mostQuestions;
}

function emitGate({ paths, group }: PlacedUnit, { within }: Section, state: PageState): void {
  settleWaiting(state);
  pushPage([...paths], { title: group.label, slug: slugOf(group.label.de) }, within, state);
}

interface Heading {
  readonly title: Page["title"];
  readonly intro?: Page["intro"];
  readonly slug: string;
  /** Paths that come first on the page. */
  readonly before?: readonly string[];
}

/** Puts units onto one page; those without a question wait for the next page. Says whether a page was made. */
function emit(
  units: readonly Unit[],
  heading: Heading,
  { path, within }: Section,
  state: PageState,
): boolean {
  const nodes = units.flatMap((unit) => unit.nodes).filter(hasField);
  if (nodes.length === 0) return false;
  const { waiting } = state;
  const isSameScope = waiting !== undefined && sameList(waiting.within, within);
  if (!isSameScope) settleWaiting(state);
  const paths = [
    ...(isSameScope ? waiting.paths : []),
    ...(heading.before ?? []),
    ...nodes.map((node) => joinPath(path, node.id)),
  ];
  if (units.every(({ questions }) => questions === 0)) {
    state.waiting = { within, paths };
    return false;
  }
  state.waiting = undefined;
  pushPage(paths, heading, within, state);
  return true;
}

function pushPage(
  nodes: string[],
  { title, intro, slug }: Heading,
  within: readonly string[],
  state: PageState,
): void {
  state.pages.push({
    kind: "questions",
    id: takeSlug(slug === "" ? "seite" : slug, state.slugs),
    title,
    ...(intro && { intro }),
    within: [...within],
    nodes,
  });
}

/** Texts behind which no question follows go to the page before, or onto one of their own. */
function settleWaiting(state: PageState): void {
  const { waiting } = state;
  if (!waiting) return;
  state.waiting = undefined;
  const last = state.pages.at(-1);
  if (last?.kind === "questions" && sameList(last.within, waiting.within)) {
    last.nodes.push(...waiting.paths);
    return;
  }
  pushPage([...waiting.paths], { title: notesTitle, slug: "hinweise" }, waiting.within, state);
}

/** Fills pages evenly, so that no single question is left over on the last one. */
function chunksOf(units: readonly Unit[]): Unit[][] {
  const total = units.reduce((sum, { questions }) => sum + questions, 0);
  const hasGroups = units.some(({ title }) => title !== undefined);
  if (units.length === 0) return [];
  if (total <= (hasGroups ? mostQuestions : mostLooseQuestions)) return [[...units]];
  const share = Math.ceil(total / Math.ceil(total / mostQuestions));
  const chunks: { units: Unit[]; questions: number }[] = [];
  for (const unit of units) {
    const last = chunks.at(-1);
    if (last && (last.questions === 0 || last.questions + unit.questions <= share)) {
      last.units.push(unit);
      last.questions += unit.questions;
    } else chunks.push({ units: [unit], questions: unit.questions });
  }
  const [before, rest] = chunks.slice(-2);
  if (before && rest && rest.questions <= fewQuestions) {
    before.units.push(...rest.units);
    chunks.pop();
  }
  return chunks.map((chunk) => chunk.units);
}

/** 2.0 allows groups without content. */
function hasField(node: Node): boolean {
  return node.type === "field" || node.children.some(hasField);
}

function sameList(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((part, index) => part === right[index]);
}
