import { useTexts } from "#app/ui/use-texts.tsx";

/** To the privacy notice of a service; `base`: its address. */
export function NoticeLink({ base }: { readonly base: string }) {
  const { t } = useTexts("portal");
  return (
    <p className="list-note">
      <a className="plain-link" href={`${base}/datenschutz`}>
        {t("service.privacyNotice")}
      </a>
    </p>
  );
}
