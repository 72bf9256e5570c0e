import { LinkButton } from "#app/ui/button.tsx";
import { QrCode, type QrSquares } from "#app/ui/qr-code.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";

interface StatusAccessProps {
  readonly code: string;
  /** With reference and code in it. */
  readonly href: string;
  readonly qr: QrSquares;
}

/** The code for the status, to be written down, printed, or read by a phone. */
export function StatusAccess({ code, href, qr }: StatusAccessProps) {
  const { t, plain } = useTexts("portal");
  return (
    <section className="receipt-status">
      <div className="prose">
        <h2>{t("receipt.statusTitle")}</h2>
        <p>{t("receipt.statusHint")}</p>
        <p className="panel__label">{t("receipt.code")}</p>
        <p className="receipt-status__code" translate="no" dir="ltr">
          {code}
        </p>
        <p className="no-print">
          <a className="plain-link" href={href}>
            {t("receipt.statusLink")}
          </a>
        </p>
        <p className="print-only">
          {t("receipt.statusLink")}: <bdi dir="ltr">{href.replace(/#.*/, "")}</bdi>
        </p>
      </div>
      <QrCode squares={qr} label={plain("receipt.qr")} />
    </section>
  );
}

/** That the receipt can be checked; with the download for whom it belongs to. */
export function ReceiptProof({ address }: { readonly address: string | undefined }) {
  const { t } = useTexts("portal");
  return (
    <section className="prose no-print">
      <h2>{t("receipt.proofTitle")}</h2>
      <p>{t("receipt.proofHint")}</p>
      <p className="actions">
        {address !== undefined && (
          <LinkButton look="secondary" icon="download" href={`${address}/nachweis.json`} download>
            {t("receipt.proofDownload")}
          </LinkButton>
        )}
        <LinkButton look="tertiary" href="/quittung">
          {t("receipt.proofCheck")}
        </LinkButton>
      </p>
    </section>
  );
}
