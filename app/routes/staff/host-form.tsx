import { useTranslation } from "react-i18next";
import type { ShownFacts } from "#app/administration/seen.server.ts";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/controls/error-summary.tsx";
import { TextInput } from "#app/ui/controls/text-input.tsx";
import { OvertakenAlert, SeenMark } from "./overtaken.tsx";

interface HostFormProps {
  readonly ars: string;
  readonly host: { readonly name: string; readonly confirmed: boolean } | undefined;
  readonly mayChange: boolean;
  readonly mayConfirm: boolean;
  readonly seen: string | undefined;
  /** What somebody else has saved since the form was shown. */
  readonly theirs: ShownFacts | undefined;
  /** What was typed before something was wrong with it. */
  readonly typed: string | undefined;
  readonly problem: "invalid" | "portal" | "taken" | "changed" | undefined;
}

/** A host of the municipality's own: it asks, the operator confirms. */
export function HostForm(props: HostFormProps) {
  const { ars, host, mayChange, mayConfirm, seen, theirs, typed, problem } = props;
  const { t } = useTranslation("look");
  const error = problem === undefined ? undefined : t(`host.errors.${problem}`);
  const action = `/verwaltung/aussehen?gemeinde=${ars}`;
  return (
    <section className="stack">
      <h2 className="section-title">{t("host.title")}</h2>
      {error !== undefined && (
        <ErrorSummary heading={t("problem")} errors={[{ name: "host", text: error }]} />
      )}
      {theirs && (
        <OvertakenAlert
          theirs={theirs}
          typed={{ host: typed ?? "" }}
          labels={{ host: t("host.label") }}
        />
      )}
      {host ? (
        <p>
          <strong translate="no">{host.name}</strong>{" "}
          <Badge kind={host.confirmed ? "success" : "warning"}>
            {host.confirmed ? t("host.confirmed") : t("host.waiting")}
          </Badge>
        </p>
      ) : (
        <p>{t("host.none")}</p>
      )}
      {mayChange && (
        <form className="page-form" method="post" action={action}>
          <SeenMark seen={seen} />
          <TextInput
            name="host"
            label={t("host.label")}
            hint={t("host.hint")}
            defaultValue={typed ?? host?.name}
            error={error}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            dir="ltr"
            width={30}
          />
          <div className="page-form__actions">
            <Button look="secondary" name="intent" value="requestHost">
              {t("host.request")}
            </Button>
          </div>
        </form>
      )}
      {mayConfirm && host && (
        <form className="page-form" method="post" action={action}>
          <input type="hidden" name="host" value={host.name} />
          <p>{host.confirmed ? t("host.revokeHint") : t("host.confirmHint")}</p>
          <div className="page-form__actions">
            <Button
              look={host.confirmed ? "danger" : "primary"}
              name="intent"
              value={host.confirmed ? "revokeHost" : "confirmHost"}
            >
              {host.confirmed ? t("host.revoke") : t("host.confirm")}
            </Button>
          </div>
        </form>
      )}
    </section>
  );
}
