import { useId } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./button.tsx";
import { useSessionEnd, type SessionEndProps } from "./use-session-end.ts";

/**
 * Says until when somebody is signed in; every page that is loaded makes it longer. With scripts a dialog asks two minutes
 * before (WCAG 2.2.1), once and without counting seconds, and once more says that it has ended.
 */
export function SessionEnd(props: SessionEndProps) {
  const { t } = useTranslation("casework");
  const { dialog, stage, end, failed, extend, close } = useSessionEnd(props);
  const id = useId();
  const { until, mayExtend } = end;
  const ended = stage === "ended";
  const text = ended ? "ended" : mayExtend ? "soon" : "last";
  return (
    <>
      <span>{t("session.until", { time: until })}</span>
      <dialog
        ref={dialog}
        role="alertdialog"
        aria-labelledby={`${id}title`}
        aria-describedby={`${id}text`}
        className="session-dialog"
        onCancel={(event) => {
          event.preventDefault();
          // Whoever presses Escape is there.
          if (!ended && mayExtend) extend();
          else close();
        }}
      >
        <h2 id={`${id}title`}>{t(ended ? "session.endedTitle" : "session.title")}</h2>
        <p id={`${id}text`}>{t(`session.${text}`, { time: until })}</p>
        <p role="status">{failed && t("session.failed")}</p>
        <p role="status" className="visually-hidden">
          {ended && t("session.endedTitle")}
        </p>
        <div className="actions">
          {!ended && mayExtend ? (
            <button type="button" className="kern-btn kern-btn--primary" onClick={extend}>
              <span className="kern-label">{t("session.stay")}</span>
            </button>
          ) : (
            <button type="button" className="kern-btn kern-btn--primary" onClick={close}>
              <span className="kern-label">{t("session.close")}</span>
            </button>
          )}
          {ended ? (
            <a className="plain-link" href={props.signInAction}>
              {t("session.signIn")}
            </a>
          ) : (
            <form method="post" action={props.signOutAction}>
              <Button look="secondary">{t("nav.signOut")}</Button>
            </form>
          )}
        </div>
      </dialog>
    </>
  );
}
