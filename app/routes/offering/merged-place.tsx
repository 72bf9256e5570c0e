import { useTranslation } from "react-i18next";
import { controlName } from "#app/domain/inputs/setting-input.ts";
import { isLanguage, languageNames } from "#app/i18n/languages.ts";
import { Badge } from "#app/ui/badge.tsx";
import { RadioGroup } from "#app/ui/controls/radio-group.tsx";
import { problemText } from "./problem-text.ts";
import { SettingControl } from "./setting-controls.tsx";
import { ShownLines, usePlaceTitle } from "./shown-lines.tsx";
import type { ShownMerge } from "./shown-merge.server.ts";
import { takeName } from "./take-name.ts";
import { useShownText } from "./use-shown-text.ts";

interface MergedPlaceProps {
  readonly merged: ShownMerge;
  /** Whether somebody decides here, or may. */
  readonly isAsked: boolean;
  /** What was sent and came back. */
  readonly raw: Readonly<Record<string, readonly string[]>> | undefined;
  readonly error: string | undefined;
}

/** One setting: what the service said, one's own, what it says now, and what shall count. */
export function MergedPlace({ merged, isAsked, raw, error }: MergedPlaceProps) {
  const { t } = useTranslation("offering");
  const show = useShownText();
  const titleOf = usePlaceTitle();
  const { state, legal, stale, obstacle, unfit } = merged;
  const isSettled = (state === "kept" && unfit === undefined) || state === "adopted";
  const why = obstacle
    ? obstacle.code === "fixed"
      ? show(obstacle.why)
      : t(`obstacle.${obstacle.code}`)
    : unfit && problemText(unfit, t, show);
  return (
    <section className="card stack">
      <h2 className="card__title">
        {titleOf(merged)}{" "}
        <Badge kind={isSettled ? "neutral" : "warning"}>
          {t(`merge.state.${unfit ? "unfit" : state}`)}
        </Badge>{" "}
        {legal && <Badge kind="warning">{t("settings.legal")}</Badge>}
      </h2>
      {why !== undefined && <p>{why}</p>}
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
      {isAsked && <Choice merged={merged} raw={raw} error={error} />}
    </section>
  );
}

function Choice({ merged, raw, error }: Omit<MergedPlaceProps, "isAsked">) {
  const { t } = useTranslation("offering");
  const titleOf = usePlaceTitle();
  const { place, state, inputs, unfit } = merged;
  const taken = raw?.[takeName(place)]?.[0];
  const controls = inputs.map((input) => (
    <SettingControl
      key={input.part}
      place={place}
      input={input}
      typed={raw && (raw[controlName(place, input.part)] ?? [])}
      error={undefined}
    />
  ));
  // What breaks the form may come from more than the one that is named.
  const fits = unfit === undefined || unfit.code === "breaks";
  const mayKeep = state === "conflict" || (state === "kept" && fits);
  return (
    <>
      <RadioGroup
        name={takeName(place)}
        label={t("merge.choose", { place: titleOf(merged) })}
        error={error}
        defaultValue={taken}
        options={[
          ...(mayKeep ? [{ value: "mine", label: t("merge.takeMine") }] : []),
          {
            value: "theirs",
            label: t(state === "conflict" ? "merge.takeTheirs" : "merge.giveUp"),
          },
          ...(inputs.length > 0 ? [{ value: "other", label: t("merge.takeOther") }] : []),
        ]}
      />
      {/* A single control takes no more room than the disclosure would. */}
      {controls.length > 1 ? (
        <details open={taken === "other"}>
          <summary>{t("merge.other")}</summary>
          {controls}
        </details>
      ) : (
        controls
      )}
    </>
  );
}
