import type { AssuranceLevel } from "../assurance.ts";
import type { CodeList, Node, Page, ServiceDefinition } from "../service.ts";
import { joinPath, type NodePath } from "../path.ts";
import type { FeeEntry, Fees } from "../fees/fee.ts";
import { extraQuestionSchema, fieldOfExtra } from "./extra-question.ts";
import type { Overlay } from "./overlay.ts";
import { nodeAt } from "./node-at.ts";
import { readPlaceName, type AboutPart, type NodePart, type Place } from "./place.ts";

type Values = ReadonlyMap<string, unknown>;
interface AboutService extends Pick<ServiceDefinition, "description"> {
  readonly languages: readonly string[];
}

/**
 * Lays what a municipality set over a service. Settings at places that the service does not have are passed over; `checkOverlay`
 * tells them. Linear in the size of both; shares what is untouched.
 */
export function applyOverlay(service: ServiceDefinition, overlay: Overlay): ServiceDefinition {
  const settings = Object.entries(overlay).flatMap(([name, { value }]) => {
    const place = readPlaceName(name);
    return place ? [{ place, value }] : [];
  });
  if (settings.length === 0) return service;
  const ofKind = <K extends Place["kind"]>(kind: K) =>
    settings.filter(
      (one): one is { place: Extract<Place, { kind: K }>; value: never } => one.place.kind === kind,
    );
  const fees = new Map(ofKind("fee").map(({ place, value }) => [place.entry, value]));
  const lists = new Map(ofKind("list").map(({ place, value }) => [place.key, value]));
  const nodes = partsBy(ofKind("node"), ({ path }) => path);
  const pages = partsBy(ofKind("page"), ({ id }) => id);
  const extras = ofKind("extra").flatMap(({ place, value }) => {
    const question = extraQuestionSchema.safeParse(value);
    const page = service.pages.find(({ id }) => id === question.data?.page);
    if (!question.success || page?.kind !== "questions" || page.within.length > 0) return [];
    return [{ page: page.id, ...fieldOfExtra(place.id, question.data) }];
  });
  return {
    ...applyAbout(service, overlay),
    ...(service.fees &&
      fees.size + lists.size > 0 && { fees: withFees(service, service.fees, fees, lists) }),
    nodes: [
      ...(nodes.size > 0 ? withNodes(service.nodes, nodes, "") : service.nodes),
      ...extras.map(({ field }) => field),
    ],
    pages: service.pages.map((page) => {
      const own = extras.filter((extra) => extra.page === page.id).map(({ field }) => field.id);
      return withPage(page, pages.get(page.id), own);
    }),
    codeLists: {
      ...withLists(service.codeLists, lists),
      ...Object.fromEntries(extras.flatMap(({ list }) => (list ? [list] : []))),
    },
  };
}

/** The settings of each thing by its parts. */
function partsBy<P extends { readonly part: string }>(
  settings: readonly { readonly place: P; readonly value: unknown }[],
  keyOf: (place: P) => string,
): ReadonlyMap<string, Values> {
  const found = new Map<string, Map<string, unknown>>();
  for (const { place, value } of settings) {
    const key = keyOf(place);
    const parts = found.get(key) ?? new Map<string, unknown>();
    found.set(key, parts.set(place.part, value));
  }
  return found;
}

/** The same for the facts of a service beside its form alone, which need no form. The service itself where none is set. */
export function applyAbout<S extends AboutService>(service: S, overlay: Overlay): S {
  const about = new Map<AboutPart, unknown>();
  for (const [name, { value }] of Object.entries(overlay)) {
    const place = readPlaceName(name);
    if (place?.kind === "about") about.set(place.part, value);
  }
  if (about.size === 0) return service;
  const { languages, retentionDays, assurance, ...parts } = Object.fromEntries(about);
  const { privacy } = service.description;
  return {
    ...service,
    ...(Array.isArray(languages) && { languages: languages as string[] }),
    ...(about.has("assurance") && { assurance: assurance as AssuranceLevel }),
    description: withParts(
      {
        ...service.description,
        ...(privacy &&
          typeof retentionDays === "number" && { privacy: { ...privacy, retentionDays } }),
      },
      parts,
    ),
  };
}

/** With the amounts of the municipality, and without amounts for what cannot be chosen there. */
function withFees(
  { nodes }: ServiceDefinition,
  fees: Fees,
  own: ReadonlyMap<string, FeeEntry>,
  omittedCodes: ReadonlyMap<string, readonly string[]>,
): Fees {
  const gone = new Map(
    fees.positions.map(({ entry, by }) => {
      const node = by === undefined ? undefined : nodeAt(nodes, by);
      const list = node?.type === "field" && "list" in node.options ? node.options.list : "";
      return [entry, new Set(omittedCodes.get(list))];
    }),
  );
  const table = Object.entries(fees.table).map(([name, entry]) => {
    const set = own.get(name);
    const counts = set?.kind === entry.default.kind ? set : entry.default;
    return [name, { ...entry, default: withoutCodes(counts, gone.get(name)) }] as const;
  });
  return { ...fees, table: Object.fromEntries(table) };
}

function withoutCodes(entry: FeeEntry, gone: ReadonlySet<string> | undefined): FeeEntry {
  if (entry.kind !== "codes" || !gone || gone.size === 0) return entry;
  const kept = Object.entries(entry.cents).filter(([code]) => !gone.has(code));
  return { ...entry, cents: Object.fromEntries(kept) };
}

function withNodes(
  nodes: readonly Node[],
  settings: ReadonlyMap<string, Values>,
  parent: NodePath,
): Node[] {
  return nodes.map((node) => {
    const path = joinPath(parent, node.id);
    const inner =
      node.type === "group"
        ? { ...node, children: withNodes(node.children, settings, path) }
        : node;
    const own = settings.get(path);
    return own ? withNode(inner, own) : inner;
  });
}

function withNode(node: Node, own: Values): Node {
  if (own.get("omitted" satisfies NodePart) === true) return omitted(node);
  const parts = Object.fromEntries(own);
  delete parts["omitted"];
  return withParts(node, parts);
}

/** Never asked; place and FIM id stay, so that receivers find the same structure. */
function omitted(node: Node): Node {
  const never = { op: "not", condition: { op: "always" } } as const;
  if (node.type === "group") return { ...node, when: never };
  const { type, id, fim, label, data } = node;
  return {
    type,
    id,
    ...(fim && { fim }),
    label,
    data,
    required: false,
    kind: "hidden",
    options: {},
  };
}

function withPage(page: Page, own: Values | undefined, extras: readonly string[]): Page {
  const changed = own ? withParts(page, Object.fromEntries(own)) : page;
  return extras.length > 0 && changed.kind === "questions"
    ? { ...changed, nodes: [...changed.nodes, ...extras] }
    : changed;
}

function withLists(
  lists: Readonly<Record<string, CodeList>>,
  omittedCodes: ReadonlyMap<string, readonly string[]>,
): Record<string, CodeList> {
  return Object.fromEntries(
    Object.entries(lists).map(([key, list]) => {
      const without = new Set(omittedCodes.get(key));
      if (without.size === 0) return [key, list];
      return [key, { ...list, options: list.options.filter(({ code }) => !without.has(code)) }];
    }),
  );
}

/** The same with some members in another way, or without them (null). */
function withParts<T extends object>(whole: T, parts: Readonly<Record<string, unknown>>): T {
  const members = Object.entries({ ...whole, ...parts }).filter(
    ([name, value]) => value !== null || !Object.hasOwn(parts, name),
  );
  return Object.fromEntries(members) as T;
}
