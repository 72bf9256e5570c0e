import { useTranslation } from "react-i18next";
import { NativeForm } from "#app/forms/native-form.tsx";
import { shown } from "#app/forms/shown.tsx";
import { PreviewAbout } from "./preview-about.tsx";
import { PreviewFees } from "./preview-fees.tsx";
import type { Preview } from "./previewed.ts";

/** A section drawn with the very parts that citizens see. */
export function PreviewContent({ preview }: { readonly preview: Preview }) {
  const { t } = useTranslation("offering");
  switch (preview.kind) {
    case "broken":
    case "conditional":
    case "unfinished":
      return <p>{t(`preview.${preview.kind}`)}</p>;
    case "about":
      return <PreviewAbout preview={preview} />;
    case "fees":
      return <PreviewFees preview={preview} />;
    case "page":
      return (
        <>
          {preview.afterAnswers && <p className="list-note">{t("preview.afterAnswers")}</p>}
          <p className="preview__title">{shown(preview.title)}</p>
          {preview.intro && <p>{shown(preview.intro)}</p>}
          {/* To be read, not to be answered. */}
          <fieldset className="bare-fieldset" disabled>
            <NativeForm
              form={preview.form}
              raw={{}}
              errors={[]}
              title={preview.title.text}
              submitLabel={t("preview.next")}
              sending={false}
              send={() => undefined}
            />
          </fieldset>
        </>
      );
  }
}
