import { useTranslation } from "react-i18next";
import { Alert } from "#app/ui/alert.tsx";
import { ActionButton } from "#app/ui/controls/action-button.tsx";
import { RadioGroup } from "#app/ui/controls/radio-group.tsx";

interface ClashFormProps {
  readonly action: string;
  readonly clashes: readonly {
    readonly place: string;
    /** Name of the choice. */
    readonly take: string;
    readonly title: string;
    readonly mine: readonly string[];
    readonly theirs: readonly string[];
  }[];
  /** What one typed, and what is stored instead, as JSON by place. */
  readonly mine: string;
  readonly seen: string;
}

/** Where somebody else was faster: both sides, place by place, and which of them shall count. */
export function ClashForm({ action, clashes, mine, seen }: ClashFormProps) {
  const { t } = useTranslation("authoring");
  return (
    <Alert kind="warning" live title={t("clash.title", { count: clashes.length })}>
      <p>{t("clash.hint")}</p>
      <form className="page-form" method="post" action={action}>
        <input type="hidden" name="mine" value={mine} />
        <input type="hidden" name="seen" value={seen} />
        {clashes.map((clash) => (
          <RadioGroup
            key={clash.place}
            name={clash.take}
            label={clash.title}
            defaultValue="theirs"
            options={[
              { value: "theirs", label: <Side title={t("clash.theirs")} lines={clash.theirs} /> },
              { value: "mine", label: <Side title={t("clash.mine")} lines={clash.mine} /> },
            ]}
          />
        ))}
        <div className="page-form__actions">
          <ActionButton intent="merge" look="primary">
            {t("clash.save")}
          </ActionButton>
        </div>
      </form>
    </Alert>
  );
}

function Side({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  return (
    <>
      {title}: <span className="kept-lines">{lines.join("\n")}</span>
    </>
  );
}
