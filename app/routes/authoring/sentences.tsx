import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { textIn } from "#app/domain/text.ts";
import { sentencesOf, type SentenceState } from "#app/operations/authoring/rule-sentences.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Badge, type BadgeKind } from "#app/ui/badge.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Table } from "#app/ui/table.tsx";
import type { RouteHandle } from "../frame.ts";
import { useLoaded } from "../loaded.ts";
import { noStore } from "../responses.server.ts";
import { titleOf, workpieceHref, workpiecePage } from "./authoring-page.server.ts";
import { WorkpieceHead } from "./workpiece-nav.tsx";

export { staffHeaders as headers } from "../staff/staff-headers.ts";
export const handle: RouteHandle = {
  texts: ["portal", "casework", "authoring"],
  scripts: "atOnce",
};

const order: readonly SentenceState[] = ["open", "written", "settled", "translated"];

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const page = await workpiecePage(request, params["service"], portal);
  const { found, language, t, about, serviceId, frame } = page;
  const sentences = sentencesOf(found);
  return data(
    {
      frame: frame(titleOf(page, t("nav.rules"))),
      about,
      done: new URL(request.url).searchParams.get("getan"),
      open: sentences.filter(({ state }) => state === "open").length,
      // Those that wait for somebody stand first; the others in the order of the schema.
      sentences: sentences
        .toSorted((one, other) => order.indexOf(one.state) - order.indexOf(other.state))
        .map(({ id, bearer, sentence, place, state }) => ({
          id,
          sentence,
          state,
          place: place ? textIn(place, language) : undefined,
          href: workpieceHref(
            serviceId,
            `regel?${new URLSearchParams({ regel: id, an: bearer }).toString()}`,
          ),
        })),
    },
    { headers: noStore },
  );
}

const looks: Readonly<Record<SentenceState, BadgeKind>> = {
  open: "warning",
  written: "success",
  settled: "neutral",
  translated: "info",
};

export default function SentencesPage() {
  const { t } = useTranslation("authoring");
  const { about, sentences, open, done } = useLoaded<typeof loader>();
  return (
    <>
      <WorkpieceHead
        about={about}
        tab="regeln"
        title={t("nav.rules")}
        lead={t("rules.lead", { count: open })}
      />
      <div className="stack">
        {done !== null && <Alert kind="success" titleAs="p" live title={t("rules.saved")} />}
        {sentences.length === 0 ? (
          <EmptyState title={t("rules.empty")}>{t("rules.emptyHint")}</EmptyState>
        ) : (
          <Table
            caption={t("nav.rules")}
            captionHidden
            columns={[
              { label: t("rules.sentence") },
              { label: t("rules.place") },
              { label: t("rules.state") },
            ]}
            rows={sentences.map(({ id, sentence, place, state, href }) => ({
              key: href,
              cells: [
                <div key="sentence">
                  <a href={href}>
                    {id}
                    <span className="visually-hidden"> – {place ?? t("rules.wholeService")}</span>
                  </a>
                  <p lang="de">{sentence}</p>
                </div>,
                place ?? t("rules.wholeService"),
                <Badge key="state" kind={looks[state]}>
                  {t(`rules.states.${state}`)}
                </Badge>,
              ],
            }))}
          />
        )}
      </div>
    </>
  );
}
