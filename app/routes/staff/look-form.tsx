import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { LookProblem, TypedLook } from "#app/administration/look.server.ts";
import { longestText, mostFooterLinks } from "#app/domain/look/look.ts";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/controls/error-summary.tsx";
import { FileInput } from "#app/ui/controls/file-input.tsx";
import { SingleCheckbox } from "#app/ui/controls/single-checkbox.tsx";
import { TextArea } from "#app/ui/controls/text-area.tsx";
import { TextInput } from "#app/ui/controls/text-input.tsx";
import { FooterLinkFields } from "./footer-link-fields.tsx";
import { LookPreview } from "./look-preview.tsx";
import { FileHint } from "./file-hint.tsx";
import { SeenMark } from "./overtaken.tsx";

interface LookFormProps {
  readonly seen: string | undefined;
  readonly ars: string;
  /** What the municipality is called where it says nothing else. */
  readonly name: string;
  readonly look: TypedLook;
  readonly problems: readonly LookProblem[];
  /** Address of the coat of arms as it is. */
  readonly arms: string | undefined;
  readonly hasArms: boolean;
  /** Whether a picture was chosen that did not come back with the form. */
  readonly hadFile: boolean;
}

/** Name, coat of arms, colour, links and imprint of a municipality, with a preview that follows what is typed. */
export function LookForm(props: LookFormProps) {
  const { ars, name, look, problems, arms, hasArms, hadFile, seen } = props;
  const { t, i18n } = useTranslation("look");
  const [shown, setShown] = useState({ accent: look.accent, displayName: look.displayName });
  const number = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 2 });
  const errors = problems.map(({ name: field, code, ratio, proposal }) => ({
    name: field.startsWith("links.")
      ? `${field}.${code === "linkAddress" ? "href" : "label"}`
      : field,
    text: t(`errors.${code}`, { ratio: number.format(ratio ?? 0), proposal }),
  }));
  const errorOf = (field: string) => errors.find((error) => error.name === field)?.text;
  const proposal = problems.find(({ code }) => code === "contrast")?.proposal;
  const follow = (field: keyof typeof shown) => ({
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) => {
      setShown((before) => ({ ...before, [field]: currentTarget.value }));
    },
    onBlur: () => undefined,
  });
  return (
    <form
      className="page-form look-form"
      method="post"
      encType="multipart/form-data"
      action={`/verwaltung/aussehen?gemeinde=${ars}`}
    >
      <SeenMark seen={seen} />
      {errors.length > 0 && <ErrorSummary heading={t("problem")} errors={errors} />}
      <div className="look-form__beside">
        <div>
          <TextInput
            name="displayName"
            label={t("displayName")}
            hint={t("displayNameHint", { name })}
            optionalMark={t("optional")}
            defaultValue={look.displayName}
            error={errorOf("displayName")}
            autoComplete="off"
            binding={follow("displayName")}
          />
          <TextInput
            name="accent"
            label={t("accent")}
            hint={t("accentHint")}
            optionalMark={t("optional")}
            defaultValue={look.accent}
            error={errorOf("accent")}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            dir="ltr"
            width={10}
            binding={follow("accent")}
          />
          {proposal !== undefined && (
            <Button look="secondary" name="intent" value="propose">
              {t("takeProposal", { proposal })}
            </Button>
          )}
        </div>
        <LookPreview
          accent={shown.accent}
          name={shown.displayName.trim() === "" ? name : shown.displayName}
          arms={arms}
        />
      </div>
      <FileInput
        name="arms"
        label={t("arms")}
        hint={<FileHint lost={hadFile}>{t("armsHint")}</FileHint>}
        optionalMark={t("optional")}
        error={errorOf("arms")}
        accept=".svg,.png,image/svg+xml,image/png"
        multiple={false}
      />
      <TextInput
        name="armsAlt"
        label={t("armsAlt")}
        hint={t("armsAltHint")}
        defaultValue={look.armsAlt}
        error={errorOf("armsAlt")}
        autoComplete="off"
      />
      {hasArms && (
        <SingleCheckbox
          name="removeArms"
          label={t("currentArms")}
          value="yes"
          statement={t("removeArms")}
          defaultChecked={false}
        />
      )}
      <FooterLinkFields links={look.links} most={mostFooterLinks} errorOf={errorOf} />
      <TextArea
        name="publisher"
        label={t("publisher")}
        hint={t("publisherHint", { count: longestText.publisher })}
        optionalMark={t("optional")}
        defaultValue={look.publisher}
        error={errorOf("publisher")}
        rows={6}
      />
      <div className="page-form__actions">
        <Button>{t("save")}</Button>
        <Button look="secondary" name="intent" value="preview">
          {t("preview")}
        </Button>
      </div>
    </form>
  );
}
