import { useTranslation } from "react-i18next";
import type { OverlayProblem } from "#app/domain/overlay/check-overlay.ts";
import { Alert } from "#app/ui/alert.tsx";
import { problemText } from "./problem-text.ts";
import { useShownText } from "./use-shown-text.ts";

/** Why what is worked on cannot be proposed yet. */
export function ProblemsAlert({ problems }: { readonly problems: readonly OverlayProblem[] }) {
  const { t } = useTranslation("offering");
  const show = useShownText();
  if (problems.length === 0) return null;
  return (
    <Alert kind="danger" titleAs="h2" title={t("overview.problems", { count: problems.length })}>
      <ul className="plain-list">
        {problems.map((problem) => {
          const text = problemText(problem, t, show);
          return (
            <li key={`${problem.place} ${text}`}>
              {problem.place} {text}
            </li>
          );
        })}
      </ul>
    </Alert>
  );
}
