import { useTranslation } from "react-i18next";
import { controlName } from "#app/domain/inputs/setting-input.ts";
import type { Setting } from "#app/administration/adjust/settings-form.ts";
import type { OverlayProblem } from "#app/domain/overlay/check-overlay.ts";
import type { Text } from "#app/domain/text.ts";
import { ActionButton } from "#app/ui/controls/action-button.tsx";
import { ErrorSummary } from "#app/ui/controls/error-summary.tsx";
import { problemText } from "./problem-text.ts";
import { SettingFields } from "./setting-fields.tsx";
import { useShownText } from "./use-shown-text.ts";

interface SettingsFormProps {
  readonly action: string;
  readonly settings: readonly Setting[];
  /** What the form shows as set, as JSON. */
  readonly seen: string;
  /** What was typed and came back. */
  readonly raw: Readonly<Record<string, readonly string[]>> | undefined;
  readonly problems: readonly OverlayProblem[];
  readonly readOnly: boolean;
}

/** The settings of one section. */
export function SettingsForm(props: SettingsFormProps) {
  const { action, settings, seen, raw, problems, readOnly } = props;
  const { t } = useTranslation("offering");
  const show = useShownText();
  const titleOf = ({ word, subject }: Setting): string =>
    subject ? `${show(subject)} – ${t(`word.${word}`)}` : t(`word.${word}`);
  const rank = new Map(settings.map(({ place }, index) => [place, index]));
  const inOrder = [...problems].sort(
    (one, other) => (rank.get(one.place) ?? -1) - (rank.get(other.place) ?? -1),
  );
  const errors = inOrder.map((problem) => {
    const setting = settings.find(({ place }) => place === problem.place);
    const part = setting?.inputs[0]?.part ?? "";
    const text = problemText(problem, t, show);
    return {
      place: problem.place,
      name: controlName(problem.place, part),
      text: setting ? `${titleOf(setting)}: ${text}` : text,
      short: text,
    };
  });
  return (
    <form className="page-form" method="post" action={action} id="settings">
      {errors.length > 0 && (
        <ErrorSummary heading={t("settings.problems", { count: errors.length })} errors={errors} />
      )}
      {/* What comes back was typed over what the form had shown then, not over what is stored by now. */}
      <input type="hidden" name="seen" value={raw?.["seen"]?.[0] ?? seen} />
      {settings.length === 0 && <p>{t("settings.nothingOpen")}</p>}
      <fieldset className="bare-fieldset" disabled={readOnly}>
        {groupsOf(settings).map(({ subject, members }) => (
          <section key={members[0]?.place} className="setting-group">
            {subject && <h2 className="setting-group__title">{show(subject)}</h2>}
            {members.map((setting) => (
              <SettingFields
                key={setting.place}
                setting={setting}
                title={t(`word.${setting.word}`)}
                // A box that is not ticked is not sent at all.
                typedOf={(place, part) => raw && (raw[controlName(place, part)] ?? [])}
                error={errors.find(({ place }) => place === setting.place)?.short}
              />
            ))}
          </section>
        ))}
        {settings.length > 0 && !readOnly && (
          <div className="page-form__actions">
            <ActionButton intent="save" look="primary">
              {t("settings.save")}
            </ActionButton>
            <ActionButton intent="preview">{t("settings.preview")}</ActionButton>
          </div>
        )}
      </fieldset>
    </form>
  );
}

/** Settings of the same question stand under its label; facts and pages speak for themselves. */
function groupsOf(
  settings: readonly Setting[],
): readonly { readonly subject: Text | undefined; readonly members: readonly Setting[] }[] {
  const groups: { subject: Text | undefined; members: Setting[] }[] = [];
  for (const setting of settings) {
    const subject = setting.word.startsWith("page.") ? undefined : setting.subject;
    const last = groups.at(-1);
    if (subject && last?.subject?.de === subject.de) last.members.push(setting);
    else groups.push({ subject, members: [setting] });
  }
  return groups;
}
