import { useTranslation } from "react-i18next";
import type { CatalogueService } from "#app/administration/catalogue-service.ts";
import type { Overtaken } from "#app/administration/seen.server.ts";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/controls/error-summary.tsx";
import { TextInput } from "#app/ui/controls/text-input.tsx";
import { entryHref } from "./catalogue-query.ts";
import { OvertakenAlert, SeenMark } from "./overtaken.tsx";

interface ResponsibleFormProps {
  readonly place: { readonly ars: string; readonly name: string };
  readonly service: CatalogueService;
  readonly mayChange: boolean;
  /** Who is responsible in place of the municipality. */
  readonly authority: { readonly name: string; readonly ars: string } | undefined;
  readonly seen: string | undefined;
  readonly answer:
    | { readonly kind: "noKey" | "noAuthority"; readonly typed: string }
    | (Overtaken & { readonly typed: string })
    | undefined;
}

/** Who is responsible for a service in the municipality, and the way to say otherwise. */
export function ResponsibleForm(props: ResponsibleFormProps) {
  const { place, service, mayChange, authority, seen, answer } = props;
  const { t } = useTranslation("catalogue");
  const municipality = place.name;
  const faster = answer?.kind === "overtaken" ? answer : undefined;
  const error = answer && answer.kind !== "overtaken" ? t(`responsible.${answer.kind}`) : undefined;
  return (
    <section className="stack">
      <div>
        <h2 className="section-title">{t("responsible.title")}</h2>
        <p>
          {authority
            ? t("responsible.other", { authority: authority.name, municipality })
            : t("responsible.own", { municipality })}
        </p>
      </div>
      {faster && (
        <OvertakenAlert
          theirs={faster.theirs}
          typed={{ responsible: faster.typed }}
          labels={{ responsible: t("responsible.label") }}
        />
      )}
      {mayChange && service.keys.length === 0 && <p>{t("responsible.noKey")}</p>}
      {mayChange && service.keys.length > 0 && (
        <form className="page-form" method="post" action={entryHref(service.id, place.ars)}>
          {error !== undefined && (
            <ErrorSummary
              heading={t("responsible.problem")}
              errors={[{ name: "responsible", text: error }]}
            />
          )}
          <input type="hidden" name="gemeinde" value={place.ars} />
          <SeenMark seen={seen} />
          <TextInput
            name="responsible"
            label={t("responsible.label")}
            hint={t("responsible.hint", { ars: place.ars })}
            defaultValue={answer?.typed ?? authority?.ars ?? place.ars}
            inputMode="numeric"
            autoComplete="off"
            width={20}
            error={error}
          />
          <div className="page-form__actions">
            <Button look="secondary" name="intent" value="responsible">
              {t("responsible.save")}
            </Button>
          </div>
        </form>
      )}
    </section>
  );
}
