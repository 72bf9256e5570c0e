import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { dayOf } from "#app/domain/deadline.ts";
import { textIn } from "#app/domain/text.ts";
import { readTypedRule, typedRuleOf } from "#app/operations/authoring/rule-form.ts";
import { rowFieldsOf } from "#app/operations/authoring/rule-rows.ts";
import { decisionOn, saveRule } from "#app/operations/authoring/save-rule.server.ts";
import { tryRule } from "#app/operations/authoring/try-rule.ts";
import { Alert } from "#app/ui/alert.tsx";
import { BackLink } from "#app/ui/back-link.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { RouteHandle } from "../frame.ts";
import { useAnswer, useLoaded } from "../loaded.ts";
import { formOf, noStore } from "../responses.server.ts";
import {
  lost,
  seeOther,
  shownProblems,
  titleOf,
  workpieceHref,
  workpiecePage,
} from "./authoring-page.server.ts";
import { ProblemAlert } from "./problem-list.tsx";
import { RuleForm } from "./rule-form.tsx";
import {
  decisionSeen,
  sentenceAt,
  typedAtFirst,
  typedIn,
  withOtherRows,
} from "./sentence-input.server.ts";
import { TrialTable } from "./trial-table.tsx";
import { shownTrial, trialWords } from "./trial.server.ts";

export { staffHeaders as headers } from "../staff/staff-headers.ts";
export const handle: RouteHandle = {
  texts: ["portal", "casework", "authoring"],
  scripts: "atOnce",
};

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const page = await workpiecePage(request, params["service"], portal);
  const { found, language, t, serviceId, frame } = page;
  const sentence = sentenceAt(request, found);
  const fields = rowFieldsOf(found.built.service);
  const { id, bearer, place, reason, state } = sentence;
  const address = new URLSearchParams({ regel: id, an: bearer }).toString();
  return data(
    {
      frame: frame(titleOf(page, t("rule.title", { id }))),
      back: workpieceHref(serviceId, "regeln"),
      action: workpieceHref(serviceId, `regel?${address}`),
      id,
      state,
      reason,
      place: place ? textIn(place, language) : undefined,
      sentence: sentence.sentence,
      typed: typedAtFirst(sentence, fields),
      seen: JSON.stringify(decisionOn(found.package, sentence)),
      fields: [...fields.values()].map(({ path, label, kind, codes }) => ({
        path,
        label: textIn(label, language),
        kind,
        codes: (codes ?? [])
          .slice(0, mostCodes)
          .map((option) => `${option.code} = ${textIn(option.label, language)}`),
        more: Math.max(0, (codes?.length ?? 0) - mostCodes),
      })),
    },
    { headers: noStore },
  );
}

/** Codes of a list that are named beside its row. */
const mostCodes = 12;

export async function action({ request, params, context: { portal } }: ActionFunctionArgs) {
  const page = await workpiecePage(request, params["service"], portal);
  const { found, language, t, serviceId, session } = page;
  const sentence = sentenceAt(request, found);
  const { raw } = await formOf(request);
  const [intent = "save"] = raw["intent"] ?? [];
  const typed = typedIn(raw);
  if (intent === "addRow" || intent.startsWith("removeRow"))
    return data(
      { kind: "typed" as const, typed: withOtherRows(typed, intent) },
      { headers: noStore },
    );
  const fields = rowFieldsOf(found.built.service);
  const needsRule = intent === "save" || intent === "try";
  const read = needsRule
    ? readTypedRule(typed, sentence, fields)
    : { ok: true as const, rules: [] };
  if (!read.ok)
    return data(
      { kind: "wrong" as const, typed, wrong: read.problems },
      { status: 422, headers: noStore },
    );
  const refused = (problems: Parameters<typeof shownProblems>[0]) =>
    data(
      { kind: "refused" as const, typed, problems: shownProblems(problems, t) },
      { status: 422, headers: noStore },
    );
  if (intent === "try") {
    const how = { today: dayOf(portal.clock()), language, words: trialWords(t) };
    const trial = tryRule(found, sentence, read.rules, how);
    if (!trial.ok) return refused(trial.problems);
    const rows = shownTrial(trial.rows, found.built.service, language);
    return data({ kind: "tried" as const, typed, rows }, { headers: noStore });
  }
  const decision = { rules: read.rules, settled: intent === "settle" };
  const asked = { key: sentence, seen: decisionSeen(raw), decision };
  const saved = await saveRule(portal, serviceId, asked, session.accountId);
  switch (saved.kind) {
    case "saved":
      return seeOther(workpieceHref(serviceId, "regeln?getan=gespeichert"));
    case "refused":
      return refused(saved.problems);
    case "clash":
      return data(
        {
          kind: "clash" as const,
          typed,
          seen: JSON.stringify(saved.theirs),
          theirs: {
            settled: saved.theirs.settled,
            json: typedRuleOf(saved.theirs.rules, sentence, fields).json,
          },
        },
        { status: 409, headers: noStore },
      );
    case "noSentence":
      throw seeOther(workpieceHref(serviceId, "regeln"));
    default:
      throw lost(serviceId, saved.kind);
  }
}

export default function SentencePage() {
  const { t } = useTranslation("authoring");
  const loaded = useLoaded<typeof loader>();
  const answer = useAnswer<typeof action>();
  const { id, sentence, place, reason, state, back } = loaded;
  const typed = answer?.typed ?? loaded.typed;
  return (
    <>
      <BackLink href={back}>{t("rule.back")}</BackLink>
      <PageHeading
        above={t("rule.stands", { place: place ?? t("rules.wholeService") })}
        title={t("rule.title", { id })}
      />
      <div className="stack">
        {answer?.kind === "refused" && (
          <ProblemAlert title={t("rule.refused")} problems={answer.problems} />
        )}
        {answer?.kind === "clash" && (
          <Alert kind="warning" live title={t("rule.clash")}>
            <p>{t("rule.clashHint")}</p>
            <pre className="kept-lines">
              {answer.theirs.settled ? t("rules.states.settled") : answer.theirs.json || "–"}
            </pre>
          </Alert>
        )}
        {answer?.kind === "tried" && <TrialTable rows={answer.rows} />}
      </div>
      <div className="beside beside--turned">
        <section className="card stack" aria-labelledby="satz">
          <h2 className="card__title" id="satz">
            {t("rule.sentence")}
          </h2>
          <p lang="de">{sentence}</p>
          {reason !== undefined && (
            <p>
              {t("rule.reason")} <span lang="de">{reason}</span>
            </p>
          )}
          <p>{t(`rule.stateText.${state}`)}</p>
        </section>
        <RuleForm
          // What came back from the server is another form.
          key={JSON.stringify(typed)}
          action={loaded.action}
          fields={loaded.fields}
          typed={typed}
          seen={answer?.kind === "clash" ? answer.seen : loaded.seen}
          wrong={answer?.kind === "wrong" ? answer.wrong : []}
          state={state}
        />
      </div>
    </>
  );
}
