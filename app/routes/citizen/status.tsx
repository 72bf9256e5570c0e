import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { handIn, type HandInOutcome } from "#app/apply/hand-in.server.ts";
import { loadStatus } from "#app/apply/load-status.server.ts";
import { negotiateLanguage } from "#app/i18n/negotiate-language.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";
import type { Frame, RouteHandle } from "../frame.ts";
import { useAnswer } from "../loaded.ts";
import { formOf, noStore } from "../responses.server.ts";
import { frameOfTown } from "../town-frame.server.ts";
import { StatusForm } from "./status-form.tsx";
import { StatusView } from "./status-view.tsx";
import { statusViewOf } from "./status-view.server.ts";

export const handle: RouteHandle = { texts: ["portal", "proof", "forms", "errors"] };
export const headers = () => noStore;

export function loader({ request, context }: LoaderFunctionArgs) {
  const t = serverI18n(negotiateLanguage(request)).getFixedT(null, "proof");
  // What a post found out comes with the same document: Remix draws the frame from what loaders return.
  return { frame: { title: t("status.title"), ...context.answered } satisfies Frame };
}

/** Shows the status, in answer to a post: neither address nor cookie nor log ever holds the code. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { portal, clientAddress: address } = context;
  const language = negotiateLanguage(request);
  const t = serverI18n(language).getFixedT(null, "proof");
  const { raw, files } = await formOf(request);
  const reference = raw["vorgangsnummer"]?.[0] ?? "";
  const code = raw["code"]?.[0] ?? "";
  const frame: Frame = { title: t("status.title") };
  const typed = { reference, code };
  let outcome = await loadStatus(portal, { reference, code, address });
  if (outcome.kind === "limited") {
    const minutes = Math.ceil(outcome.retryAfter / 60);
    const headers = { ...noStore, "Retry-After": String(outcome.retryAfter) };
    return data({ frame, kind: "limited" as const, minutes, typed }, { status: 429, headers });
  }
  if (outcome.kind !== "status")
    return data({ frame, ...outcome, typed }, { status: 422, headers: noStore });
  const handed = raw["intent"]?.[0] === "handIn" ? await handIn(portal, outcome, files) : undefined;
  if (handed?.kind === "handedIn") outcome = await loadStatus(portal, { reference, code, address });
  if (outcome.kind !== "status") throw new Error("an application went away while it was looked at");
  const { town } = outcome;
  if (town)
    context.answered = await frameOfTown(portal, { slug: town.slug, name: outcome.municipality });
  const view = statusViewOf(outcome, language);
  return data(
    { frame, kind: "status" as const, view, typed, handed },
    { status: isRefused(handed) ? 422 : 200, headers: noStore },
  );
}

function isRefused(handed: HandInOutcome | undefined): boolean {
  return handed !== undefined && ["refused", "nothing", "tooMany"].includes(handed.kind);
}

export default function StatusPage() {
  const { t } = useTexts("proof");
  const answer = useAnswer<typeof action>();
  if (answer?.kind === "status")
    return <StatusView view={answer.view} typed={answer.typed} handed={answer.handed} />;
  return (
    <div className="stack">
      <PageHeading title={t("status.title")} lead={t("status.lead")} />
      {answer?.kind === "limited" && (
        <Alert
          kind="danger"
          live
          titleAs="p"
          title={t("status.limited", { count: answer.minutes })}
        />
      )}
      {answer?.kind === "unknown" && (
        <Alert kind="danger" live title={t("status.unknown")}>
          <p>{t("status.unknownHint")}</p>
        </Alert>
      )}
      <StatusForm
        typed={answer?.typed}
        mistyped={answer?.kind === "mistyped" ? answer.fields : []}
      />
    </div>
  );
}
