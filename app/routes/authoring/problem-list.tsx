import { Alert } from "#app/ui/alert.tsx";
import { ErrorSummary } from "#app/ui/controls/error-summary.tsx";
import type { ShownProblem } from "./authoring-page.server.ts";

/** One problem as a sentence: place, what is wrong, and the exact words of the reader. */
export function ProblemText({ problem }: { readonly problem: ShownProblem }) {
  return (
    <>
      {problem.where}: {problem.title} (<span lang="en">{problem.detail}</span>)
    </>
  );
}

/** Problems that lead to controls. */
export function ProblemSummary({
  heading,
  problems,
  nameOf,
}: {
  readonly heading: string;
  readonly problems: readonly ShownProblem[];
  readonly nameOf: (problem: ShownProblem) => string;
}) {
  return (
    <ErrorSummary
      heading={heading}
      errors={problems.map((problem) => ({
        name: nameOf(problem),
        text: `${problem.where}: ${problem.title} (${problem.detail})`,
        shown: <ProblemText problem={problem} />,
      }))}
    />
  );
}

/** Problems that no control of the page mends. */
export function ProblemAlert({
  title,
  problems,
}: {
  readonly title: string;
  readonly problems: readonly ShownProblem[];
}) {
  return (
    <Alert kind="danger" title={title} live>
      <ul className="plain-list">
        {problems.map((problem) => (
          <li key={`${problem.where} ${problem.detail}`}>
            <ProblemText problem={problem} />
          </li>
        ))}
      </ul>
    </Alert>
  );
}
