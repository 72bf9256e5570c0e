import { useMoney } from "#app/forms/fee-view.tsx";
import { Alert } from "#app/ui/alert.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";

interface PaidNoteProps {
  readonly paid: { readonly cents: number; readonly differs: boolean };
  readonly municipality: string;
}

/** It is paid, and only waits to be sent. */
export function PaidNote({ paid, municipality }: PaidNoteProps) {
  const { t } = useTexts(["payment", "forms"]);
  const money = useMoney();
  return (
    <Alert kind="success" title={t("review.paid", { amount: money(paid.cents) })}>
      <p>{t("review.paidHint")}</p>
      {paid.differs && <p>{t("review.paidDiffers", { municipality })}</p>}
    </Alert>
  );
}
