import { useTranslation } from "react-i18next";
import { Alert } from "#app/ui/alert.tsx";
import { ClashForm } from "./clash-form.tsx";
import { takeName } from "./take-name.ts";
import { useClashSides, type ShownClash } from "./use-clash-sides.tsx";

interface OvertakenFormProps {
  readonly action: string;
  readonly mayEdit: boolean;
  /** The revision that counts by now; null: the service as it is. */
  readonly published: number | null;
  /** Names what is compared, for the form to bring back. */
  readonly state: string;
  readonly clashes: readonly ShownClash[];
  /** Whether it answers what was just sent. */
  readonly told: boolean;
  readonly undecided: readonly string[];
}

/** What was published while a draft was worked on, where the draft says something else: both, and which of them shall count. */
export function OvertakenForm(props: OvertakenFormProps) {
  const { action, mayEdit, published, state, clashes, told, undecided } = props;
  const { t } = useTranslation("offering");
  const sides = useClashSides(clashes);
  const number = published ?? 0;
  if (clashes.length === 0)
    return <Alert kind="info" titleAs="p" title={t("overtaken.joins", { number })} />;
  const heading = t("overtaken.title", { number, count: clashes.length });
  if (!mayEdit) return <Alert kind="warning" titleAs="p" title={heading} />;
  return (
    <ClashForm
      action={action}
      live={told}
      heading={heading}
      hint={t("overtaken.hint")}
      intent="settle"
      hidden={{ state }}
      sides={{ mine: t("overtaken.draft"), theirs: t("overtaken.published", { number }) }}
      clashes={sides}
      errors={new Map(undecided.map((place) => [takeName(place), t("merge.decide")]))}
    />
  );
}
