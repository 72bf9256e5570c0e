import { useTranslation } from "react-i18next";
import type { ShownCertificate } from "#app/administration/catalogue-service.ts";
import { formatDay } from "#app/i18n/format.ts";
import { isLanguage } from "#app/i18n/languages.ts";

/** What trying out all ways of a service, and looking at all its pages, has found. */
export function CertificateLines({ certificate }: { readonly certificate: ShownCertificate }) {
  return (
    <>
      <PathsLine certificate={certificate} />
      <AccessibilityLine state={certificate.accessibility} />
    </>
  );
}

/** E.g. "Barrierefreiheit: 14 Seiten geprüft, keine Verstöße". */
function AccessibilityLine({ state }: { readonly state: ShownCertificate["accessibility"] }) {
  const { t, i18n } = useTranslation("administration");
  if (state.kind !== "checked")
    return (
      <div className="catalogue__certificate">{t(`catalogue.accessibility.${state.kind}`)}</div>
    );
  const { pages, barriers, checkedAt } = state;
  const day = formatDay(checkedAt.slice(0, 10), isLanguage(i18n.language) ? i18n.language : "de");
  return (
    <div className="catalogue__certificate">
      {t("catalogue.accessibility.checked", { count: pages })}
      {", "}
      {barriers === 0
        ? t("catalogue.accessibility.noBarrier")
        : t("catalogue.accessibility.barriers", { count: barriers })}{" "}
      {t("catalogue.accessibility.when", { day })}
    </div>
  );
}

/** E.g. "12 Wege geprüft, keine Sackgasse". */
function PathsLine({ certificate }: { readonly certificate: ShownCertificate }) {
  const { t, i18n } = useTranslation("administration");
  const { paths, complete, deadEnds } = certificate;
  const many = paths.length > 12;
  const number = new Intl.NumberFormat(i18n.language, {
    ...(many && { notation: "compact", compactDisplay: "long" }),
  }).format(BigInt(paths));
  const count = Number(paths);
  return (
    <div className="catalogue__certificate">
      {complete
        ? t("catalogue.paths", { count, paths: number })
        : t("catalogue.pathsAtLeast", { count, paths: number })}
      {", "}
      {deadEnds === 0 ? t("catalogue.noDeadEnd") : t("catalogue.deadEnds", { count: deadEnds })}
    </div>
  );
}
