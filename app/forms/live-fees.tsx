import { computeFees } from "#app/domain/fees/compute-fees.ts";
import type { PageFees } from "#app/domain/fees/fee-plan.ts";
import { toFiledFees } from "#app/domain/fees/to-filed-fees.ts";
import { validatePageForm } from "#app/domain/page-form-check.ts";
import type { PageForm, RawInput } from "#app/domain/page-form.ts";
import { useTexts } from "#app/ui/use-texts.tsx";
import { FeeView, useMoney } from "./fee-view.tsx";

interface LiveFeesProps {
  readonly fees: PageFees;
  readonly form: PageForm;
  /** What is typed at the moment; without scripts, what the page was opened with. */
  readonly raw: RawInput;
}

/** The fees by what is typed at the moment, told anew once the total has changed. */
export function LiveFees({ fees: { plan, here, values }, form, raw }: LiveFeesProps) {
  const { t } = useTexts("forms");
  const money = useMoney();
  const typed = validatePageForm(form, raw, { hasCode: () => true }).values;
  const own = new Set(here);
  const result = computeFees(plan, (path) => (own.has(path) ? typed[path] : values[path]));
  const { positions, open, total, free } = result;
  // Before anything is known, nothing is said: a sum of nothing would be taken for an answer.
  const isKnown = positions.length + open.length > 0 || free !== undefined;
  return (
    <div className="live-fees">
      {isKnown && <FeeView fees={toFiledFees(plan, result)} />}
      <p className="visually-hidden" role="status">
        {isKnown && t("fees.now", { total: money(total) })}
      </p>
    </div>
  );
}
