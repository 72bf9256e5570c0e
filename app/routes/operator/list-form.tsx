import { useTranslation } from "react-i18next";
import { Button } from "#app/ui/button.tsx";
import { FileInput } from "#app/ui/controls/file-input.tsx";
import { RadioGroup } from "#app/ui/controls/radio-group.tsx";
import type { ListAnswer } from "./responsibility-upload.server.ts";

interface ListFormProps {
  readonly href: string;
  readonly problem: Extract<ListAnswer, { kind: "problem" }> | undefined;
}

/** Sends a list to be looked at. */
export function ListForm({ href, problem }: ListFormProps) {
  const { t } = useTranslation("places");
  const errorOf = (name: string) =>
    problem?.name === name ? t(`problem.${problem.problem}`) : undefined;
  return (
    <form className="page-form" method="post" encType="multipart/form-data" action={href}>
      <h2 className="section-title" id="einlesen">
        {t("uploadTitle")}
      </h2>
      <p>{t("uploadText")}</p>
      <RadioGroup
        name="liste"
        label={t("kind")}
        defaultValue={problem?.list}
        error={errorOf("liste")}
        options={(["rules", "streets", "postalCodes"] as const).map((value) => ({
          value,
          label: t(`list.${value}`),
          hint: t(`columns.${value}`),
        }))}
      />
      <FileInput
        name="datei"
        label={t("file")}
        hint={t("fileHint")}
        accept=".csv,.txt,.gz,text/csv"
        multiple={false}
        error={errorOf("datei")}
      />
      <div className="actions">
        <Button name="intent" value="check">
          {t("check")}
        </Button>
      </div>
    </form>
  );
}
