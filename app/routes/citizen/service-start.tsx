import { Button, LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";

interface ServiceStartProps {
  readonly base: string;
  /** Address of the first page. */
  readonly start: string | undefined;
  readonly draft: { readonly until: string; readonly address: string } | undefined;
  /** Reference of what this browser filed last. */
  readonly filed: string | undefined;
}

/** The way into the form: begin, go on, or begin once more. */
export function ServiceStart({ base, start, draft, filed }: ServiceStartProps) {
  const { t } = useTexts("portal");
  if (draft) return <BegunDraft base={base} draft={draft} />;
  if (start === undefined) return null;
  if (filed !== undefined) return <FiledBefore base={base} filed={filed} />;
  return (
    <div>
      <LinkButton href={`${base}/${start}`}>{t("service.start")}</LinkButton>
      <p className="list-note">{t("service.startHint")}</p>
    </div>
  );
}

function BegunDraft({
  base,
  draft: { until, address },
}: Pick<ServiceStartProps, "base"> & { draft: NonNullable<ServiceStartProps["draft"]> }) {
  const { t } = useTexts("portal");
  return (
    <Card title={t("service.draft")} look="accent">
      <div className="stack">
        <p>{t("service.draftUntil", { date: until })}</p>
        <form method="post" className="actions">
          <LinkButton href={`${base}/${address}`}>{t("service.continue")}</LinkButton>
          <Button look="danger" name="intent" value="discard">
            {t("service.discard")}
          </Button>
        </form>
        <p className="list-note">{t("service.discardHint")}</p>
      </div>
    </Card>
  );
}

function FiledBefore({ base, filed }: { base: string; filed: string }) {
  const { t } = useTexts("portal");
  return (
    <Card title={t("service.filed")} look="accent">
      <div className="stack">
        <p>
          {t("receipt.reference")}: <strong translate="no">{filed}</strong>
        </p>
        <form method="post" className="actions">
          <LinkButton look="secondary" href={`${base}/eingang/${filed}`}>
            {t("service.showReceipt")}
          </LinkButton>
          <Button name="intent" value="start">
            {t("service.startAgain")}
          </Button>
        </form>
        <p className="list-note">{t("service.startAgainHint")}</p>
      </div>
    </Card>
  );
}
