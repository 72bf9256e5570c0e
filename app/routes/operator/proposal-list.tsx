import { useTranslation } from "react-i18next";
import type { TownProposal } from "#app/administration/proposals.server.ts";
import { formatDateTime } from "#app/i18n/format.ts";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { useLanguage } from "./use-language.ts";

interface Worded {
  readonly text: string;
  readonly language: string;
}
type Shown = Omit<TownProposal, "name" | "summary"> & {
  readonly name: Worded;
  readonly summary: Worded | null;
};

interface ProposalListProps {
  readonly title: string;
  readonly ars: string;
  readonly proposals: readonly Shown[];
}

/** What the operator offers a municipality, with buttons where it may answer. */
export function ProposalList({ title, ars, proposals }: ProposalListProps) {
  if (proposals.length === 0) return null;
  return (
    <section>
      <h2 className="section-title">{title}</h2>
      <div className="stack">
        {proposals.map((proposal) => (
          <Proposal key={proposal.id} ars={ars} proposal={proposal} />
        ))}
      </div>
    </section>
  );
}

function Proposal({ ars, proposal }: { readonly ars: string; readonly proposal: Shown }) {
  const { t, i18n } = useTranslation("operator");
  const { id, name, summary, reason, state, kind, serviceId, hasSettings, isOpen } = proposal;
  const langOf = ({ language }: Worded) => (language === i18n.language ? undefined : language);
  return (
    <Card title={<span lang={langOf(name)}>{name.text}</span>} titleAs="h3">
      <div className="proposal">
        {summary && <p lang={langOf(summary)}>{summary.text}</p>}
        <p>
          <Terms proposal={proposal} /> {hasSettings && isOpen && t("proposals.settings")}
        </p>
        <p className="kept-lines">{t("proposals.reason", { reason })}</p>
        {isOpen ? (
          <form method="post" action={`/verwaltung/vorschlaege?gemeinde=${ars}`}>
            <input type="hidden" name="vorschlag" value={id} />
            <div className="actions">
              <Button name="intent" value="accept" context={name.text}>
                {t("proposals.accept")}
              </Button>
              {kind !== "forced" && (
                <Button look="secondary" name="intent" value="decline" context={name.text}>
                  {t("proposals.decline")}
                </Button>
              )}
            </div>
            {state === "notReady" && (
              <p>
                <a
                  className="plain-link"
                  href={`/verwaltung/leistungen/${serviceId}/bereit?gemeinde=${ars}`}
                >
                  {t("proposals.readiness")}
                  <span className="visually-hidden"> {name.text}</span>
                </a>
              </p>
            )}
          </form>
        ) : (
          <p>
            <Badge>{t(`placeState.${state}`)}</Badge>
          </p>
        )}
      </div>
    </Card>
  );
}

function Terms({ proposal: { kind, startsAt, state } }: { readonly proposal: Shown }) {
  const { t } = useTranslation("operator");
  const time = formatDateTime(startsAt ?? new Date(0), useLanguage());
  if (state === "notReady")
    return t(kind === "forced" ? "proposals.notReadyForced" : "proposals.notReady");
  switch (kind) {
    case "proposal":
      return t("proposals.proposal");
    case "optOut":
      return state === "waiting" ? t("proposals.optOut", { time }) : t("kind.optOut");
    case "forced":
      return state === "waiting" ? t("proposals.forcedSoon", { time }) : t("proposals.forced");
  }
}
