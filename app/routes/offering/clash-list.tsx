import { useTranslation } from "react-i18next";
import { Alert } from "#app/ui/alert.tsx";
import { Table } from "#app/ui/table.tsx";
import { ShownLines, usePlaceTitle } from "./shown-lines.tsx";
import type { ShownPlace, ShownValue } from "./shown-value.server.ts";

interface Clash extends ShownPlace {
  readonly mine: ShownValue;
  readonly theirs: ShownValue;
}

/** Where somebody else was faster: theirs stays, and one's own can be set once more. */
export function ClashList({ clashes }: { readonly clashes: readonly Clash[] }) {
  const { t } = useTranslation("offering");
  const titleOf = usePlaceTitle();
  return (
    <Alert kind="warning" live title={t("clash.title", { count: clashes.length })}>
      <p>{t("clash.hint")}</p>
      <Table
        caption={t("clash.title", { count: clashes.length })}
        captionHidden
        columns={[
          { label: t("clash.place") },
          { label: t("clash.mine") },
          { label: t("clash.theirs") },
        ]}
        rows={clashes.map((clash) => ({
          key: clash.place,
          cells: [
            titleOf(clash),
            <ShownLines key="mine" value={clash.mine} />,
            <ShownLines key="theirs" value={clash.theirs} />,
          ],
        }))}
      />
    </Alert>
  );
}
