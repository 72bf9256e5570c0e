import { Button } from "./button.tsx";
import { Icon } from "./icon.tsx";
import { useTexts } from "./use-texts.tsx";

/** Why nothing that is filed from a page counts. */
export type Trial =
  | { readonly kind: "test" }
  /** `end`: what ends it posts there. */
  | { readonly kind: "preview"; readonly end: string };

/** Says on every page that this is a test, or a look at what is not public yet, which can be ended. */
export function TrialBar({ trial }: { readonly trial: Trial }) {
  const { t } = useTexts("portal");
  return (
    <div className="trial-bar">
      <div className="shell__inner trial-bar__inner">
        <p>
          <Icon name="info" />
          <span>
            <strong>{t(`trial.${trial.kind}`)}</strong> {t("trial.hint")}
          </span>
        </p>
        {trial.kind === "preview" && (
          <form method="post" action={trial.end} className="no-print">
            <Button look="secondary">{t("trial.end")}</Button>
          </form>
        )}
      </div>
    </div>
  );
}
