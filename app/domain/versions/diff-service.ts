import type { Offering } from "../offering.ts";
import type { CodeList, Page, ServiceDefinition } from "../service.ts";
import { changeOf, isSame, sorted, type Change } from "./change.ts";
import { diffNodes } from "./diff-nodes.ts";

export interface ServiceDiff {
  readonly changes: readonly Change[];
  /** Whether drafts may have to be answered anew in parts. */
  readonly breaksDrafts: boolean;
  /** Whether the data that receivers get has another form. */
  readonly breaksReceivers: boolean;
}

/** What a newer version of a service changes, in the order in which one reads a form. */
export function diffService(before: Offering, after: Offering): ServiceDiff {
  const changes = [
    ...diffDescription(before.service, after.service),
    ...diffNodes(before, after),
    ...diffLists(before.service, after.service),
    ...diffRules(before.service, after.service),
    ...diffPages(before.service.pages, after.service.pages),
  ];
  return {
    changes,
    breaksDrafts: changes.some(({ touches }) => touches.includes("drafts")),
    breaksReceivers: changes.some(({ touches }) => touches.includes("receivers")),
  };
}

function diffDescription(before: ServiceDefinition, after: ServiceDefinition): Change[] {
  const told = ({ name, description, languages }: ServiceDefinition) => ({
    name,
    description,
    languages,
  });
  if (isSame(told(before), told(after))) return [];
  const place = { path: "", label: after.name.de };
  return [changeOf("text", place, { before: before.name.de, after: after.name.de }, [])];
}

/** By key. A code that is no more may stand in drafts; a new one is new to receivers. */
function diffLists(before: ServiceDefinition, after: ServiceDefinition): Change[] {
  const keys = new Set([...Object.keys(before.codeLists), ...Object.keys(after.codeLists)]);
  return [...keys].flatMap((key): Change[] => {
    const old = before.codeLists[key];
    const now = after.codeLists[key];
    // A list that comes or goes does so with its field.
    if (!old || !now || isSame(old, now)) return [];
    const lost = codesBeyond(old, now);
    const won = codesBeyond(now, old);
    const touches = [
      ...(lost.length > 0 ? ["drafts" as const] : []),
      ...(won.length > 0 ? ["receivers" as const] : []),
    ];
    const place = { path: key, label: nameOf(now) };
    const told = (list: CodeList, codes: readonly string[]) =>
      `${nameOf(list)} (${String(list.options.length)})${codes.length > 0 ? `: ${codes.slice(0, 20).join(", ")}` : ""}`;
    return [changeOf("list", place, { before: told(old, lost), after: told(now, won) }, touches)];
  });
}

function codesBeyond(list: CodeList, other: CodeList): readonly string[] {
  const known = new Set(other.options.map(({ code }) => code));
  return list.options.map(({ code }) => code).filter((code) => !known.has(code));
}

function nameOf({ uri, version }: CodeList): string {
  return uri === undefined ? "" : [uri, version].filter(Boolean).join("_");
}

/** Rules are compared by what they say and not by their id. */
function diffRules(before: ServiceDefinition, after: ServiceDefinition): Change[] {
  const keyed = ({ rules }: ServiceDefinition) =>
    new Map(
      rules.map(({ id, sentence, message, ...rule }) => [
        sorted(rule),
        { id, sentence, message, rule },
      ]),
    );
  const old = keyed(before);
  const now = keyed(after);
  const touches = ["drafts", "receivers"] as const;
  const told = ({
    id,
    sentence,
    rule,
  }: {
    id: string;
    sentence?: string | undefined;
    rule: object;
  }) => sentence ?? `${id}: ${sorted(rule)}`;
  return [
    ...[...old]
      .filter(([key]) => !now.has(key))
      .map(([, one]) =>
        changeOf("rule", { path: one.rule.bearer, label: one.id }, { before: told(one) }, touches),
      ),
    ...[...now]
      .filter(([key]) => !old.has(key))
      .map(([, one]) =>
        changeOf("rule", { path: one.rule.bearer, label: one.id }, { after: told(one) }, touches),
      ),
  ];
}

/** Pages only order the questions; whoever is on a page that is no more is sent to the furthest one. */
function diffPages(before: readonly Page[], after: readonly Page[]): Change[] {
  const old = new Map(before.map((page) => [page.id, page]));
  const now = new Map(after.map((page) => [page.id, page]));
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((id): Change[] => {
    const [one, other] = [old.get(id), now.get(id)];
    if (isSame(one, other)) return [];
    const label = (other ?? one)?.title.de ?? id;
    return [
      changeOf("page", { path: id, label }, { before: one?.title.de, after: other?.title.de }, []),
    ];
  });
}
