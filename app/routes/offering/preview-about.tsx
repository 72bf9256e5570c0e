import { useTranslation } from "react-i18next";
import { Paragraphs, shown } from "#app/forms/shown.tsx";
import { OtherForms } from "../citizen/other-forms.tsx";
import { ServiceFacts } from "../citizen/service-facts.tsx";
import { SignInNeed } from "../sign-in/sign-in-need.tsx";
import type { Preview } from "./previewed.ts";

/** The page of a service as citizens find it, and what they read once they have filed. */
export function PreviewAbout({
  preview,
}: {
  readonly preview: Extract<Preview, { kind: "about" }>;
}) {
  const { t } = useTranslation(["offering", "portal"]);
  const { base, service, municipality, languages, signIn, nextSteps } = preview;
  return (
    <>
      <p>{shown(service.summary)}</p>
      <SignInNeed base={base} municipality={municipality} signIn={signIn} on="service" />
      <OtherForms service={service} />
      <ServiceFacts
        base={base}
        service={service}
        municipality={municipality}
        languages={languages}
      />
      <p className="preview__title">{t("preview.afterFiling")}</p>
      <section className="prose">
        <h2>{t("portal:receipt.nextSteps")}</h2>
        {nextSteps.map((text) => (
          <Paragraphs key={text.text} text={text} />
        ))}
      </section>
      {preview.completeWithinDays !== undefined && (
        <p>{t("preview.completeWithin", { count: preview.completeWithinDays })}</p>
      )}
    </>
  );
}
