import { useTranslation } from "react-i18next";
import type { FooterLink } from "#app/domain/look/look.ts";
import { TextInput } from "#app/ui/controls/text-input.tsx";

interface FooterLinkFieldsProps {
  readonly links: readonly FooterLink[];
  readonly most: number;
  readonly errorOf: (name: string) => string | undefined;
}

/** Label and address of each link at the foot of a municipality's pages; empty lines are left out. */
export function FooterLinkFields({ links, most, errorOf }: FooterLinkFieldsProps) {
  const { t } = useTranslation("look");
  return (
    <fieldset className="footer-links">
      <legend className="section-title">{t("links")}</legend>
      <p>{t("linksHint", { count: most })}</p>
      {Array.from({ length: most }, (_, at) => (
        <div className="footer-links__line" key={at}>
          <TextInput
            name={`links.${at}.label`}
            label={t("linkLabel", { number: at + 1 })}
            defaultValue={links[at]?.label}
            error={errorOf(`links.${at}.label`)}
            autoComplete="off"
          />
          <TextInput
            name={`links.${at}.href`}
            label={t("linkHref", { number: at + 1 })}
            defaultValue={links[at]?.href}
            error={errorOf(`links.${at}.href`)}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            dir="ltr"
          />
        </div>
      ))}
    </fieldset>
  );
}
