import type { ShownText } from "#app/domain/page-form.ts";
import { shown } from "#app/forms/shown.tsx";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";
import { LaterLink } from "../draft/later-link.tsx";
import type { SignInView } from "../sign-in/sign-in-view.server.ts";

interface ServiceStartProps {
  readonly base: string;
  /** Address of the first page; undefined where one cannot begin. */
  readonly start: string | undefined;
  readonly draft: { readonly until: string; readonly address: string } | undefined;
  /** Reference of what this browser filed last. */
  readonly filed: string | undefined;
  /** Questions that the link fills in. */
  readonly prefilled: readonly ShownText[];
  readonly signIn: Pick<SignInView, "provider" | "needed">;
}

/** The way into the form: begin, go on, or begin once more. */
export function ServiceStart({
  base,
  start,
  draft,
  filed,
  prefilled,
  signIn: { provider, needed },
}: ServiceStartProps) {
  const { t } = useTexts("portal");
  if (draft) {
    return (
      <>
        <BegunDraft base={base} start={start} draft={draft} />
        {prefilled.length > 0 && <Prefilled prefilled={prefilled} />}
      </>
    );
  }
  if (filed !== undefined && (start === undefined || prefilled.length === 0))
    return <FiledBefore base={base} filed={filed} again={start !== undefined} />;
  if (start === undefined) return null;
  // Nobody is led through a form that cannot be filed in the end.
  if (needed !== "none" && provider === undefined) return null;
  if (prefilled.length > 0) return <Prefilled prefilled={prefilled} />;
  return (
    <div>
      <LinkButton href={`${base}/${start}`}>{t("service.start")}</LinkButton>
      <p className="list-note">
        {t(needed === "none" ? "service.startHint" : "service.startHintSignIn")}
      </p>
    </div>
  );
}

/** A press and not a mere visit puts values from outside into an application. */
function Prefilled({ prefilled }: Pick<ServiceStartProps, "prefilled">) {
  const { t } = useTexts("portal");
  return (
    <Card title={t("service.prefilled", { count: prefilled.length })} look="accent">
      <div className="stack">
        <ul>
          {prefilled.map((label) => (
            <li key={label.text}>{shown(label)}</li>
          ))}
        </ul>
        <form method="post" className="actions">
          <Button name="intent" value="prefill">
            {t("service.startPrefilled")}
          </Button>
        </form>
        <p className="list-note">{t("service.prefilledHint")}</p>
      </div>
    </Card>
  );
}

function BegunDraft({
  base,
  start,
  draft: { until, address },
}: Pick<ServiceStartProps, "base" | "start"> & {
  draft: NonNullable<ServiceStartProps["draft"]>;
}) {
  const { t } = useTexts("portal");
  return (
    <Card title={t("service.draft")} look="accent">
      <div className="stack">
        <p>{t("service.draftUntil", { date: until })}</p>
        <form method="post" className="actions">
          <LinkButton href={`${base}/${address}`}>{t("service.continue")}</LinkButton>
          {start !== undefined && (
            <Button look="secondary" name="intent" value="anew">
              {t("service.startAnew")}
            </Button>
          )}
          <Button look="danger" name="intent" value="discard">
            {t("service.discard")}
          </Button>
        </form>
        <p className="list-note">{t("service.discardHint")}</p>
        <LaterLink base={base} />
      </div>
    </Card>
  );
}

function FiledBefore({ base, filed, again }: { base: string; filed: string; again: boolean }) {
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
          {again && (
            <Button name="intent" value="start">
              {t("service.startAgain")}
            </Button>
          )}
        </form>
        {again && <p className="list-note">{t("service.startAgainHint")}</p>}
      </div>
    </Card>
  );
}
