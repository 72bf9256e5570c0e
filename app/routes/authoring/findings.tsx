import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { nodesByPath } from "#app/domain/nodes-by-path.ts";
import { textIn } from "#app/domain/text.ts";
import { severities, type Finding } from "#app/fim/quality/finding.ts";
import { findingText } from "#app/fim/quality/finding-texts.ts";
import { examineWorkpiece } from "#app/operations/authoring/build-workpiece.ts";
import { Badge } from "#app/ui/badge.tsx";
import { SummaryList } from "#app/ui/summary-list.tsx";
import { idOf } from "#app/ui/controls/id-of.ts";
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

/** More places of one kind than this are counted, not listed. */
const mostPlaces = 100;

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const page = await workpiecePage(request, params["service"], portal);
  const { found, language, t, about, serviceId, frame } = page;
  const { service } = found.built;
  const { findings, counts, rules } = examineWorkpiece(found.source, found.built);
  const nodes = nodesByPath(service.nodes);
  const pageOf = (path: string) =>
    service.pages.find(({ id, ...one }) =>
      one.kind === "items"
        ? one.group === path
        : id === path || one.nodes.some((node) => path === node || path.startsWith(`${node}/`)),
    );
  const placeOf = ({ path, line, code, message }: Finding) => {
    const label = nodes.get(path)?.label;
    const at = pageOf(path);
    const section =
      at && workpieceHref(serviceId, `teile/seite-${at.id}#${idOf(`stelle ${path}`)}`);
    return {
      message,
      line,
      place: label ? textIn(label, language) : path,
      // What is wrong with a sentence is mended beside the sentence.
      href: code.startsWith("rule.") ? workpieceHref(serviceId, "regeln") : section,
    };
  };
  return data(
    {
      frame: frame(titleOf(page, t("nav.findings"))),
      about,
      counts,
      rules,
      groups: severities.map((severity) => {
        const own = findings.filter((finding) => finding.severity === severity);
        return {
          severity,
          count: own.length,
          kinds: [...Map.groupBy(own, ({ code }) => code)].map(([code, same]) => ({
            code,
            ...findingText(code),
            count: same.length,
            places: same.slice(0, mostPlaces).map(placeOf),
          })),
        };
      }),
    },
    { headers: noStore },
  );
}

const looks = {
  critical: "danger",
  methodical: "warning",
  warning: "info",
  hint: "neutral",
} as const;

export default function FindingsPage() {
  const { t } = useTranslation("authoring");
  const { about, counts, rules, groups } = useLoaded<typeof loader>();
  const figure = (key: string, number: number) => ({
    key,
    label: t(`findings.${key}`),
    values: [String(number)],
  });
  return (
    <>
      <WorkpieceHead
        about={about}
        tab="befunde"
        title={t("nav.findings")}
        lead={t("findings.lead")}
      />
      <div className="stack">
        <SummaryList
          rows={[
            figure("groups", counts.groups),
            figure("fields", counts.fields),
            figure("codeLists", counts.codeLists),
            figure("formal", rules.formal),
            figure("open", rules.open),
            figure("wrong", rules.wrong),
          ]}
        />
        {groups.map(({ severity, count, kinds }) => (
          <section key={severity} className="stack">
            <h2 className="section-title">
              {t(`findings.severity.${severity}`)}{" "}
              <Badge kind={looks[severity]}>{String(count)}</Badge>
            </h2>
            {count === 0 ? <p>{t("findings.none")}</p> : <Kinds kinds={kinds} />}
          </section>
        ))}
      </div>
    </>
  );
}

type Kind = ReturnType<typeof useLoaded<typeof loader>>["groups"][number]["kinds"][number];

/** The doctor speaks German: its words are those of the FIM editors. */
function Kinds({ kinds }: { readonly kinds: readonly Kind[] }) {
  const { t } = useTranslation("authoring");
  return (
    <>
      {kinds.map(({ code, title, remedy, count, places }) => (
        <article key={code} className="card stack">
          <h3 className="card__title">
            <span lang="de">{title}</span> <code>{code}</code>
          </h3>
          {remedy !== undefined && <p lang="de">{remedy}</p>}
          <details>
            <summary>
              {t("findings.places", { count })}
              <span className="visually-hidden">: {title}</span>
            </summary>
            <ul className="plain-list">
              {places.map(({ message, line, place, href }, index) => (
                <li key={index}>
                  {place !== "" && (href === undefined ? place : <a href={href}>{place}</a>)}
                  {line !== undefined && ` (${t("place.line", { line })})`}
                  {(place !== "" || line !== undefined) && ": "}
                  <span lang="de">{message}</span>
                </li>
              ))}
            </ul>
            {count > places.length && <p>{t("findings.more", { count: count - places.length })}</p>}
          </details>
        </article>
      ))}
    </>
  );
}
