import type { ShownOption } from "#app/domain/page-form.ts";
import type { ControlOption } from "#app/ui/controls/control-props.ts";
import { shown, shownOrNothing } from "../shown.tsx";

/** An option of a code list as controls take it. */
export function toOption({ code, label, help }: ShownOption): ControlOption {
  return { value: code, label: shown(label), hint: shownOrNothing(help) };
}
