import { joinPath } from "../domain/path.ts";
import type { Group, Node, Page } from "../domain/service.ts";
import { slugOf, takeSlug } from "./plain-text.ts";

/** A page asks a few things that belong together: about this many questions at most. */
const mostQuestions = 8;
/** Loose questions of one group are not torn apart before there are this many. */
const mostLooseQuestions = 12;
/** A group of this many questions has a page of its own. */
const ownPage = 4;
/** Addresses below a service that mean something else. */
const reservedSlugs = ["pruefen", "eingang", "anlagen", "neu", "weiter"];

type Text = Page["title"];
type QuestionsPage = Extract<Page, { kind: "questions" }>;

interface PageState {
  readonly pages: Page[];
  readonly slugs: Set<string>;
  /** Texts that still wait for a page with questions. */
  waiting: { readonly within: readonly string[]; readonly paths: readonly string[] } | undefined;
}

/** What is being laid out: the children of one group, or of the whole service. */
interface Section {
  readonly path: string;
  readonly title: Text;
  readonly intro?: Text | undefined;
  readonly within: readonly string[];
  readonly isTop: boolean;
}

/** Something that must not be torn apart: a field, a small group, or a group and the question before it. */
interface Unit {
  readonly nodes: readonly Node[];
  readonly questions: number;
}

/** Lays the nodes out on pages: groups together, large ones along their child groups, repeated ones per item. */
export function buildPages(nodes: readonly Node[], title: Text): Page[] {
  const state: PageState = { pages: [], slugs: new Set(reservedSlugs), waiting: undefined };
  layOut(nodes, { path: "", title, within: [], isTop: true }, state);
  settleWaiting(state);
  return state.pages;
}

function layOut(nodes: readonly Node[], section: Section, state: PageState): void {
  let units: Unit[] = [];
  let part = 0;
  let intro = section.intro;
  const flush = (): void => {
    for (const chunk of chunksOf(units)) {
      const only = chunk.length === 1 ? chunk[0]?.nodes.find(isGroup) : undefined;
      if (emit(chunk, only?.label ?? section.title, intro, section, state, only ? 0 : part)) {
        intro = undefined;
        if (!only) part += 1;
      }
    }
    units = [];
  };
  for (let index = 0; index < nodes.length; index += 1) {
    const node = nodes[index];
    if (!node) continue;
    const next = nodes[index + 1];
    const gated = next && isGroup(next) && isGateOf(node, next, section.path) ? next : undefined;
    const group = gated ?? (isGroup(node) ? node : undefined);
    if (!group) {
      units.push({ nodes: [node], questions: questionsOf(node) });
      continue;
    }
    if (gated) index += 1;
    const together = gated ? [node, gated] : [group];
    if (!isWhole(group)) {
      // The question whether it applies stands on the page before.
      if (gated) units.push({ nodes: [node], questions: 1 });
      if (gated && units.every((unit) => unit.nodes[0] === node)) {
        emit(units, group.label, intro, section, state, 0);
        units = [];
      }
      flush();
      layOutGroup(group, section, state);
      continue;
    }
    const questions = together.reduce((sum, part) => sum + questionsOf(part), 0);
    const isOwn = section.isTop || questions >= ownPage;
    if (isOwn && units.some((unit) => unit.questions > 0)) flush();
    units.push({ nodes: together, questions });
    if (isOwn) flush();
  }
  flush();
}

function layOutGroup(group: Group, section: Section, state: PageState): void {
  const path = joinPath(section.path, group.id);
  const intro = group.hint ?? group.help;
  if (!group.repeat) {
    layOut(group.children, { ...section, path, title: group.label, intro, isTop: false }, state);
    return;
  }
  settleWaiting(state);
  const within = [...section.within, path];
  layOut(group.children, { path, title: group.label, intro, within, isTop: false }, state);
  settleWaiting(state);
  state.pages.push({
    kind: "items",
    id: takeSlug(`${slugOf(group.label.de).slice(0, 50)}-liste`.replace(/^-/, ""), state.slugs),
    title: group.label,
    within: [...section.within],
    group: path,
  });
}

