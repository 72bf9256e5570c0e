import { useTranslation } from "react-i18next";
import type { ShownDestination } from "#app/administration/destinations.server.ts";
import type { OptionField } from "#app/administration/option-fields.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Table } from "#app/ui/table.tsx";

interface OvertakenProps {
  readonly destination: ShownDestination;
  readonly fields: readonly OptionField[];
  readonly answer: {
    readonly typed: Readonly<Record<string, readonly string[]>>;
    readonly own: {
      readonly name: string;
      readonly lanes: string | undefined;
      readonly active: string | undefined;
    };
  };
}

/** What somebody else has saved since a form was shown, beside what was typed into it. Secrets are shown of neither. */
export function Overtaken({ destination, fields, answer: { typed, own } }: OvertakenProps) {
  const { t } = useTranslation("forwarding");
  const yesNo = (on: boolean): string => t(on ? "destination.yes" : "destination.no");
  const word = (field: OptionField, value: readonly string[]): string => {
    if (field.kind === "flag") return yesNo(value[0] === "true" || value[0] === "on");
    const isChoice = field.kind === "choice" || field.kind === "choices";
    return value
      .flatMap((one) => one.split(/\r?\n/))
      .filter((one) => one !== "")
      .map((one) =>
        isChoice ? t(`choice.${one.replaceAll(".", "-")}`, { defaultValue: one }) : one,
      )
      .join(", ");
  };
  const rows = [
    ["name", t("destination.name"), destination.name, own.name] as const,
    ...fields
      .filter(({ kind }) => kind !== "secret")
      .map(
        (field) =>
          [
            field.name,
            t(`option.${field.name}`, { defaultValue: field.name }),
            word(field, field.value),
            word(field, typed[field.name] ?? []),
          ] as const,
      ),
    ["lanes", t("destination.lanes"), String(destination.lanes), own.lanes ?? ""] as const,
    [
      "active",
      t("destination.active"),
      yesNo(destination.active),
      yesNo(own.active === "on"),
    ] as const,
  ].filter(([, , stored, mine]) => stored !== mine);
  return (
    <>
      <Alert kind="warning" live titleAs="p" title={t("destination.overtaken")}>
        {t("destination.overtakenHint")}
      </Alert>
      {rows.length > 0 && (
        <Table
          caption={t("destination.differences")}
          columns={[
            { label: t("destination.setting") },
            { label: t("destination.stored") },
            { label: t("destination.typed") },
          ]}
          rows={rows.map(([key, label, stored, mine]) => ({
            key,
            cells: [label, stored || "–", mine || "–"],
          }))}
        />
      )}
    </>
  );
}
