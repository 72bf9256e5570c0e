import { deriveOnce, type Offering } from "./offering.ts";
import { parentPath, type NodePath } from "./path.ts";
import { plainSentence } from "./plain-sentence.ts";

/** By page, then by the node that bears them; "" where that node is not drawn on the page. */
type Notes = ReadonlyMap<string, ReadonlyMap<NodePath, readonly string[]>>;

/** The rules that nobody has made formal, each on one page: told, since the form cannot act on them. */
export function notesOn(
  offering: Offering,
  page: string,
): ReadonlyMap<NodePath, readonly string[]> {
  return deriveOnce(offering, "notes", () => placeNotes(offering)).get(page) ?? new Map();
}

function placeNotes({ service, nodes, pages, pageOf }: Offering): Notes {
  const notes = new Map<string, Map<NodePath, string[]>>();
  const rules = service.openPoints.filter(({ code }) => code === "rule");
  if (rules.length === 0) return notes;
  const pagesBelow = new Map<NodePath, string[]>();
  const drawn = new Map<string, Set<NodePath>>();
  for (const { page, fields } of pages) {
    const roots = new Set(page.kind === "questions" ? page.nodes : []);
    const here = new Set<NodePath>();
    drawn.set(page.id, here);
    for (const { path } of fields) {
      let isDrawn = true;
      for (let at = path; ; at = parentPath(at)) {
        const known = pagesBelow.get(at) ?? [];
        if (known.at(-1) !== page.id) known.push(page.id);
        pagesBelow.set(at, known);
        if (at === "") break;
        if (isDrawn) here.add(at);
        if (roots.has(at)) isDrawn = false;
      }
    }
  }
  const pagesByElement = new Map<string, Set<string>>();
  const labels = new Map<string, string>();
  for (const [path, { node }] of nodes) {
    if (node.fim) labels.set(node.fim.id, node.label.de);
    const page = node.fim && pageOf.get(path)?.page.id;
    if (!node.fim || page === undefined) continue;
    const known = pagesByElement.get(node.fim.id) ?? new Set<string>();
    pagesByElement.set(node.fim.id, known.add(page));
  }
  for (const { path, text } of rules) {
    const candidates = pagesBelow.get(path) ?? pagesBelow.get("") ?? [];
    // Where the bearer is spread over pages: where the first question stands that the sentence names.
    const named = new Set(
      [...text.matchAll(/F\d{8,11}/g)].flatMap(([id]) => [...(pagesByElement.get(id) ?? [])]),
    );
    const page = candidates.find((one) => named.has(one)) ?? candidates[0];
    if (page === undefined) continue;
    const onPage = notes.get(page) ?? new Map<NodePath, string[]>();
    const place = drawn.get(page)?.has(path) ? path : "";
    notes.set(
      page,
      onPage.set(place, [
        ...(onPage.get(place) ?? []),
        plainSentence(text, (id) => labels.get(id)),
      ]),
    );
  }
  return notes;
}
