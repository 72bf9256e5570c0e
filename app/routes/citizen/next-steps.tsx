import type { ShownText } from "#app/domain/page-form.ts";
import { Paragraphs } from "#app/forms/shown.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";

/** What happens after filing, and until when. */
export function NextSteps({
  municipality,
  afterwards,
  duration,
}: {
  municipality: string;
  afterwards: ShownText | undefined;
  duration: ShownText | undefined;
}) {
  const { t } = useTexts("portal");
  return (
    <section className="prose">
      <h2>{t("receipt.nextSteps")}</h2>
      {afterwards ? (
        <Paragraphs text={afterwards} />
      ) : (
        <p>{t("receipt.next.default", { municipality })}</p>
      )}
      {duration && <Paragraphs text={duration} />}
    </section>
  );
}
