import type { ShownText } from "../page-form.ts";
import type { FiledFees } from "../submission.ts";
import type { FeeResult } from "./compute-fees.ts";
import type { FeePlan } from "./fee-plan.ts";

/** A result with its plan as plain texts and amounts. */
export function toFiledFees(plan: FeePlan, result: FeeResult): FiledFees {
  const { positions, open, total, free } = result;
  return {
    currency: "EUR",
    provisional: plan.provisional,
    positions: positions.map(({ cents, single, count, reduction, legalBasis, ...line }) => ({
      ...told(line),
      cents,
      single,
      count,
      ...(reduction && {
        reduction: { label: reduction.label.text, percent: reduction.percent },
      }),
      ...(legalBasis && { legalBasis: legalBasis.text }),
    })),
    open: open.map(told),
    total,
    ...(free && { free: free.text }),
    ...(plan.period && { period: plan.period.text }),
    legalBasis: plan.legalBasis.map(({ text }) => text),
  };
}

function told(line: { readonly id: string; readonly label: ShownText; readonly item?: string }) {
  const { id, label, item } = line;
  return {
    id,
    label: label.text,
    ...(label.lang !== undefined && { lang: label.lang }),
    ...(item !== undefined && { item }),
  };
}
