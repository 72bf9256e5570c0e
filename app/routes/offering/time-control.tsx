import { useTranslation } from "react-i18next";
import { DateParts } from "#app/ui/controls/date-parts.tsx";
import type { TimeField, TypedWindow } from "#app/domain/typed-window.ts";

interface TimeControlProps {
  readonly name: TimeField;
  readonly typed: TypedWindow;
  readonly error: string | undefined;
}

/** A date and a time on the clocks of the authority. */
export function TimeControl({ name, typed, error }: TimeControlProps) {
  const { t } = useTranslation(["window", "forms"]);
  const part = (of: "day" | "time", width: number) => ({
    name: `${name}.${of}`,
    label: t(of),
    width,
    inputMode: "text" as const,
    dir: "ltr" as const,
    defaultValue: typed[`${name}.${of}`],
    autoComplete: "off",
    invalid: error !== undefined,
  });
  return (
    <DateParts
      name={name}
      label={t(`field.${name}`)}
      hint={t(`hint.${name}`)}
      optionalMark={t("forms:optional")}
      error={error}
      parts={[part("day", 10), part("time", 5)]}
    />
  );
}
