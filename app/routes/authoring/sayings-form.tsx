import { useTranslation } from "react-i18next";
import { controlName, resetName, type SettingInput } from "#app/domain/inputs/setting-input.ts";
import type { PackageSetting } from "#app/operations/authoring/package-form.ts";
import { Badge } from "#app/ui/badge.tsx";
import { ActionButton } from "#app/ui/controls/action-button.tsx";
import { idOf } from "#app/ui/controls/id-of.ts";
import { SettingControl } from "../offering/setting-controls.tsx";
import type { ShownProblem } from "./authoring-page.server.ts";
import { ProblemSummary } from "./problem-list.tsx";

interface ShownGroup {
  readonly path?: string;
  readonly subject?: { readonly text: string; readonly language: string };
  readonly type?: "field" | "group";
  readonly settings: readonly PackageSetting[];
}

interface SayingsFormProps {
  readonly action: string;
  readonly groups: readonly ShownGroup[];
  /** What the form shows as said, as JSON. */
  readonly seen: string;
  /** What was typed and came back. */
  readonly raw: Readonly<Record<string, readonly string[]>> | undefined;
  readonly problems: readonly ShownProblem[];
}

/** What a package says of one section; each question is folded up until it is opened, or something is wrong in it. */
export function SayingsForm({ action, groups, seen, raw, problems }: SayingsFormProps) {
  const { t } = useTranslation("authoring");
  const settings = groups.flatMap((group) => group.settings);
  // What no place of the page is to blame for stands at its first control.
  const places = problems.map((problem) => placeOf(problem, settings, raw) ?? settings[0]);
  const wrong = new Map(problems.map((problem, index) => [places[index], problem]));
  const nameOf = (problem: ShownProblem): string => {
    const setting = places[problems.indexOf(problem)];
    return setting ? controlName(setting.place, setting.inputs[0]?.part ?? "") : "";
  };
  return (
    <form className="page-form" method="post" action={action} id="settings">
      {problems.length > 0 && (
        <ProblemSummary
          heading={t("parts.problems", { count: problems.length })}
          problems={problems}
          nameOf={nameOf}
        />
      )}
      {/* What comes back was typed over what the form had shown then, not over what is stored by now. */}
      <input type="hidden" name="seen" value={raw?.["seen"]?.[0] ?? seen} />
      {groups.map((group) => {
        const fields = group.settings.map((setting) => (
          <Saying
            key={setting.place}
            setting={setting}
            raw={raw}
            error={wrong.get(setting)?.title}
          />
        ));
        if (group.path === undefined)
          return (
            <section key="page" className="setting-group">
              {fields}
            </section>
          );
        const isOpen = group.settings.some(
          (setting) => wrong.has(setting) || isTyped(setting, raw),
        );
        return (
          <details key={group.path} className="setting-group" open={isOpen}>
            <summary>
              <span lang={group.subject?.language}>{group.subject?.text ?? group.path}</span>{" "}
              <code>{group.path.split("/").at(-1)}</code>{" "}
              {group.settings.some(({ own }) => own) && <Badge kind="info">{t("parts.own")}</Badge>}
            </summary>
            <div id={idOf(`stelle ${group.path}`)} className="stack">
              {fields}
            </div>
          </details>
        );
      })}
      <div className="page-form__actions">
        <ActionButton intent="save" look="primary">
          {t("parts.save")}
        </ActionButton>
        <ActionButton intent="preview">{t("parts.preview")}</ActionButton>
      </div>
    </form>
  );
}

/** Whether something came back that is not what the form shows by itself. */
function isTyped({ place, inputs }: PackageSetting, raw: SayingsFormProps["raw"]): boolean {
  if (!raw) return false;
  return inputs.some(({ part, value }) => {
    const typed = (raw[controlName(place, part)] ?? []).join("\n").replaceAll("\r\n", "\n");
    return typed !== value.join("\n");
  });
}

/** The place that a problem is about: the very place, else what was typed at the node or page that it names. */
function placeOf(
  { path }: ShownProblem,
  settings: readonly PackageSetting[],
  raw: SayingsFormProps["raw"],
): PackageSetting | undefined {
  const exact = settings.find(({ place }) => {
    const dotted = place.replaceAll("|", ".");
    return (
      path !== undefined && (path === place || path === dotted || path.startsWith(`${dotted}.`))
    );
  });
  const typed = settings.filter((setting) => isTyped(setting, raw));
  return exact ?? typed.find(({ place }) => place.split("|")[1] === path) ?? typed[0];
}

interface SayingProps {
  readonly setting: PackageSetting;
  readonly raw: SayingsFormProps["raw"];
  readonly error: string | undefined;
}

function Saying({ setting, raw, error }: SayingProps) {
  const { t } = useTranslation("authoring");
  const { place, word, inputs, own, given } = setting;
  const [first, ...others] = inputs;
  const control = (input: SettingInput, wrong?: string) => (
    <SettingControl
      key={input.part}
      place={place}
      input={input}
      // A box that is not ticked is not sent at all.
      typed={raw && (raw[controlName(place, input.part)] ?? [])}
      error={wrong}
    />
  );
  const title = t(`word.${word}`);
  const said = given.flatMap(({ value }) => value).filter((text) => text !== "");
  const back = own && (
    <div className="setting__given">
      {said.length > 0 && <p className="list-note">{t("parts.given", { text: said[0] })}</p>}
      <div className="kern-form-check">
        <input
          className="kern-form-check__checkbox"
          type="checkbox"
          id={idOf(resetName(place))}
          name={resetName(place)}
          value="on"
        />
        <label className="kern-label" htmlFor={idOf(resetName(place))}>
          {t("parts.reset")}
          <span className="visually-hidden">: {title}</span>
        </label>
      </div>
    </div>
  );
  // A control that stands alone needs no heading beside its label.
  if (first && others.length === 0) {
    const label = first.part === "json" ? t("parts.asJson", { title }) : title;
    return (
      <div className="setting">
        {control({ ...first, label: { de: label } }, error)}
        {back}
      </div>
    );
  }
  return (
    <fieldset className="setting">
      <legend className="setting__title">{title}</legend>
      {first && control(first, error)}
      {others.length > 0 && (
        <details>
          <summary>{t("parts.translations", { count: others.length })}</summary>
          {others.map((input) => control(input))}
        </details>
      )}
      {back}
    </fieldset>
  );
}
