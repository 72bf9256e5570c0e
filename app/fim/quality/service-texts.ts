import type { Offering } from "#app/domain/offering.ts";
import type { NodePath } from "#app/domain/path.ts";
import type { Node, Page, ServiceDefinition } from "#app/domain/service.ts";
import type { Text } from "#app/domain/text.ts";
import type { CitizenText } from "./citizen-texts.ts";

/** A text of a service in all its languages, and where it stands. */
export interface ServiceText extends Omit<CitizenText, "text"> {
  readonly text: Text;
}

type Described = readonly [what: string, text: Text | undefined, isLabel?: "label"];

/** All texts of a service that citizens read. Those of a page stand at its first node, those of a list where it is first used. */
export function serviceTexts(offering: Offering): readonly ServiceText[] {
  const { service, nodes, pages } = offering;
  return [
    ...at("", describing(service)),
    ...[...nodes.values()].flatMap(({ path, node }) => at(path, ofNode(node))),
    ...pages.flatMap(({ page, fields }) => at(placeOf(page, fields[0]?.path), ofPage(page))),
    ...listTexts(offering),
    ...service.rules.flatMap((rule) =>
      at(rule.bearer, [[`Meldung der Regel ${rule.id}`, told(rule)]]),
    ),
  ];
}

function at(path: NodePath, texts: readonly Described[]): ServiceText[] {
  return texts.flatMap(([what, text, label]) =>
    text === undefined || text.de.trim() === ""
      ? []
      : [{ path, what, isLabel: label === "label", text }],
  );
}

function describing({ name, description }: ServiceDefinition): Described[] {
  const { summary, needs, fee, duration, legalBasis, afterwards, privacy, signLanguage } =
    description;
  return [
    ["Name der Leistung", name, "label"],
    ["Kurzbeschreibung", summary],
    ...needs.map((text): Described => ["Was man braucht", text]),
    ["Gebühr", fee],
    ["Bearbeitungsdauer", duration],
    ...legalBasis.map((text): Described => ["Rechtsgrundlage", text, "label"]),
    ["Was danach geschieht", afterwards],
    ["Inhalt des Gebärdensprachvideos", signLanguage?.transcript],
    ["Zweck der Verarbeitung", privacy?.purpose],
    ["Rechtsgrundlage der Verarbeitung", privacy?.legalBasis, "label"],
  ];
}

function ofNode(node: Node): Described[] {
  const all: Described[] = [
    ["Bezeichnung", node.label, "label"],
    ["Hinweis", node.hint],
    ["Hilfetext", node.help],
  ];
  if (node.type === "group") return all;
  switch (node.kind) {
    case "staticText":
      return [...all, ["Inhalt", node.options.content]];
    case "declaration":
      return [...all, ["Erklärung", node.options.statement]];
    case "number":
    case "integer":
      return [...all, ["Einheit", node.options.unit, "label"]];
    default:
      return all;
  }
}

function placeOf(page: Page, first: NodePath | undefined): NodePath {
  return page.kind === "items" ? page.group : (first ?? "");
}

function ofPage({ id, title, intro }: Page): Described[] {
  return [
    [`Titel der Seite ${id}`, title, "label"],
    [`Einleitung der Seite ${id}`, intro],
  ];
}

function listTexts({ service, nodes }: Offering): ServiceText[] {
  const places = new Map<string, NodePath>();
  for (const { path, node } of nodes.values()) {
    if (node.type === "group" || (node.kind !== "choice" && node.kind !== "multipleChoice"))
      continue;
    if (!places.has(node.options.list)) places.set(node.options.list, path);
  }
  return Object.entries(service.codeLists).flatMap(([key, { options }]) =>
    options.flatMap(({ label, help }) =>
      at(places.get(key) ?? "", [
        [`Liste ${key}`, label, "label"],
        [`Hilfetexte der Liste ${key}`, help],
      ]),
    ),
  );
}

/** What is told where a rule is broken; without a message of its own the sentence, which is German. */
function told({ effect, message, sentence }: ServiceDefinition["rules"][number]): Text | undefined {
  if (effect !== "valid") return undefined;
  return message ?? (sentence === undefined ? undefined : { de: sentence });
}
