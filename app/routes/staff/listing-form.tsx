import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ListingName, ListingProblem } from "#app/administration/check-listing.ts";
import { Button } from "#app/ui/button.tsx";
import { CheckGroup } from "#app/ui/controls/check-group.tsx";
import { ErrorSummary } from "#app/ui/controls/error-summary.tsx";
import { FileInput } from "#app/ui/controls/file-input.tsx";
import { TextArea } from "#app/ui/controls/text-area.tsx";
import { TextInput } from "#app/ui/controls/text-input.tsx";
import { FileHint } from "./file-hint.tsx";
import { SeenMark } from "./overtaken.tsx";

interface ListingFormProps {
  readonly seen: string | undefined;
  /** Address that answers. */
  readonly action: string;
  readonly facts: Readonly<Record<Exclude<ListingName, "formFile">, string>>;
  /** Name of the paper form that is stored. */
  readonly file: string | undefined;
  /** Whether one was chosen that did not come back with the form. */
  readonly hadFile: boolean;
  /** Whether the one that is stored is to be taken away. */
  readonly removeFile: boolean;
  readonly problems: readonly ListingProblem[];
  /** What helps to fill it in, and is sent along. */
  readonly children: ReactNode;
}

/** What a municipality tells of a service that one cannot apply for online. */
export function ListingForm(props: ListingFormProps) {
  const { action, facts, file, hadFile, removeFile, problems, seen, children } = props;
  const { t } = useTranslation("catalogue");
  const errors = problems.map(({ name, code, params }) => ({
    name,
    text: t(`listing.errors.${code}`, { ...params }),
  }));
  const errorOf = (name: ListingName) => errors.find((error) => error.name === name)?.text;
  const of = (name: keyof ListingFormProps["facts"], needed = false) => ({
    name,
    label: t(`listing.${name}`),
    defaultValue: facts[name],
    error: errorOf(name),
    ...(needed ? { required: true } : { optionalMark: t("listing.optional") }),
  });
  return (
    <form className="page-form" method="post" action={action} encType="multipart/form-data">
      <SeenMark seen={seen} />
      {/* The return key presses the first button of a form: what it means depends on where one was. */}
      <button
        className="visually-hidden"
        type="submit"
        name="intent"
        value="enter"
        tabIndex={-1}
        aria-hidden
      />
      {errors.length > 0 && (
        <ErrorSummary
          heading={t("listing.problem")}
          errors={errors.map(({ name, text }) => ({
            name,
            text: `${t(`listing.${name}`)}: ${text}`,
          }))}
        />
      )}
      {children}
      <TextInput {...of("name", true)} hint={t("listing.nameHint")} autoComplete="off" />
      <TextInput
        {...of("leikaKey")}
        hint={t("listing.leikaKeyHint")}
        inputMode="numeric"
        autoComplete="off"
        width={20}
      />
      <TextArea {...of("summary", true)} hint={t("listing.summaryHint")} rows={3} />
      <TextArea {...of("description")} hint={t("listing.descriptionHint")} rows={10} />
      <TextInput {...of("fee")} autoComplete="off" />
      <TextArea {...of("contact", true)} hint={t("listing.contactHint")} rows={5} />
      <h2 className="section-title">{t("listing.form")}</h2>
      <p>{t("listing.formHint")}</p>
      <TextInput {...of("formUrl")} hint={t("listing.formUrlHint")} dir="ltr" autoComplete="off" />
      <FileInput
        name="formFile"
        label={t("listing.formFile")}
        optionalMark={t("listing.optional")}
        hint={<FileHint lost={hadFile}>{t("listing.formFileHint")}</FileHint>}
        accept="application/pdf,.pdf"
        multiple={false}
        error={errorOf("formFile")}
        before={file !== undefined && <p>{t("listing.currentFile", { name: file })}</p>}
        after={
          file !== undefined && (
            <CheckGroup
              type="checkbox"
              name="removeFile"
              options={[{ value: "yes", label: t("listing.removeFile") }]}
              chosen={removeFile ? ["yes"] : []}
              wrong={false}
            />
          )
        }
      />
      <div className="page-form__actions">
        <Button>{t("listing.save")}</Button>
      </div>
    </form>
  );
}

/** Takes a listing away. */
export function RemoveListing({
  action,
  name,
}: {
  readonly action: string;
  readonly name: string;
}) {
  const { t } = useTranslation("catalogue");
  return (
    <form method="post" action={action}>
      <Button look="danger" name="intent" value="remove" context={name}>
        {t("listing.remove")}
      </Button>
      <p className="list-note">{t("listing.removeHint")}</p>
    </form>
  );
}
