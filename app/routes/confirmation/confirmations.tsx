import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import {
  answerConfirmation,
  type Answer,
} from "#app/administration/confirmations/answer-confirmation.server.ts";
import { loadConfirmations } from "#app/administration/confirmations/load-confirmations.server.ts";
import { shortName } from "#app/domain/municipality.ts";
import { staffLanguages } from "#app/i18n/languages.ts";
import { negotiateLanguage } from "#app/i18n/negotiate-language.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { BackLink } from "#app/ui/back-link.tsx";
import { ErrorSummary } from "#app/ui/controls/error-summary.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import type { RouteHandle } from "../frame.ts";
import { useAnswer, useLoaded } from "../loaded.ts";
import { Obstacles } from "../offering/obstacles.tsx";
import { wordChecks } from "../offering/readiness-words.server.ts";
import { formOf, noStore, notFound } from "../responses.server.ts";
import { NoEntry } from "../staff/no-entry.tsx";
import { PlaceLinks } from "../staff/place-links.tsx";
import { askedPlace, withoutPlace } from "../staff/place-page.server.ts";
import { staffFrame } from "../staff/staff-frame.server.ts";
import { requireStaff } from "../staff/staff-session.server.ts";
import { ConfirmationCard, reasonOf } from "./confirmation-card.tsx";
import { DecidedList } from "./decided-list.tsx";
import { wordDecided, wordOpen } from "./shown-confirmations.server.ts";

export { staffHeaders as headers } from "../staff/staff-headers.ts";
export const handle: RouteHandle = {
  texts: ["portal", "casework", "confirmation"],
  scripts: "atOnce",
};

const answers = ["confirm", "decline", "withdraw"] as const satisfies readonly Answer["answer"][];
const news = ["confirmed", "declined", "withdrawn"] as const;

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const session = await requireStaff(request, portal);
  const language = negotiateLanguage(request, staffLanguages);
  const found = await loadConfirmations(portal, session, askedPlace(request));
  if (found.kind !== "confirmations") return withoutPlace(found.kind, session, language);
  const { municipality, municipalities } = found.place;
  const { ars } = municipality;
  const t = serverI18n(language).getFixedT(language, "confirmation");
  const name = shortName(municipality);
  const done = new URL(request.url).searchParams.get("getan");
  return data(
    {
      kind: "confirmations" as const,
      frame: staffFrame(session, language, {
        title: t("title"),
        area: "catalogue",
        municipality: { name, href: `/${municipality.slug}` },
      }),
      place: { ars, name },
      places: municipalities.map((own) => ({ ars: own.ars, name: shortName(own) })),
      open: found.open.map((one) => wordOpen(one, ars, language)),
      decided: found.decided.map((one) => wordDecided(one, language)),
      done: news.find((one) => one === done),
    },
    { headers: noStore },
  );
}

export async function action({ request, context: { portal } }: ActionFunctionArgs) {
  const session = await requireStaff(request, portal);
  const ars = askedPlace(request);
  const { raw } = await formOf(request);
  const [id = ""] = raw["anfrage"] ?? [];
  const intent = answers.find((one) => one === raw["intent"]?.[0]);
  if (ars === undefined) throw notFound();
  if (intent === undefined) throw new Response(null, { status: 400 });
  const reason = (raw[reasonOf(id)]?.[0] ?? "").trim().slice(0, 1000);
  const seen = raw["gesehen"]?.[0] ?? "";
  const answered = await answerConfirmation(portal, session, {
    ...{ ars, id, answer: intent, seen, reason },
  });
  switch (answered.kind) {
    case "unknown":
      throw notFound();
    case "forbidden":
    case "ownWork":
      throw new Response(null, { status: 403 });
    case "confirmed":
    case "declined":
    case "withdrawn": {
      const query = new URLSearchParams({ gemeinde: ars, getan: answered.kind });
      const back = `/verwaltung/bestaetigen?${query.toString()}`;
      return redirect(back, { status: 303, headers: noStore });
    }
    case "noReason":
      return data({ kind: answered.kind, id }, { status: 422, headers: noStore });
    case "notReady": {
      const { kind, serviceId, obstacles } = answered;
      const language = negotiateLanguage(request, staffLanguages);
      const checks = wordChecks(obstacles, session, { ars, serviceId }, language);
      return data({ kind, checks }, { status: 409, headers: noStore });
    }
    default:
      return data({ kind: answered.kind }, { status: 409, headers: noStore });
  }
}

/** What waits for a second person, and what was answered lately. */
export default function ConfirmationsPage() {
  const { t } = useTranslation("confirmation");
  const loaded = useLoaded<typeof loader>();
  const answer = useAnswer<typeof action>();
  if (loaded.kind === "forbidden") return <NoEntry />;
  const { place, places, open, decided, done } = loaded;
  const unsaid = answer?.kind === "noReason" ? answer.id : undefined;
  return (
    <>
      <BackLink href={`/verwaltung?gemeinde=${place.ars}`}>{t("back")}</BackLink>
      <PageHeading above={place.name} title={t("title")} lead={t("lead")} />
      <PlaceLinks
        places={places}
        current={place.ars}
        hrefOf={(ars) => `/verwaltung/bestaetigen?gemeinde=${ars}`}
      />
      <div className="stack">
        {unsaid !== undefined && (
          <ErrorSummary
            heading={t("notDeclined")}
            errors={[{ name: reasonOf(unsaid), text: t("noReason") }]}
          />
        )}
        {answer && answer.kind !== "noReason" && (
          <Alert kind="warning" titleAs="p" live title={t(`answer.${answer.kind}`)}>
            {answer.kind === "notReady" && <Obstacles checks={answer.checks} />}
          </Alert>
        )}
        {done && !answer && (
          <Alert
            kind={done === "confirmed" ? "success" : "info"}
            titleAs="p"
            live
            title={t(`done.${done}`)}
          />
        )}
        {open.length === 0 && <EmptyState title={t("none")}>{t("noneHint")}</EmptyState>}
        {open.length > 0 && (
          <section>
            <h2 className="section-title">{t("open", { count: open.length })}</h2>
            <div className="stack">
              {open.map((one) => (
                <ConfirmationCard
                  key={one.id}
                  ars={place.ars}
                  confirmation={one}
                  titleAs="h3"
                  error={unsaid === one.id ? t("noReason") : undefined}
                />
              ))}
            </div>
          </section>
        )}
        <DecidedList decided={decided} />
      </div>
    </>
  );
}