/** Puts units onto one page; those without a question wait for the next page. Says whether a page was made. */
function emit(
  units: readonly Unit[],
  title: Text,
  intro: Text | undefined,
  section: Section,
  state: PageState,
  part: number,
): boolean {
  const paths = units.flatMap(({ nodes }) =>
    nodes.filter(isSeen).map((node) => joinPath(section.path, node.id)),
  );
  if (paths.length === 0) return false;
  const hidden = units.flatMap(({ nodes }) =>
    nodes.filter((node) => !isSeen(node)).map((node) => joinPath(section.path, node.id)),
  );
  const { waiting } = state;
  const isSameScope = waiting !== undefined && sameList(waiting.within, section.within);
  if (!isSameScope) settleWaiting(state);
  const all = [...(isSameScope ? waiting.paths : []), ...paths, ...hidden];
  if (units.every(({ questions }) => questions === 0)) {
    state.waiting = { within: section.within, paths: all };
    return false;
  }
  state.waiting = undefined;
  pushPage(all, title, intro, section.within, state, part);
  return true;
}

function pushPage(
  nodes: string[],
  title: Text,
  intro: Text | undefined,
  within: readonly string[],
  state: PageState,
  part: number,
): void {
  state.pages.push({
    kind: "questions",
    id: takeSlug(slugOf(title.de) || "seite", state.slugs),
    title: part === 0 ? title : { de: `${title.de} – Teil ${String(part + 1)}` },
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
    (last satisfies QuestionsPage).nodes.push(...waiting.paths);
    return;
  }
  pushPage(
    [...waiting.paths],
    { de: "Hinweise", en: "Notes" },
    undefined,
    waiting.within,
    state,
    0,
  );
}

/** Fills pages up to the limit, evenly, so that no single question is left over on the last one. */
function chunksOf(units: readonly Unit[]): Unit[][] {
  const total = units.reduce((sum, { questions }) => sum + questions, 0);
  const hasGroups = units.some(({ nodes }) => nodes.some(isGroup));
  const limit = hasGroups ? mostQuestions : mostLooseQuestions;
  if (units.length === 0) return [];
  if (total <= limit) return [[...units]];
  const share = Math.ceil(total / Math.ceil(total / mostQuestions));
  const chunks: Unit[][] = [[]];
  let sum = 0;
  for (const unit of units) {
    if (sum > 0 && sum + unit.questions > share) {
      chunks.push([]);
      sum = 0;
    }
    chunks.at(-1)?.push(unit);
    sum += unit.questions;
  }
  return chunks;
}

/** Whether a group stands on one page as a whole. */
function isWhole(group: Group): boolean {
  if (hasRepeat(group)) return false;
  return questionsOf(group) <= mostQuestions || group.widget !== undefined;
}

function hasRepeat(group: Group): boolean {
  if (group.repeat) return true;
  return group.children.some((node) => isGroup(node) && hasRepeat(node));
}

/** How much a node asks; building blocks that are drawn as one component weigh less than their fields. */
function questionsOf(node: Node): number {
  if (node.type === "field") return isQuestion(node) ? 1 : 0;
  if (node.widget === "dateParts") return 1;
  const sum = node.children.reduce((total, part) => total + questionsOf(part), 0);
  return node.widget === undefined ? sum : Math.min(sum, 3);
}

function isQuestion(node: Node): boolean {
  if (node.type === "group") return true;
  return node.kind !== "staticText" && node.kind !== "hidden" && node.kind !== "locked";
}

/** Whether the citizen sees something of it; technical values need no page. */
function isSeen(node: Node): boolean {
  return node.type === "field" ? node.kind !== "hidden" : node.children.some(isSeen);
}

function isGroup(node: Node): node is Group {
  return node.type === "group";
}

function isGateOf(node: Node, group: Group, path: string): boolean {
  const { when } = group;
  return node.type === "field" && when?.op === "equals" && when.field === joinPath(path, node.id);
}

function sameList(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((part, index) => part === right[index]);
}
