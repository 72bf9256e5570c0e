import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { diffWorkpiece } from "#app/operations/authoring/publish-workpiece.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Table } from "#app/ui/table.tsx";
import type { RouteHandle } from "../frame.ts";
import { useLoaded } from "../loaded.ts";
import { noStore } from "../responses.server.ts";
import { titleOf, workpiecePage } from "./authoring-page.server.ts";
import { WorkpieceHead } from "./workpiece-nav.tsx";

export { staffHeaders as headers } from "../staff/staff-headers.ts";
export const handle: RouteHandle = {
  texts: ["portal", "casework", "authoring"],
  scripts: "atOnce",
};

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const page = await workpiecePage(request, params["service"], portal);
  const { found, t, about, frame } = page;
  const { before, diff } = await diffWorkpiece(portal, found);
  return data(
    {
      frame: frame(titleOf(page, t("nav.difference"))),
      about,
      version: before?.version,
      diff,
    },
    { headers: noStore },
  );
}

/** Longer values are cut: the page tells where to look, not everything that stands there. */
const mostCharacters = 300;

function short(text: string | undefined): string {
  if (text === undefined) return "–";
  return text.length > mostCharacters ? `${text.slice(0, mostCharacters)} …` : text;
}

export default function DifferencePage() {
  const { t } = useTranslation("authoring");
  const { about, version, diff } = useLoaded<typeof loader>();
  const { changes, breaksDrafts, breaksReceivers } = diff;
  return (
    <>
      <WorkpieceHead
        about={about}
        tab="unterschiede"
        title={t("nav.difference")}
        lead={version === undefined ? t("diff.first") : t("diff.lead", { version })}
      />
      <div className="stack">
        {version !== undefined && changes.length === 0 && (
          <EmptyState title={t("diff.none")}>{t("diff.noneHint")}</EmptyState>
        )}
        {changes.length > 0 && (
          <>
            <Alert
              kind={breaksDrafts || breaksReceivers ? "warning" : "info"}
              title={t("diff.count", { count: changes.length })}
            >
              <ul className="plain-list">
                <li>{t(breaksDrafts ? "diff.draftsBreak" : "diff.draftsFit")}</li>
                <li>{t(breaksReceivers ? "diff.receiversBreak" : "diff.receiversFit")}</li>
              </ul>
            </Alert>
            <Table
              caption={t("nav.difference")}
              captionHidden
              columns={[
                { label: t("diff.place") },
                { label: t("diff.what") },
                { label: t("diff.before") },
                { label: t("diff.after") },
                { label: t("diff.touches") },
              ]}
              rows={changes.map(({ kind, path, label, before, after, touches }, index) => ({
                key: String(index),
                cells: [
                  <span key="place" lang="de">
                    {label === "" ? path : label}
                  </span>,
                  t(`diff.kinds.${kind}`),
                  short(before),
                  short(after),
                  touches.length === 0
                    ? t("diff.nobody")
                    : touches.map((who) => t(`diff.whom.${who}`)).join(", "),
                ],
              }))}
            />
          </>
        )}
      </div>
    </>
  );
}
