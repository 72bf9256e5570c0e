import { useTranslation } from "react-i18next";
import type { OverlayProblem } from "#app/domain/overlay/check-overlay.ts";
import type { MergedSetting } from "#app/domain/overlay/merge-overlay.ts";
import { isLanguage, languageNames } from "#app/i18n/languages.ts";
import { Badge } from "#app/ui/badge.tsx";
import { ActionButton } from "#app/ui/controls/action-button.tsx";
import { ErrorSummary } from "#app/ui/controls/error-summary.tsx";
import { RadioGroup } from "#app/ui/controls/radio-group.tsx";
import { problemText } from "./problem-text.ts";
import { ShownLines, usePlaceTitle } from "./shown-lines.tsx";
import type { ShownPlace, ShownValue } from "./shown-value.server.ts";
import { useShownText } from "./use-shown-text.ts";

interface ShownMerge
  extends ShownPlace, Pick<MergedSetting, "state" | "legal" | "stale" | "obstacle"> {
  readonly base: ShownValue;
  readonly mine: ShownValue;
  readonly theirs: ShownValue;
}

interface MergeFormProps {
  readonly action: string;
  readonly to: string;
  readonly mayEdit: boolean;
  readonly settings: readonly ShownMerge[];
  readonly answer:
    | {
        readonly kind: string;
        readonly places?: readonly string[];
        readonly problems?: readonly OverlayProblem[];
        readonly raw: Readonly<Record<string, readonly string[]>>;
      }
    | undefined;
}

/** Name of the choice for a place. */
const takeName = (place: string): string => `take ${place}`;

/** Base, own and new side by side; what needs a decision stands first. */
export function MergeForm({ action, to, mayEdit, settings, answer }: MergeFormProps) {
  const { t } = useTranslation("offering");
  const show = useShownText();
  const titleOf = usePlaceTitle();
  const undecided = new Set(answer?.places);
  const isOpen = ({ state }: ShownMerge) => state !== "kept" && state !== "adopted";
  const open = settings.filter(isOpen);
  const errors = [
    ...settings
      .filter(({ place }) => undecided.has(place))
      .map((one) => ({ name: takeName(one.place), text: `${titleOf(one)}: ${t("merge.decide")}` })),
    ...(answer?.problems ?? []).map((problem) => ({
      name: takeName(problem.place),
      text: problemText(problem, t, show),
    })),
  ];
  return (
    <form className="page-form page-form--wide" method="post" action={action}>
      {errors.length > 0 && (
        <ErrorSummary heading={t("settings.problems", { count: errors.length })} errors={errors} />
      )}
      <p>{t("merge.open", { count: open.length })}</p>
      {[...open, ...settings.filter((one) => !isOpen(one))].map((one) => (
        <MergedPlace
          key={one.place}
          merged={one}
          taken={answer?.raw[takeName(one.place)]?.[0]}
          error={undecided.has(one.place) ? t("merge.decide") : undefined}
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

interface MergedPlaceProps {
  readonly merged: ShownMerge;
  readonly taken: string | undefined;
  readonly error: string | undefined;
}

function MergedPlace({ merged, taken, error }: MergedPlaceProps) {
  const { t } = useTranslation("offering");
  const show = useShownText();
  const titleOf = usePlaceTitle();
  const { place, state, legal, stale, obstacle } = merged;
  const mayTake = state === "conflict";
  const isSettled = state === "kept" || state === "adopted";
  return (
    <section className="card stack">
      <h2 className="card__title">
        {titleOf(merged)}{" "}
        <Badge kind={isSettled ? "neutral" : "warning"}>{t(`merge.state.${state}`)}</Badge>
        {legal && <Badge kind="warning">{t("settings.legal")}</Badge>}
      </h2>
      {obstacle && (
        <p>{obstacle.code === "fixed" ? show(obstacle.why) : t(`obstacle.${obstacle.code}`)}</p>
      )}
      {stale.length > 0 && (
        <p className="setting__stale">
          {t("settings.stale", {
            languages: stale.map((one) => (isLanguage(one) ? languageNames[one] : one)).join(", "),
          })}
        </p>
      )}
      <div className="three-sides">
        {(["base", "mine", "theirs"] as const).map((side) => (
          <div key={side}>
            <h3>{t(`merge.${side}`)}</h3>
            <ShownLines value={merged[side]} />
          </div>
        ))}
      </div>
      {!isSettled && (
        <RadioGroup
          name={takeName(place)}
          label={t("merge.choose")}
          error={error}
          defaultValue={taken}
          options={[
            ...(mayTake ? [{ value: "mine", label: t("merge.takeMine") }] : []),
            { value: "theirs", label: t(mayTake ? "merge.takeTheirs" : "merge.giveUp") },
          ]}
        />
      )}
    </section>
  );
}
