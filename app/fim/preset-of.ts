import { addOpenPoint, type ImportState } from "./import-state.ts";
import type { KindChoice } from "./kind-of.ts";
import type { FimField } from "./model.ts";
import { oneLine } from "./plain-text.ts";

/** What `inhalt` offers at first, in the form that the field kind takes. */
export function presetOf(
  field: FimField,
  choice: KindChoice,
  path: string,
  state: ImportState,
): string | undefined {
  if (field.content === undefined) return undefined;
  const content = oneLine(field.content);
  switch (choice.kind) {
    case "choice":
    case "multipleChoice": {
      const options = state.codeLists.get(choice.options.list)?.options ?? [];
      const option =
        options.find(({ code }) => code === content) ??
        options.find(({ label }) => label.de === content);
      if (!option) {
        addOpenPoint(
          state,
          "unclear",
          path,
          `Der Vorgabewert „${content}“ steht nicht in der Liste.`,
        );
      }
      return option?.code;
    }
    case "yesNo":
    case "declaration":
      if (/^(true|wahr|ja|1)$/i.test(content)) return "true";
      if (/^(false|falsch|nein|0)$/i.test(content)) return "false";
      addOpenPoint(state, "unclear", path, `Der Vorgabewert „${content}“ ist weder ja noch nein.`);
      return undefined;
    case "file":
      return undefined;
    default:
      return field.content;
  }
}
