import { visibleNodes } from "./page-form-check.ts";
import type { FormNode, PageForm, RawInput } from "./page-form.ts";
import type { InstancePath } from "./path.ts";

/** Only what belongs to a control of the page. */
export function ownControls(form: PageForm, raw: RawInput): RawInput {
  const names = namesIn(form.nodes);
  return keep(raw, (control) => names.some((name) => isControlOf(control, name)));
}

/**
 * What stands in the controls of a page on which somebody typed without sending it: what was typed, and the stored
 * answers of questions that it does not show, so that they are there when it shows them again.
 */
export function rawWithTyped(form: PageForm, stored: RawInput, typed: RawInput): RawInput {
  const own = ownControls(form, typed);
  const shown = namesIn(visibleNodes(form, own));
  return {
    ...keep(stored, (control) => !shown.some((name) => isControlOf(control, name))),
    ...own,
  };
}

/** Whether a control belongs to a question: itself, a part of it, or one of its lines. */
export function isControlOf(control: string, name: InstancePath): boolean {
  return control === name || control.startsWith(`${name}/`) || control.startsWith(`${name}#`);
}

function keep(raw: RawInput, isKept: (control: string) => boolean): RawInput {
  return Object.fromEntries(Object.entries(raw).filter(([control]) => isKept(control)));
}

function namesIn(nodes: readonly FormNode[]): readonly InstancePath[] {
  return nodes.flatMap((node) => (node.type === "group" ? namesIn(node.children) : [node.name]));
}
