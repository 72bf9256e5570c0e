import { useTranslation } from "react-i18next";
import { Alert } from "#app/ui/alert.tsx";
import { problemText } from "./problem-text.ts";
import { usePlaceTitle } from "./shown-lines.tsx";
import type { ShownProblem } from "./shown-problems.server.ts";
import { useShownText } from "./use-shown-text.ts";

/** Why what is worked on cannot be proposed yet. */
export function ProblemsAlert({ problems }: { readonly problems: readonly ShownProblem[] }) {
  const { t } = useTranslation("offering");
  const show = useShownText();
  const titleOf = usePlaceTitle();
  if (problems.length === 0) return null;
  return (
    <Alert kind="danger" titleAs="h2" title={t("overview.problems", { count: problems.length })}>
      <ul className="plain-list">
        {problems.map(({ problem, place }, index) => (
          <li key={`${String(index)} ${problem.place}`}>
            {place && <strong>{titleOf(place)}: </strong>}
            {problemText(problem, t, show)}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
