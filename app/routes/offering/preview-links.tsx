import { useTranslation } from "react-i18next";
import { Alert } from "#app/ui/alert.tsx";
import { Button } from "#app/ui/button.tsx";
import { ActionButton } from "#app/ui/controls/action-button.tsx";
import { Table } from "#app/ui/table.tsx";
import type { OfferingPlace } from "./window-state.tsx";

const actionOf = ({ ars, service }: OfferingPlace) =>
  `/verwaltung/leistungen/${service}/vorschau?gemeinde=${ars}`;

interface MadeLinkProps {
  readonly href: string;
  readonly until: string;
}

/** The link, shown this once. */
export function MadeLink({ href, until }: MadeLinkProps) {
  const { t } = useTranslation("window");
  return (
    <Alert kind="success" live title={t("preview.made")}>
      <p className="preview-link">
        <a className="plain-link" href={href} rel="noreferrer" translate="no">
          {href}
        </a>
      </p>
      <p>{t("preview.madeHint", { until })}</p>
    </Alert>
  );
}

interface MakePreviewProps {
  readonly place: OfferingPlace;
  /** Number of the revision that is being worked on. */
  readonly worksOn: number | undefined;
}

/** Makes a link: for what is being worked on, where there is such, or for what counts. */
export function MakePreview({ place, worksOn }: MakePreviewProps) {
  const { t } = useTranslation("window");
  return (
    <section>
      <h2 className="section-title">{t("preview.make")}</h2>
      <form method="post" action={actionOf(place)} className="actions">
        {worksOn !== undefined && (
          <ActionButton intent="open" look="primary">
            {t("preview.makeOpen", { number: worksOn })}
          </ActionButton>
        )}
        <ActionButton intent="published" look={worksOn === undefined ? "primary" : "secondary"}>
          {t("preview.makePublished")}
        </ActionButton>
      </form>
    </section>
  );
}

interface PreviewLinksProps {
  readonly place: OfferingPlace;
  readonly links: readonly {
    readonly id: string;
    readonly revision?: number | undefined;
    readonly createdAt: string;
    readonly createdBy: string;
    readonly expiresAt: string;
  }[];
}

/** The links that are good, each to be taken back. */
export function PreviewLinks({ place, links }: PreviewLinksProps) {
  const { t } = useTranslation("window");
  const shows = (revision: number | undefined) =>
    revision === undefined ? t("preview.published") : t("preview.revision", { number: revision });
  return (
    <section>
      <h2 className="section-title">{t("preview.links")}</h2>
      {links.length === 0 ? (
        <p>{t("preview.none")}</p>
      ) : (
        <Table
          caption={t("preview.links")}
          captionHidden
          columns={["shows", "made", "by", "until", "action"].map((column) => ({
            label: t(`preview.column.${column}`),
          }))}
          rows={links.map(({ id, revision, createdAt, createdBy, expiresAt }) => ({
            key: id,
            cells: [
              shows(revision),
              createdAt,
              createdBy,
              expiresAt,
              <form key="revoke" method="post" action={actionOf(place)}>
                <input type="hidden" name="link" value={id} />
                <Button look="secondary" name="intent" value="revoke" context={createdAt}>
                  {t("preview.revoke")}
                </Button>
              </form>,
            ],
          }))}
        />
      )}
    </section>
  );
}
