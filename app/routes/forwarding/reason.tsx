import { useTranslation } from "react-i18next";
import { readReason } from "#app/domain/forwarding-reason.ts";

/** Why an attempt did not succeed: in words and what to do where that is known, and as the log has it. */
export function Reason({ reason }: { readonly reason: string }) {
  const { t } = useTranslation("forwarding");
  const known = readReason(reason);
  return (
    <>
      {known && (
        <span className="checks__detail">{t(`reason.${known.kind}`, { about: known.about })}</span>
      )}
      <span className="checks__detail" lang="en">
        {reason}
      </span>
    </>
  );
}
