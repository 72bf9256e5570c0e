import { Paragraphs } from "#app/forms/shown.tsx";
import { Alert } from "#app/ui/alert.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";
import type { ServiceTexts } from "./service-texts.server.ts";

/** Says how much of a service is not in the language of the page. */
export function OtherLanguage({ missing, total }: { missing: number; total: number }) {
  const { t } = useTexts("portal");
  const title =
    missing === total
      ? t("service.otherLanguage")
      : t("service.partlyMissing", { count: missing, total });
  return <Alert kind="info" titleAs="p" title={title} />;
}

/** The service in plain German and in sign language. */
export function OtherForms({ service }: { readonly service: ServiceTexts }) {
  return (
    <>
      {service.plainLanguage && <PlainLanguage {...service.plainLanguage} />}
      {service.signLanguage && <SignLanguage {...service.signLanguage} />}
    </>
  );
}

function PlainLanguage({ text, page }: NonNullable<ServiceTexts["plainLanguage"]>) {
  const { t } = useTexts("portal");
  return (
    <section className="prose">
      <h2>{t("service.plainLanguage")}</h2>
      {text !== undefined && <Paragraphs text={{ text, lang: "de-simple" }} />}
      {page !== undefined && (
        <p>
          <a href={page}>{t("service.plainLanguageMore")}</a>
        </p>
      )}
    </section>
  );
}

/** Our own video plays here; of one that is elsewhere nobody learns before its link is opened. */
function SignLanguage({ video, captions, transcript }: NonNullable<ServiceTexts["signLanguage"]>) {
  const { t, plain } = useTexts("portal");
  return (
    <section className="prose">
      <h2>{t("service.signLanguage")}</h2>
      {video.startsWith("/") ? (
        <video
          className="sign-language"
          src={video}
          controls
          preload="none"
          aria-label={plain("service.signLanguage")}
        >
          <track kind="captions" srcLang="de" src={captions} />
        </video>
      ) : (
        <>
          <p>
            <a href={video} rel="noreferrer">
              {t("service.signLanguageOpen", { host: new URL(video).host })}
            </a>
          </p>
          <p>{t("service.signLanguageElsewhere")}</p>
        </>
      )}
      {transcript && (
        <details className="help">
          <summary>{t("service.signLanguageTranscript")}</summary>
          <div className="help__text">
            <Paragraphs text={transcript} />
          </div>
        </details>
      )}
    </section>
  );
}
