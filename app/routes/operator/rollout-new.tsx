import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { pickText } from "#app/domain/text.ts";
import {
  createRollout,
  loadSelectionStates,
  previewRollout,
} from "#app/operations/rollout/rollouts.server.ts";
import { loadServiceStates } from "#app/operations/switch/switches.server.ts";
import { BackLink } from "#app/ui/back-link.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { RouteHandle } from "../frame.ts";
import { useAnswer, useLoaded } from "../loaded.ts";
import { formOf, noStore } from "../responses.server.ts";
import { operatorPage } from "./operator-page.server.ts";
import { RolloutForm } from "./rollout-form.tsx";
import {
  askedIn,
  nothingTyped,
  problemOf,
  typedIn,
  type FormProblem,
  type TypedRollout,
} from "./rollout-input.server.ts";

export { staffHeaders as headers } from "../staff/staff-headers.ts";
export const handle: RouteHandle = { texts: ["portal", "casework", "operator"], scripts: "atOnce" };

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const { language, t, frame } = await operatorPage(request, portal);
  const services = await loadServiceStates(portal);
  const leistung = new URL(request.url).searchParams.get("leistung") ?? "";
  return data(
    {
      frame: frame(t("rolloutForm.title")),
      services: services.map(({ id, name }) => ({ id, name: pickText(name, language).text })),
      states: await loadSelectionStates(portal),
      typed: { ...nothingTyped, leistung },
    },
    { headers: noStore },
  );
}

export async function action({ request, context: { portal } }: ActionFunctionArgs) {
  const { session } = await operatorPage(request, portal);
  const { raw } = await formOf(request);
  const typed = typedIn(raw);
  const refused = (problems: readonly FormProblem[]) =>
    data({ kind: "refused" as const, typed, problems }, { status: 422, headers: noStore });
  const read = await askedIn(portal, typed);
  if ("problems" in read) return refused(read.problems);
  const preview = await previewRollout(portal, read.asked);
  if (preview.kind !== "fine") return refused([problemOf(preview)]);
  const { towns, offering, notReady } = preview.preview;
  // Created only as it was counted: whoever changes the selection counts anew.
  const counted = raw["gezaehlt"]?.[0] === countedAs(typed, towns);
  if (raw["intent"]?.[0] !== "create" || !counted)
    return data(
      {
        kind: "counted" as const,
        typed,
        towns,
        offering,
        notReady,
        then:
          read.asked.kind === "proposal" ? "proposal" : typed.unbereit === "ja" ? "on" : "waits",
        counted: countedAs(typed, towns),
      } as const,
      { headers: noStore },
    );
  const created = await createRollout(portal, read.asked, session.accountId);
  if (created.kind !== "fine") return refused([problemOf(created)]);
  return redirect(`/verwaltung/betrieb/einfuehrungen/${created.id ?? ""}`, {
    status: 303,
    headers: noStore,
  });
}

/** What was counted, and how many they were. */
function countedAs(typed: TypedRollout, towns: number): string {
  const { laender, kreise, einwohner, gemeinden, art, unbereit } = typed;
  const whom = [[...laender].sort(), kreise, einwohner, gemeinden.length];
  return JSON.stringify([...whom, towns, art, unbereit]);
}

export default function NewRolloutPage() {
  const { t } = useTranslation("operator");
  const { services, states, typed } = useLoaded<typeof loader>();
  const answer = useAnswer<typeof action>();
  return (
    <>
      <BackLink href="/verwaltung/betrieb/einfuehrungen">{t("rollout.back")}</BackLink>
      <PageHeading title={t("rolloutForm.title")} lead={t("rollouts.lead")} />
      <RolloutForm
        services={services}
        states={states}
        typed={answer?.typed ?? typed}
        problems={answer?.kind === "refused" ? answer.problems : []}
        counted={answer?.kind === "counted" ? answer : undefined}
      />
    </>
  );
}
