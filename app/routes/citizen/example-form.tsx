import { Button } from "#app/ui/button.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";

/** Lets an invented person fill in a test, so that nobody types what is real. */
export function ExampleForm() {
  const { t } = useTexts("portal");
  return (
    <form method="post">
      <Button look="secondary" name="intent" value="example">
        {t("trial.example")}
      </Button>
      <p className="list-note">{t("trial.exampleHint")}</p>
    </form>
  );
}
