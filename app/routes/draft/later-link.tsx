import { useTexts } from "#app/ui/use-texts.tsx";

/** The way to everything one can do with a draft besides filling it in. */
export function LaterLink({ base }: { readonly base: string }) {
  const { t } = useTexts("portal");
  return (
    <p className="later-link no-print">
      <a className="plain-link" href={`${base}/entwurf`}>
        {t("page.later")}
      </a>
    </p>
  );
}
