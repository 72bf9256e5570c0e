import { useTranslation } from "react-i18next";
import { useInputLabel } from "./setting-controls.tsx";
import type { ShownPlace, ShownValue } from "./shown-value.server.ts";

/** What a place says, line by line. */
export function ShownLines({ value }: { readonly value: ShownValue }) {
  const { t } = useTranslation("offering");
  if (value.lines.length === 0) return <>{t("settings.nothing")}</>;
  return (
    <dl className="shown-lines">
      {value.lines.map((line) => (
        <Line key={line.input.part} line={line} />
      ))}
    </dl>
  );
}

function Line({ line: { input, text } }: { readonly line: ShownValue["lines"][number] }) {
  const { t } = useTranslation("offering");
  const label = useInputLabel({ type: "line", value: [], ...input });
  return (
    <div>
      <dt>{label}</dt>
      <dd className="kept-lines" lang={input.language}>
        {text === "on" ? t("settings.yes") : text}
      </dd>
    </div>
  );
}

/** E.g. "Name des Hundes – Hinweis". */
export function usePlaceTitle(): (place: ShownPlace) => string {
  const { t } = useTranslation("offering");
  return ({ word, subject }) =>
    subject === undefined ? t(`word.${word}`) : `${subject} – ${t(`word.${word}`)}`;
}
