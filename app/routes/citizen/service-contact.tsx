import { shown } from "#app/forms/shown.tsx";
import { SummaryList, type SummaryListRow } from "#app/ui/summary-list.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";
import type { ServiceTexts } from "./service-texts.server.ts";

/** Whom one asks about a service. */
export function ServiceContact({
  contact,
}: {
  readonly contact: NonNullable<ServiceTexts["contact"]>;
}) {
  const { t } = useTexts("portal");
  const { office, address, phone, email, openingHours } = contact;
  const rows: SummaryListRow[] = [
    ...(phone === undefined
      ? []
      : [
          {
            key: "phone",
            label: t("service.contactParts.phone"),
            values: [
              <a key="phone" href={`tel:${phone.replaceAll(/[^+\d]/g, "")}`} dir="ltr">
                {phone}
              </a>,
            ],
          },
        ]),
    ...(email === undefined
      ? []
      : [
          {
            key: "email",
            label: t("service.contactParts.email"),
            values: [
              <a key="email" href={`mailto:${email}`} dir="ltr">
                {email}
              </a>,
            ],
          },
        ]),
    ...(address === undefined
      ? []
      : [
          {
            key: "address",
            label: t("service.contactParts.address"),
            values: [
              <span key="address" className="kept-lines" translate="no">
                {address}
              </span>,
            ],
          },
        ]),
    ...(openingHours
      ? [
          {
            key: "openingHours",
            label: t("service.contactParts.openingHours"),
            values: [
              <span key="hours" className="kept-lines">
                {shown(openingHours)}
              </span>,
            ],
          },
        ]
      : []),
  ];
  return (
    <section>
      <h2 className="section-title">{t("service.contact")}</h2>
      <p>{shown(office)}</p>
      {rows.length > 0 && <SummaryList rows={rows} />}
    </section>
  );
}
