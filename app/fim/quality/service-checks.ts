import { inheritedCondition, termsOf, type Offering } from "#app/domain/offering.ts";
import { parentPath } from "#app/domain/path.ts";
import { ruleClashes } from "#app/domain/rule-clashes.ts";
import { ruleCycles } from "#app/domain/rule-cycles.ts";
import type { Rule } from "#app/domain/rule.ts";
import type { Node } from "#app/domain/service.ts";
import type { Finding, Severity } from "./finding.ts";
import { canHold, deadNodes } from "./reachability.ts";

function found(code: string, severity: Severity, path: string, message: string): Finding {
  return { code, severity, path, message };
}

function quoted(...rules: readonly Rule[]): string {
  return [...new Set(rules.map(({ sentence, id }) => `»${sentence ?? id}«`))].join(" / ");
}

/** Whether the structure alone makes a node mandatory. */
function isMandatory(node: Node): boolean {
  if (node.type === "field") return node.required;
  return node.optional !== true && (node.repeat === undefined || node.repeat.min > 0);
}

/** What becomes of structure and rules together: conflicts, dead ends, what nobody can reach. */
export function checkOffering(offering: Offering): Finding[] {
  const dead = deadNodes(offering);
  return [
    ...forbiddenDuties(offering),
    ...clashes(offering),
    ...cycles(offering),
    ...deadEnds(offering, dead),
    ...unreachablePages(offering, dead),
    ...unfulfillable(offering),
    ...emptyChoices(offering, dead),
  ];
}

/** Mandatory by multiplicity, yet forbidden by a rule: a receiver that reads the structure alone refuses it. */
function forbiddenDuties({ service, nodes }: Offering): Finding[] {
  const byTarget = Map.groupBy(
    service.rules.filter((rule) => rule.effect === "forbid"),
    ({ target }) => target,
  );
  return [...byTarget].flatMap(([target, rules]) => {
    const node = nodes.get(target)?.node;
    if (!node || !isMandatory(node)) return [];
    const message = `Die Anzahl verlangt „${node.label.de}“, eine Regel schließt es aus: ${quoted(...rules)}`;
    return [found("mandatoryForbidden", "warning", target, message)];
  });
}

function clashes(offering: Offering): Finding[] {
  const meant = ruleClashes(offering).filter(
    // A group that is forbidden takes what its own rules require along; that is no contradiction.
    ({ kind, require, forbid }) => kind === "contradiction" || require.target === forbid.target,
  );
  return meant.map(({ kind, require, forbid }) =>
    kind === "contradiction"
      ? found(
          "ruleContradiction",
          "critical",
          require.target,
          `Eine Regel verlangt, was die andere immer ausschließt: ${quoted(require, forbid)}`,
        )
      : found(
          "ruleOverlap",
          "methodical",
          require.target,
          `Manchmal verlangt eine Regel, was die andere ausschließt; dann gilt das Ausschließen: ${quoted(require, forbid)}`,
        ),
  );
}

function cycles(offering: Offering): Finding[] {
  return ruleCycles(offering).map(({ path, sentences }) => {
    const texts = sentences.map((sentence) => `»${sentence}«`).join(" / ");
    return found("ruleCycle", "critical", path, `Regeln drehen sich im Kreis: ${texts}`);
  });
}

function deadEnds(offering: Offering, dead: ReadonlySet<string>): Finding[] {
  return [...dead].flatMap((path) => {
    const node = offering.nodes.get(path)?.node;
    // What lies below says nothing new, and where rules settle whether a group is there, nobody needs to ask.
    if (!node?.data || dead.has(parentPath(path))) return [];
    const isNeeded = isMandatory(node) || termsOf(offering, path).requires.length > 0;
    return [
      isNeeded
        ? found(
            "mandatoryNeverApplies",
            "methodical",
            path,
            `„${node.label.de}“ wird verlangt, kann aber bei keinen Angaben gefragt werden.`,
          )
        : found(
            "neverApplies",
            "warning",
            path,
            `„${node.label.de}“ kann bei keinen Angaben gefragt werden.`,
          ),
    ];
  });
}

function unreachablePages(offering: Offering, dead: ReadonlySet<string>): Finding[] {
  return offering.pages.flatMap(({ page, fields }) => {
    const isEmpty =
      page.kind === "items"
        ? dead.has(page.group)
        : fields.some(({ node }) => node.data) && fields.every(({ path }) => dead.has(path));
    const isShut = page.when !== undefined && !canHold(offering, [page.when], dead);
    if (!isEmpty && !isShut) return [];
    const [first] = fields;
    const path = page.kind === "items" ? page.group : (first?.path ?? "");
    const message = `Die Seite „${page.title.de}“ (${page.id}) kann niemand erreichen.`;
    return [found("pageUnreachable", "methodical", path, message)];
  });
}

function unfulfillable(offering: Offering): Finding[] {
  return offering.service.rules.flatMap((rule) => {
    if (rule.effect === "valid" && !canHold(offering, [rule.condition])) {
      const message = `Keine Angaben können diese Regel erfüllen: ${quoted(rule)}`;
      return [found("ruleNeverFulfilled", "critical", rule.bearer, message)];
    }
    if (rule.effect !== "valid" && !canHold(offering, [rule.condition])) {
      const message = `Die Bedingung dieser Regel kann nie eintreten: ${quoted(rule)}`;
      return [found("ruleNeverActs", "warning", rule.bearer, message)];
    }
    return [];
  });
}

/** Choices that must be made and of which nothing is left to choose. */
function emptyChoices(offering: Offering, dead: ReadonlySet<string>): Finding[] {
  return [...offering.nodes.values()].flatMap(({ path, node }): Finding[] => {
    if (node.type !== "field" || (node.kind !== "choice" && node.kind !== "multipleChoice"))
      return [];
    const { filters, requires } = termsOf(offering, path);
    if (dead.has(path) || (!node.required && requires.length === 0)) return [];
    const codes = (offering.service.codeLists[node.options.list]?.options ?? []).map(
      ({ code }) => code,
    );
    if (codes.length === 0) {
      const message = `Die Liste von „${node.label.de}“ ist leer, die Frage aber Pflicht.`;
      return [found("choiceEmpty", "critical", path, message)];
    }
    const inherited = inheritedCondition(offering, path);
    const isLeftEmpty = filters.some((filter, at) =>
      [filter, ...filters.slice(at + 1)].some((other) => {
        const left = codes.filter(
          (code) => filter.codes.includes(code) && other.codes.includes(code),
        );
        const conditions = [filter.condition, other.condition, ...(inherited ? [inherited] : [])];
        return left.length === 0 && canHold(offering, conditions, dead);
      }),
    );
    if (!isLeftEmpty) return [];
    const message = `Regeln lassen bei „${node.label.de}“ keine Möglichkeit übrig, die Frage ist aber Pflicht.`;
    return [found("choiceEmpty", "critical", path, message)];
  });
}
