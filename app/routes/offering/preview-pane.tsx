import { useFetcher, type ShouldRevalidateFunction } from "@remix-run/react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { PreviewContent } from "./preview-content.tsx";
import type { Preview } from "./previewed.ts";

interface PreviewPaneProps {
  readonly preview: Preview;
  readonly action: string;
}

/** A preview changes nothing: the page stays as it was, with all that is typed, whatever others have saved meanwhile. */
export const keepDuringPreview: ShouldRevalidateFunction = ({
  formData,
  defaultShouldRevalidate,
}) => (formData?.get("intent") === "preview" ? false : defaultShouldRevalidate);

/** Milliseconds after the last key before the preview follows. */
const pause = 600;

/** What citizens would see; with scripts it follows what is typed, without them a press of the button. */
export function PreviewPane({ preview, action }: PreviewPaneProps) {
  const { t } = useTranslation("offering");
  const live = useLivePreview(action) ?? preview;
  return (
    <section className="preview" aria-label={t("preview.title")}>
      <h2 className="section-title">{t("preview.title")}</h2>
      <div className="preview__page">
        <PreviewContent preview={live} />
      </div>
    </section>
  );
}

/** Sends what is typed for a preview; undefined as long as nothing was. */
function useLivePreview(action: string): Preview | undefined {
  const fetcher = useFetcher<{ readonly kind: string; readonly preview?: Preview }>();
  const { submit } = fetcher;
  useEffect(() => {
    const form = document.getElementById("settings");
    if (!(form instanceof HTMLFormElement)) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const typed = new FormData(form);
        typed.set("intent", "preview");
        submit(typed, { method: "post", action });
      }, pause);
    };
    form.addEventListener("input", later);
    return () => {
      clearTimeout(timer);
      form.removeEventListener("input", later);
    };
  }, [submit, action]);
  return fetcher.data?.preview;
}
