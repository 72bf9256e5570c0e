import { useTranslation } from "react-i18next";
import { Button } from "#app/ui/button.tsx";
import type { WordedCheck } from "./readiness-words.server.ts";

interface ReadinessRemedyProps {
  readonly check: Pick<WordedCheck, "remedy" | "ask">;
  /** Whether whoever looks may have a link sent to an address. */
  readonly mayAsk: boolean;
}

/** What is to be done about something that was looked at: at once, or on the page where it is mended. */
export function ReadinessRemedy({ check: { remedy, ask }, mayAsk }: ReadinessRemedyProps) {
  const { t } = useTranslation("readiness");
  const link =
    remedy?.href === undefined ? (
      (remedy?.text ?? t("nothing"))
    ) : (
      <a className="plain-link" href={remedy.href}>
        {remedy.text}
      </a>
    );
  if (ask === undefined) return link;
  if (!mayAsk) return ask.text;
  return (
    <form method="post" className="row-actions">
      <Button look="secondary" name="address" value={ask.address} context={ask.address}>
        {ask.text}
      </Button>
      {link}
    </form>
  );
}
