import { useTranslation } from "react-i18next";
import type { Overtaken, ShownFacts } from "#app/administration/seen.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Table } from "#app/ui/table.tsx";

const control = "_seen";

/** Which state of things a form shows. */
export function SeenMark({ seen }: { readonly seen: string | undefined }) {
  return seen === undefined ? null : <input type="hidden" name={control} value={seen} />;
}

/** What a form says of which state it had shown. */
export function seenIn(raw: Readonly<Record<string, readonly string[] | undefined>>) {
  return raw[control]?.[0];
}

interface OvertakenAlertProps {
  readonly theirs: Overtaken["theirs"];
  readonly typed: ShownFacts;
  /** Names of fields as the form has them. */
  readonly labels: Readonly<Record<string, string>>;
  /** Whether the form takes files, which cannot be given back. */
  readonly files?: boolean;
}

/** That somebody else was faster: theirs stays, beside it one's own, which still stands in the form and can be saved once more. */
export function OvertakenAlert({ theirs, typed, labels, files = false }: OvertakenAlertProps) {
  const { t } = useTranslation("casework");
  const plain = (text = "") => text.replace(/\r\n?/g, "\n").trim();
  const shown = (text: string) =>
    text === "" ? t("overtaken.nothing") : <span className="kept-lines">{text}</span>;
  const differing = Object.entries(labels).filter(
    ([name]) => plain(theirs[name]) !== plain(typed[name]),
  );
  return (
    <Alert kind="warning" live title={t("overtaken.title")}>
      <p>
        {t("overtaken.text")} {files && t("overtaken.files")}
      </p>
      {differing.length === 0 ? (
        <p>{t("overtaken.elsewhere")}</p>
      ) : (
        <Table
          caption={t("overtaken.title")}
          captionHidden
          columns={[
            { label: t("overtaken.field") },
            { label: t("overtaken.theirs") },
            { label: t("overtaken.mine") },
          ]}
          rows={differing.map(([name, label]) => ({
            key: name,
            cells: [label, shown(plain(theirs[name])), shown(plain(typed[name]))],
          }))}
        />
      )}
    </Alert>
  );
}
