import { useEffect, useState, type MouseEvent } from "react";
import { aliveEvent } from "./alive-event.ts";
import { Button } from "./button.tsx";
import { Icon } from "./icon.tsx";
import { useTexts } from "./use-texts.tsx";

export interface SharedDeviceBarProps {
  /** Seconds without activity after which the sitting ends. */
  readonly idle: number;
  /** Time of day at which it ends, as the server wrote it. */
  readonly until: string;
  /** Changes with every page. */
  readonly page: string;
  /** The page once more. */
  readonly href: string;
}

/** Seconds before the end at which it is announced (WCAG 2.2.1). */
const warning = 120;

const endAddress = "/gemeinsam/ende";

/** Says at a shared device when the sitting ends, counts the minutes where scripts run, and ends it. */
export function SharedDeviceBar({ idle, until, page, href }: SharedDeviceBarProps) {
  const { t } = useTexts("portal");
  const left = useCountdown(idle, page);
  const soon = left !== undefined && left <= warning;
  return (
    <div className={soon ? "shared-bar shared-bar--soon no-print" : "shared-bar no-print"}>
      <div className="shell__inner shared-bar__inner">
        <p>
          <Icon name="info" />
          <span>
            <strong>{t("shared.title")}</strong>{" "}
            {left === undefined
              ? t("shared.until", { time: until })
              : t("shared.left", { count: Math.max(1, Math.ceil(left / 60)) })}
          </span>
        </p>
        {/* Read out once: the minutes above change silently. */}
        <p role="status" className="visually-hidden">
          {soon && t("shared.soon")}
        </p>
        <div className="actions">
          <a className="plain-link" href={href} onClick={extend}>
            {t("shared.extend")}
          </a>
          <form method="post" action={endAddress}>
            <Button look="secondary">{t("shared.end")}</Button>
          </form>
        </div>
      </div>
    </div>
  );
}

/** With scripts the time is extended without leaving what is being typed. */
function extend(event: MouseEvent<HTMLAnchorElement>): void {
  event.preventDefault();
  void fetch(event.currentTarget.href, { method: "HEAD" }).then(({ ok }) => {
    if (ok) window.dispatchEvent(new Event(aliveEvent));
  });
}

/** Seconds that are left; undefined until scripts run. Leaves the page when none are. */
function useCountdown(idle: number, page: string): number | undefined {
  const [left, setLeft] = useState<number>();
  useEffect(() => {
    let end = Date.now() + idle * 1000;
    const tell = (): void => {
      const rest = Math.ceil((end - Date.now()) / 1000);
      // Nobody gets back to this page with the browser's button.
      if (rest <= 0) location.replace(endAddress);
      else setLeft(rest);
    };
    const renew = (): void => {
      end = Date.now() + idle * 1000;
      tell();
    };
    const restored = ({ persisted }: PageTransitionEvent): void => {
      if (persisted) location.reload();
    };
    tell();
    const timer = setInterval(tell, 1000);
    window.addEventListener(aliveEvent, renew);
    window.addEventListener("pageshow", restored);
    return () => {
      clearInterval(timer);
      window.removeEventListener(aliveEvent, renew);
      window.removeEventListener("pageshow", restored);
    };
  }, [idle, page]);
  return left;
}
