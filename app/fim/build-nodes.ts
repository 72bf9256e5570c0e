import type { Condition } from "#app/domain/condition.ts";
import { joinPath } from "#app/domain/path.ts";
import type { Field, Group, Node } from "#app/domain/service.ts";
import { autocompleteOf, widgetOf } from "./building-blocks.ts";
import {
  explanation,
  labelOf,
  missingList,
  questionOf,
  withInstructions,
} from "./element-texts.ts";
import { originOf } from "./origin-of.ts";
import { addOpenPoint, type ImportState } from "./import-state.ts";
import { itemTitleOf } from "./item-title.ts";
import { kindOf } from "./kind-of.ts";
import type { FimField, FimGroup, FimPosition } from "./model.ts";
import { takenNames, takeNodeId, type Taken } from "./plain-text.ts";
import {
  asksOnlyOnce,
  gateId,
  gateOf,
  needsAnswers,
  wholeOrNone,
  withoutDuties,
} from "./presence.ts";
import { presetOf } from "./preset-of.ts";

/** The groups around a position. */
interface Surroundings {
  readonly path: string;
  readonly labels: readonly string[];
  readonly isRepeated: boolean;
}

export const outermost: Surroundings = { path: "", labels: [], isRepeated: false };

/** Turns positions into nodes, with the questions that only steer the form put in front of what they steer. */
export function buildNodes(
  positions: readonly FimPosition[],
  around: Surroundings,
  state: ImportState,
): Node[] {
  const taken = takenNames();
  return positions.flatMap((position) => buildPosition(position, around, taken, state));
}

function buildPosition(
  position: FimPosition,
  around: Surroundings,
  taken: Taken,
  state: ImportState,
): Node[] {
  const { element } = position;
  const id = takeNodeId(element.id, taken);
  const path = joinPath(around.path, id);
  if (position.max === 0) {
    addOpenPoint(
      state,
      "unsupported",
      path,
      `„${element.label}“ darf nicht vorkommen (0:0).`,
      element.id,
    );
    return [];
  }
  state.placed.push({ path, position });
  if (element.type === "field") return [buildField(element, position, id, around, state)];
  const group = buildGroup(element, position, id, around, state);
  if (group.repeat || position.min > 0) return [group];
  const absent: Group = { ...group, optional: true };
  if (!needsAnswers(group.children)) return [absent];
  if (asksOnlyOnce(group)) return [withoutDuties(absent)];
  if (group.widget === "dateParts") return [wholeOrNone(absent, path, state)];
  const gate = gateOf(group, takeNodeId(gateId(id), taken));
  const when = equals(joinPath(around.path, gate.id), true);
  return [gate, { ...absent, presence: gate.id, when }];
}

/** So many empty items or lines are laid out from the start; more than this nobody fills in. */
const mostAtLeast = 50;

function repeatOf(
  min: number,
  max: number | null,
  path: string,
  state: ImportState,
): { min: number; max: number | null } {
  if (min <= mostAtLeast) return { min, max };
  addOpenPoint(state, "unclear", path, `Mindestens ${String(min)} Angaben kann niemand machen.`);
  return { min: mostAtLeast, max };
}

function buildField(
  element: FimField,
  { min, max }: FimPosition,
  id: string,
  around: Surroundings,
  state: ImportState,
): Field {
  const path = joinPath(around.path, id);
  const choice = kindOf(element, { max }, path, state);
  const isShown = choice.kind === "staticText";
  const isAsked = !isShown && choice.kind !== "hidden" && choice.kind !== "locked";
  const autocomplete = autocompleteOf(element, around.labels, around.isRepeated);
  const preset = isAsked ? presetOf(element, choice, path, state) : undefined;
  // A text without content of its own shows its help instead.
  const help = isShown && element.content === undefined ? {} : explanation(element.help);
  const { label, instructions } = questionOf(element);
  const lacksList = element.fieldKind === "select" && choice.kind === "text";
  return {
    type: "field",
    id,
    fim: originOf({ element, min, max }),
    label: { de: label },
    ...(lacksList ? missingList(element.help) : withInstructions(instructions, help)),
    data: !isShown,
    required: isAsked && min > 0,
    ...(isAsked && max !== 1 && { repeat: repeatOf(min, max, path, state) }),
    ...(autocomplete !== undefined && isAsked && { autocomplete }),
    ...(preset !== undefined && { preset }),
    ...choice,
  };
}

function buildGroup(
  element: FimGroup,
  { min, max }: FimPosition,
  id: string,
  around: Surroundings,
  state: ImportState,
): Group {
  const inside: Surroundings = {
    path: joinPath(around.path, id),
    labels: [...around.labels, labelOf(element)],
    isRepeated: around.isRepeated || max !== 1,
  };
  const children = element.isChoice
    ? buildChoice(element, inside, state)
    : buildNodes(element.positions, inside, state);
  const widget = widgetOf(element.id, children);
  const itemTitle = max === 1 ? [] : itemTitleOf(children);
  return {
    type: "group",
    id,
    fim: originOf({ element, min, max }),
    label: { de: labelOf(element) },
    ...explanation(element.help),
    data: true,
    ...(max !== 1 && { repeat: repeatOf(min, max, inside.path, state) }),
    ...(itemTitle.length > 0 && { itemTitle }),
    ...(widget !== undefined && { widget }),
    children,
  };
}

/** A group of which exactly one child counts: a question of our own asks which, the child depends on it. */
function buildChoice(element: FimGroup, inside: Surroundings, state: ImportState): Node[] {
  const taken = takenNames(["auswahl"]);
  const path = joinPath(inside.path, "auswahl");
  // Chosen means required, so each child stands as if its multiplicity began with one.
  const children = element.positions
    .flatMap((position) =>
      buildPosition({ ...position, min: Math.max(1, position.min) }, inside, taken, state).map(
        (node) => (node.fim ? { ...node, fim: originOf(position) } : node),
      ),
    )
    .map((node) => ({ ...node, when: equals(path, node.id) }));
  if (children.length === 0) return [];
  state.codeLists.set(path, {
    options: children.map(({ id, label }) => ({ code: id, label: { de: label.de } })),
  });
  const question: Field = {
    type: "field",
    id: "auswahl",
    label: {
      de: `Was trifft zu: ${labelOf(element)}?`,
      en: `Which one applies: ${labelOf(element)}?`,
    },
    data: false,
    required: true,
    kind: "choice",
    options: { list: path },
  };
  return [question, ...children];
}

function equals(field: string, value: string | boolean): Condition {
  return { op: "equals", field, value };
}
