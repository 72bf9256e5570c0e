import { useTranslation } from "react-i18next";
import { ClashForm, type ClashSides } from "./clash-form.tsx";

interface EditClashProps {
  readonly action: string;
  readonly clashes: readonly ClashSides[];
  /** What one typed, and what is stored instead, as JSON. */
  readonly mine: string;
  readonly seen: string;
}

/** Where somebody else was faster: what was typed stands beside what is stored, and either may count. */
export function EditClash({ action, clashes, mine, seen }: EditClashProps) {
  const { t } = useTranslation("offering");
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
      clashes={clashes}
    />
  );
}
