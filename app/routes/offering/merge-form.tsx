import { useTranslation } from "react-i18next";
import type { OverlayProblem } from "#app/domain/overlay/check-overlay.ts";
import { ActionButton } from "#app/ui/controls/action-button.tsx";
import { ErrorSummary } from "#app/ui/controls/error-summary.tsx";
import { problemText } from "./problem-text.ts";
import { LegalChanges, type LegalChangesProps } from "./legal-changes.tsx";
import { MergedPlace } from "./merged-place.tsx";
import { usePlaceTitle } from "./shown-lines.tsx";
import type { ShownMerge } from "./shown-merge.server.ts";
import { takeName } from "./take-name.ts";
import { useShownText } from "./use-shown-text.ts";

interface MergeFormProps {
  readonly action: string;
  readonly to: string;
  readonly mayEdit: boolean;
  readonly settings: readonly ShownMerge[];
  /** What the version changes for everybody elsewhere. */
  readonly legal: LegalChangesProps["changes"];
  readonly answer:
    | {
        readonly kind: string;
        readonly places?: readonly string[];
        readonly problems?: readonly OverlayProblem[];
        readonly raw: Readonly<Record<string, readonly string[]>>;
      }
    | undefined;
}

/** Base, own and new side by side; what needs a decision stands first. */
export function MergeForm({ action, to, mayEdit, settings, legal, answer }: MergeFormProps) {
  const { t } = useTranslation("offering");
  const show = useShownText();
  const titleOf = usePlaceTitle();
  const problems = answer?.problems ?? [];
  const isKnown = (place: string) => settings.some((one) => one.place === place);
  // What nobody can say the place of may come from any of them.
  const isAnywhere = problems.some(({ place }) => !isKnown(place));
  const isOpen = (one: ShownMerge) =>
    (one.state !== "kept" && one.state !== "adopted") ||
    one.unfit !== undefined ||
    problems.some(({ place }) => place === one.place);
  const open = settings.filter(isOpen);
  const isAsked = (one: ShownMerge) => isOpen(one) || (isAnywhere && one.state === "kept");
  const firstAsked = [...open, ...settings].find(isAsked)?.place ?? "";
  const wrong = new Map(
    problems.map((problem) => [
      isKnown(problem.place) ? problem.place : firstAsked,
      problemText(problem, t, show),
    ]),
  );
  for (const place of answer?.places ?? []) wrong.set(place, t("merge.decide"));
  const inOrder = [...open, ...settings.filter((one) => !isOpen(one))];
  const errors = inOrder.flatMap((one) => {
    const text = wrong.get(one.place);
    return text === undefined
      ? []
      : [{ name: takeName(one.place), text: `${titleOf(one)}: ${text}` }];
  });
  if (firstAsked === "" && wrong.has(firstAsked))
    errors.push({ name: "intent", text: wrong.get(firstAsked) ?? "" });
  return (
    <form className="page-form page-form--wide" method="post" action={action}>
      {errors.length > 0 && (
        <ErrorSummary heading={t("settings.problems", { count: errors.length })} errors={errors} />
      )}
      <LegalChanges changes={legal} to={to} />
      <p>{t("merge.open", { count: open.length })}</p>
      {inOrder.map((one) => (
        <MergedPlace
          key={one.place}
          merged={one}
          isAsked={isAsked(one)}
          raw={answer?.raw}
          error={wrong.get(one.place)}
        />
      ))}
      {mayEdit && (
        <div className="page-form__actions">
          <ActionButton intent="merge" look="primary">
            {t("merge.save", { to })}
          </ActionButton>
        </div>
      )}
    </form>
  );
}
