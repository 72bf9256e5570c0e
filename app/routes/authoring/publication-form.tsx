import { useTranslation } from "react-i18next";
import { ActionButton } from "#app/ui/controls/action-button.tsx";
import { RadioGroup } from "#app/ui/controls/radio-group.tsx";
import { SingleCheckbox } from "#app/ui/controls/single-checkbox.tsx";
import { TextInput } from "#app/ui/controls/text-input.tsx";

interface PublicationFormProps {
  readonly action: string;
  readonly revision: number;
  readonly proposed: string;
  /** There is no version that could stay the one that counts. */
  readonly isFirst: boolean;
  /** Findings that somebody has to take upon them. */
  readonly critical: number;
  readonly typed:
    { readonly version: string; readonly when: string; readonly accepted: boolean } | undefined;
  readonly wrong: { readonly name: string; readonly text: string } | undefined;
}

/** Under which number the workpiece becomes a version, and from when on it counts. */
export function PublicationForm(props: PublicationFormProps) {
  const { action, revision, proposed, isFirst, critical, typed, wrong } = props;
  const { t } = useTranslation("authoring");
  const errorAt = (name: string) => (wrong?.name === name ? wrong.text : undefined);
  return (
    <form className="page-form" method="post" action={action}>
      <h2 className="section-title">{t("publish.form")}</h2>
      <input type="hidden" name="stand" value={revision} />
      <TextInput
        name="fassung"
        label={t("publish.version")}
        hint={t("publish.versionHint")}
        defaultValue={typed?.version ?? proposed}
        width={10}
        dir="ltr"
        required
        error={errorAt("fassung")}
      />
      {!isFirst && (
        <RadioGroup
          name="geltung"
          label={t("publish.when")}
          defaultValue={typed?.when ?? "stage"}
          options={(["stage", "now"] as const).map((one) => ({
            value: one,
            label: t(`publish.whens.${one}`),
          }))}
        />
      )}
      {critical > 0 && (
        <SingleCheckbox
          name="befunde"
          label={t("publish.accept")}
          value={String(critical)}
          statement={t("publish.acceptText", { count: critical })}
          defaultChecked={typed?.accepted ?? false}
          error={errorAt("befunde")}
        />
      )}
      <div className="page-form__actions">
        <ActionButton intent="publish" look="primary">
          {t("publish.submit")}
        </ActionButton>
      </div>
    </form>
  );
}
