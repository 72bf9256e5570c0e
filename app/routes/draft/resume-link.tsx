import { Button } from "#app/ui/button.tsx";
import { QrCode } from "#app/ui/qr-code.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";
import type { ShownLink } from "./draft-view.server.ts";

/** Link and code by which one gets back to the draft, or the offer to make them. */
export function ResumeLink({ link }: { readonly link: ShownLink | undefined }) {
  const { t } = useTexts("draft");
  return (
    <section className="stack">
      <h2 className="section-title">{t("link.title")}</h2>
      <p className="no-print">{t("link.what")}</p>
      {link && <Shown link={link} />}
      <form method="post">
        <Button look={link ? "secondary" : "primary"} name="intent" value="link">
          {t(link ? "link.makeAgain" : "link.make")}
        </Button>
        {link && <p className="list-note no-print">{t("link.againHint")}</p>}
      </form>
    </section>
  );
}

function Shown({ link: { url, code, qr } }: { readonly link: ShownLink }) {
  const { t, plain } = useTexts("draft");
  return (
    <div className="resume-link">
      <QrCode squares={qr} label={plain("link.qr")} />
      <dl className="resume-link__halves">
        <dt>{t("link.address")}</dt>
        <dd>
          <a className="plain-link" href={url} translate="no" dir="ltr">
            {url}
          </a>
        </dd>
        <dt>{t("link.code")}</dt>
        <dd>
          <strong className="resume-link__code" translate="no" dir="ltr">
            {code}
          </strong>
        </dd>
      </dl>
      <p>{t("link.keep")}</p>
      <p className="no-print">{t("link.lost")}</p>
      <p className="list-note no-print">{t("link.print")}</p>
    </div>
  );
}
