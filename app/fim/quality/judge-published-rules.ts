import type { ServiceDefinition } from "#app/domain/service.ts";
import type { GenericodeList } from "../genericode.ts";
import type { FimSchema } from "../model.ts";
import { checkRules } from "../rules/check-rules.ts";
import type { RuleProblem } from "../rules/problem.ts";
import { importPublishedRules, readPublishedRules } from "../rules/published-rules.ts";
import { importStructure } from "../to-service.ts";
import type { Finding } from "./finding.ts";
import type { RuleTally } from "./tally-rules.ts";

/** What published formal rules of a schema are worth. */
export type JudgedRules =
  | {
      readonly ok: true;
      /** The service with those that hold, in place of the sentences that they stand for. */
      readonly service: ServiceDefinition;
      /** `formal` and `wrong` of the published rules, wherever their element stands; `open`: sentences that are left. */
      readonly tally: RuleTally;
      readonly findings: readonly Finding[];
    }
  | { readonly ok: false; readonly message: string };

/** Judges published formal rules (a file as FITKO serves them) before anybody relies on them. */
export function judgePublishedRules(
  json: string,
  schema: FimSchema,
  lists: readonly GenericodeList[],
  service: ServiceDefinition,
): JudgedRules {
  const published = readPublishedRules(json);
  if (!published.ok) return published;
  const { structure } = importStructure(schema, lists);
  const { rules, problems: unread, covered } = importPublishedRules(published.elements, structure);
  const problems = [...unread, ...checkRules(rules, structure)];
  const keyOf = ({ path, ruleId }: Pick<RuleProblem, "path" | "ruleId">) => `${path} ${ruleId}`;
  const wrong = new Set(problems.filter(({ severity }) => severity === "error").map(keyOf));
  const sound = rules.filter(({ id, bearer }) => !wrong.has(keyOf({ path: bearer, ruleId: id })));
  const isCovered = (path: string, id: string | undefined) =>
    id !== undefined && covered.get(path)?.includes(id) === true;
  const openPoints = service.openPoints.filter(
    ({ code, path, id }) => code !== "rule" || !isCovered(path, id),
  );
  const own = service.rules.filter(({ bearer, id }) => !isCovered(bearer, id));
  return {
    ok: true,
    service: { ...service, rules: [...own, ...sound], openPoints },
    tally: {
      formal: sound.length,
      open: openPoints.filter(({ code }) => code === "rule").length,
      wrong: wrong.size,
    },
    findings: problems.map(({ code, severity, path, ruleId, message, sentences }) => ({
      code: `rule.${code}`,
      severity: severity === "error" ? "critical" : "warning",
      path,
      message: `${ruleId}: ${message} ${sentences.map((sentence) => `„${sentence}“`).join(" / ")}`,
    })),
  };
}
