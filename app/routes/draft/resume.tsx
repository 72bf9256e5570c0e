import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { openResumeLink } from "#app/apply/open-resume-link.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/controls/error-summary.tsx";
import { TextInput } from "#app/ui/controls/text-input.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";
import { serviceUrl } from "../citizen/addresses.ts";
import { arrivalHeader } from "../citizen/draft-cookie.server.ts";
import type { Frame, RouteHandle } from "../frame.ts";
import { LimitPage } from "../limit-page.tsx";
import { useAnswer } from "../loaded.ts";
import { formOf, noStore } from "../responses.server.ts";
import { heldUp, senderOf } from "../sender.server.ts";
import { textsFor } from "../texts-for.server.ts";

/** The same page for every link, whether there is a draft behind it or not. */
export function loader({ request }: LoaderFunctionArgs) {
  const { t } = textsFor(request);
  return { frame: { title: t("draft:resume.title") } satisfies Frame };
}

type Problem =
  | { readonly kind: "empty" | "wrong" | "spent"; readonly minutes: 0 }
  | { readonly kind: "limited"; readonly minutes: number };

export async function action({
  request,
  params,
  context: { portal, clientAddress: address },
}: ActionFunctionArgs) {
  const form = await formOf(request);
  const { raw } = form;
  const sender = senderOf(request, address, raw);
  const code = [raw["code"] ?? ""].flat().join("");
  const token = params["link"] ?? "";
  if (code.trim() === "") return again({ kind: "empty", minutes: 0 }, 422);
  const outcome = await openResumeLink(portal, { token, code, address, sender });
  switch (outcome.kind) {
    case "opened": {
      const { ticket, ...place } = outcome;
      const headers = { ...noStore, "Set-Cookie": await arrivalHeader(request, place, ticket) };
      return redirect(`${serviceUrl(place)}/weiter`, { status: 303, headers });
    }
    case "heldUp":
      return heldUp(outcome, form);
    case "limited": {
      const minutes = Math.ceil(outcome.retryAfter / 60);
      return again({ kind: "limited", minutes }, 429, outcome.retryAfter);
    }
    default:
      return again({ kind: outcome.kind, minutes: 0 }, 422);
  }
}

function again(problem: Problem, status: number, retryAfter?: number) {
  const headers = {
    ...noStore,
    ...(retryAfter !== undefined && { "Retry-After": String(retryAfter) }),
  };
  return data({ problem }, { status, headers });
}

export const headers = () => noStore;

export const handle: RouteHandle = {
  limited: true,
  texts: ["portal", "forms", "errors", "draft"],
};

export default function ResumePage() {
  const { t, plain } = useTexts("draft");
  const answer = useAnswer<typeof action>();
  if (answer && "task" in answer) return <LimitPage post={answer} />;
  const problem = answer?.problem;
  const isWrong = problem?.kind === "empty" || problem?.kind === "wrong";
  const error = isWrong ? `resume.${problem.kind}` : undefined;
  return (
    <>
      {error !== undefined && (
        <ErrorSummary
          heading={t("resume.problem")}
          errors={[{ name: "code", text: plain(error), shown: t(error) }]}
        />
      )}
      <PageHeading title={t("resume.title")} lead={t("resume.lead")} />
      <div className="stack">
        {problem?.kind === "limited" && (
          <Alert
            kind="warning"
            titleAs="p"
            live
            title={t("resume.limited", { count: problem.minutes })}
          />
        )}
        {problem?.kind === "spent" && (
          <Alert kind="warning" titleAs="p" live title={t("resume.spent")} />
        )}
        <form method="post" className="page-form">
          <TextInput
            name="code"
            label={t("resume.code")}
            hint={t("resume.codeHint")}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            width={20}
            required
            error={error && t(error)}
            dir="ltr"
          />
          <div className="page-form__actions">
            <Button>{t("resume.open")}</Button>
          </div>
        </form>
        <p className="list-note">{t("resume.wrongHint")}</p>
      </div>
    </>
  );
}
