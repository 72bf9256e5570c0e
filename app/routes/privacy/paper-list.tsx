import { useTranslation } from "react-i18next";
import type { ShownText } from "#app/domain/page-form.ts";
import { Badge } from "#app/ui/badge.tsx";

interface PaperListProps {
  readonly ars: string;
  readonly papers: readonly {
    readonly address: "verzeichnis" | "loeschkonzept";
    readonly open: number;
  }[];
}

/** The documents about all offerings. */
export function PaperList({ ars, papers }: PaperListProps) {
  const { t } = useTranslation("records");
  const kinds = { verzeichnis: "record", loeschkonzept: "deletion" } as const;
  return (
    <section>
      <h2 className="section-title">{t("settings.papers")}</h2>
      <ul className="plain-list">
        {papers.map(({ address, open }) => (
          <li key={address}>
            <a className="plain-link" href={`/verwaltung/datenschutz/${address}?gemeinde=${ars}`}>
              {t(`kindsOf.${kinds[address]}`)}
            </a>{" "}
            <OpenCount count={open} />
            <br />
            {t(`hintsOf.${kinds[address]}`)}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface NoticeListProps {
  readonly ars: string;
  /** Address of the municipality. */
  readonly place: string;
  readonly notices: readonly {
    readonly id: string;
    readonly version: string;
    readonly name: ShownText;
    readonly isSwitchedOff: boolean;
    readonly open: number;
  }[];
}

/** The notices, one each offering. */
export function NoticeList({ ars, place, notices }: NoticeListProps) {
  const { t } = useTranslation("records");
  return (
    <section>
      <h2 className="section-title">{t("settings.notices")}</h2>
      {notices.length === 0 && <p>{t("settings.noOfferings")}</p>}
      <ul className="plain-list">
        {notices.map(({ id, version, name, isSwitchedOff, open }) => (
          <li key={id}>
            <a
              className="plain-link"
              href={`/verwaltung/datenschutz/hinweise?gemeinde=${ars}&leistung=${id}`}
              lang={name.lang}
            >
              {t(isSwitchedOff ? "record.activityOff" : "record.activity", {
                service: name.text,
                version,
              })}
            </a>{" "}
            <OpenCount count={open} />
            {!isSwitchedOff && (
              <>
                <br />
                <a className="plain-link" href={`${place}/${id}/datenschutz`}>
                  {t("settings.public")}
                  <span className="visually-hidden">: {name.text}</span>
                </a>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function OpenCount({ count }: { readonly count: number }) {
  const { t } = useTranslation("records");
  return count === 0 ? null : <Badge kind="warning">{t("paper.open", { count })}</Badge>;
}
