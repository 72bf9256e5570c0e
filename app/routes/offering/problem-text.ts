import type { TFunction } from "i18next";
import type { OverlayProblem } from "#app/domain/overlay/check-overlay.ts";
import type { Text } from "#app/domain/text.ts";

/** What is wrong with a setting, as a sentence. */
export function problemText(
  problem: OverlayProblem,
  t: TFunction<"offering">,
  show: (text: Text) => string,
): string {
  switch (problem.code) {
    case "obstacle": {
      const { obstacle } = problem;
      return obstacle.code === "fixed" ? show(obstacle.why) : t(`obstacle.${obstacle.code}`);
    }
    case "retention":
      return t("problem.retention", { min: problem.min, max: problem.max });
    case "breaks":
      return t("problem.breaks", {
        code: t(`breaks.${problem.problem.code}`, { defaultValue: problem.problem.code }),
        path: problem.problem.path,
      });
    case "stuck":
      return t("problem.stuck", { path: problem.path });
    case "value": {
      const [kind = ""] = problem.place.split(":");
      const word = problem.place.split(":").at(-1) ?? "";
      return t(`expected.${kind}.${word}`, {
        defaultValue: t(`expected.${kind}.any`, { defaultValue: t("problem.value") }),
      });
    }
    default:
      return t(`problem.${problem.code}`);
  }
}
