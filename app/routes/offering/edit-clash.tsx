import { useTranslation } from "react-i18next";
import { ClashForm } from "./clash-form.tsx";
import { ShownLines, usePlaceTitle } from "./shown-lines.tsx";
import type { ShownPlace, ShownValue } from "./shown-value.server.ts";
import { takeName } from "./take-name.ts";

interface EditClashProps {
  readonly action: string;
  readonly clashes: readonly (ShownPlace & {
    readonly mine: ShownValue;
    readonly theirs: ShownValue;
  })[];
  /** What one typed, and what is stored instead, as JSON. */
  readonly mine: string;
  readonly seen: string;
}

/** Where somebody else was faster: what was typed stands beside what is stored, and either may count. */
export function EditClash({ action, clashes, mine, seen }: EditClashProps) {
  const { t } = useTranslation("offering");
  const titleOf = usePlaceTitle();
  return (
    <ClashForm
      action={action}
      live
      heading={t("clash.title", { count: clashes.length })}
      hint={t("clash.hint")}
      intent="merge"
      hidden={{ mine, seen }}
      taken="theirs"
      sides={{ mine: t("clash.mine"), theirs: t("clash.theirs") }}
      clashes={clashes.map((clash) => ({
        take: takeName(clash.place),
        title: titleOf(clash),
        mine: <ShownLines value={clash.mine} />,
        theirs: <ShownLines value={clash.theirs} />,
      }))}
    />
  );
}
