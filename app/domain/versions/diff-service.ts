import type { Offering } from "../offering.ts";
import type { CodeList, Page, ServiceDefinition } from "../service.ts";
import type { Rule } from "../rule.ts";
import { changeOf, isSame, sorted, type Change } from "./change.ts";
import { compareRules } from "./compare-rules.ts";
import { codesBeyond } from "./codes-beyond.ts";
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

function nameOf({ uri, version }: CodeList): string {
  return uri === undefined ? "" : [uri, version].filter(Boolean).join("_");
}

/** A rule that changed is one that went and one that came. */
function diffRules(before: ServiceDefinition, after: ServiceDefinition): Change[] {
  const touches = ["drafts", "receivers"] as const;
  const { gone, come } = compareRules(before, after);
  const told = ({ id, sentence, message: _, ...rule }: Rule) =>
    sentence ?? `${id}: ${sorted(rule)}`;
  const placeOf = ({ bearer, id }: Rule) => ({ path: bearer, label: id });
  return [
    ...gone.map((rule) => changeOf("rule", placeOf(rule), { before: told(rule) }, touches)),
    ...come.map((rule) => changeOf("rule", placeOf(rule), { after: told(rule) }, touches)),
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
