import { useTranslation } from "react-i18next";
import type { ShownDestination } from "#app/administration/destinations.server.ts";
import { waysText } from "#app/domain/confirmation.ts";
import { destinationRoles, type Way } from "#app/domain/forwarding.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Button } from "#app/ui/button.tsx";
import { Select } from "#app/ui/controls/select.tsx";
import { SeenMark } from "../staff/overtaken.tsx";

interface OfferingWaysProps {
  readonly ars: string;
  readonly destinations: readonly ShownDestination[];
  readonly services: readonly {
    readonly id: string;
    readonly name: { readonly text: string; readonly language: string };
  }[];
  /** Services of which somebody has changed where they go. */
  readonly changed: readonly string[];
  readonly answer:
    | {
        readonly problem: "twoPrimaries" | "noPrimary" | "overtaken" | "waits";
        readonly serviceId: string;
        readonly ways: readonly Way[];
        /** Where it went when the form was shown. */
        readonly seen: string | undefined;
      }
    | undefined;
}

/** Where each offering goes: a form of its own, so that one mistake keeps none of the others back. */
export function OfferingWays({ ars, destinations, services, changed, answer }: OfferingWaysProps) {
  const { t, i18n } = useTranslation("forwarding");
  return (
    <section>
      <h2 className="section-title">{t("ways.title")}</h2>
      <p>{t("ways.lead")}</p>
      {services.map(({ id, name }) => {
        const wrong = answer?.serviceId === id ? answer : undefined;
        const roleOf = (destination: ShownDestination): string =>
          (wrong
            ? wrong.ways.find(({ destinationId }) => destinationId === destination.id)
            : destination.offerings.find(({ serviceId }) => serviceId === id)
          )?.role ?? "";
        const goes = destinations.some((one) => roleOf(one) !== "");
        const now = destinations.flatMap(({ offerings }) =>
          offerings.filter(({ serviceId }) => serviceId === id),
        );
        return (
          <details key={id} className="ways" open={wrong !== undefined || undefined}>
            <summary>
              <span lang={name.language === i18n.language ? undefined : name.language}>
                {name.text}
              </span>
              {": "}
              {goes
                ? destinations
                    .filter((one) => roleOf(one) !== "")
                    .map((one) => `${one.name} (${t(`role.${roleOf(one)}`)})`)
                    .join(", ")
                : t("ways.inbox")}
            </summary>
            <form className="page-form" method="post" action={`/verwaltung/ziele?gemeinde=${ars}`}>
              {wrong && <Alert kind="danger" titleAs="p" live title={t(`ways.${wrong.problem}`)} />}
              <input type="hidden" name="service" value={id} />
              <SeenMark
                seen={wrong && wrong.problem !== "overtaken" ? wrong.seen : waysText(now)}
              />
              {destinations.map((one) => (
                <Select
                  key={one.id}
                  name={`way.${id}.${one.id}`}
                  label={one.name}
                  emptyLabel={t("role.none")}
                  defaultValue={roleOf(one)}
                  options={destinationRoles.map((role) => ({
                    value: role,
                    label: t(`role.${role}`),
                  }))}
                />
              ))}
              <div className="actions">
                <Button look="secondary" context={name.text}>
                  {t("ways.save")}
                </Button>
              </div>
              {changed.includes(id) && (
                <p>
                  <a
                    className="plain-link"
                    href={`/verwaltung/leistungen/${id}/wege?gemeinde=${ars}`}
                  >
                    {t("ways.former")}
                    <span className="visually-hidden">: {name.text}</span>
                  </a>
                </p>
              )}
            </form>
          </details>
        );
      })}
    </section>
  );
}
