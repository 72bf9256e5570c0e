import { Button, LinkButton } from "#app/ui/button.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";

/** What belongs to the citizen: to have it, and to have it deleted. */
export function DraftData({ base }: { readonly base: string }) {
  const { t } = useTexts("draft");
  return (
    <section className="stack no-print">
      <h2 className="section-title">{t("data.title")}</h2>
      <div>
        <LinkButton look="secondary" icon="download" href={`${base}/entwurf/daten`} download>
          {t("data.download")}
        </LinkButton>
        <p className="list-note">{t("data.downloadHint")}</p>
      </div>
      <form method="post">
        <Button look="danger" name="intent" value="discard">
          {t("data.discard")}
        </Button>
        <p className="list-note">{t("data.discardHint")}</p>
      </form>
    </section>
  );
}
