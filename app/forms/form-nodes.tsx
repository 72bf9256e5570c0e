import { rulesOf } from "#app/domain/fields/field-kinds.ts";
import {
  shownAsRequired,
  shownControl,
  type FormField,
  type FormGroup,
  type FormNode,
} from "#app/domain/page-form.ts";
import { hasLines } from "#app/domain/read-field.ts";
import { Explanation } from "#app/ui/controls/frame-parts.tsx";
import { idOf } from "#app/ui/controls/id-of.ts";
import { FieldLines } from "./field-lines.tsx";
import { FieldView } from "./fields/field-view.tsx";
import { useFormTools } from "./form-tools.ts";
import { groupCells, rowsOf } from "./group-cells.ts";
import { Notes } from "./notes.tsx";
import { phrase } from "./phrase.ts";
import { shown, shownOrNothing, shownPhrase } from "./shown.tsx";

interface FormNodesProps {
  readonly nodes: readonly FormNode[];
  /** Whether a group around them is there only under a condition. */
  readonly conditional?: boolean;
}

/** Questions and groups in their order. */
export function FormNodes({ nodes, conditional = false }: FormNodesProps) {
  return (
    <>
      {rowsOf(nodes).map((row) =>
        row.kind === "single" ? (
          <NodeView key={row.node.name} node={row.node} conditional={conditional} />
        ) : (
          <div className="field-grid" key={row.nodes[0].name}>
            {row.nodes.map((node, index) => (
              <div className={`field-grid__${row.cells[index] ?? "full"}`} key={node.name}>
                <NodeView node={node} conditional={conditional} />
              </div>
            ))}
          </div>
        ),
      )}
    </>
  );
}

function NodeView({ node, conditional }: { node: FormNode; conditional: boolean }) {
  const own = conditional || node.when !== undefined;
  return node.type === "group" ? (
    <GroupView group={node} conditional={own} />
  ) : (
    <OneField field={node} conditional={own} />
  );
}

function OneField({ field, conditional }: { field: FormField; conditional: boolean }) {
  if (field.kind === "hidden") return null;
  const isAnswered = rulesOf(field.kind).parts.length > 0;
  return (
    <div className="field">
      {conditional && isAnswered && <input type="hidden" name={shownControl} value={field.name} />}
      {field.requiredWhen && field.required && isAnswered && (
        <input type="hidden" name={shownControl} value={shownAsRequired(field.name)} />
      )}
      <Notes notes={field.notes} />
      {hasLines(field) ? (
        <FieldLines field={field} />
      ) : (
        <FieldView field={field} name={field.name} />
      )}
    </div>
  );
}

function GroupView({ group, conditional }: { group: FormGroup; conditional: boolean }) {
  const { name, label, hint } = group;
  return (
    <fieldset
      className="group"
      id={idOf(name)}
      aria-describedby={hint ? idOf(name, "hint") : undefined}
    >
      <legend className={legendClass(group)}>{shown(label)}</legend>
      <GroupContent group={group} conditional={conditional} />
    </fieldset>
  );
}

function legendClass(group: FormGroup): string {
  if (saysItself(group)) return "visually-hidden";
  return group.widget === "dateParts" ? "group__legend group__legend--question" : "group__legend";
}

/** The first question has the same words: who sees both would read them twice. */
function saysItself({ label, hint, help, children }: FormGroup): boolean {
  const [first] = children;
  return first !== undefined && !hint && !help && first.label.text === label.text;
}

/** A group without its frame, for a page whose title says the same. */
export function GroupContent({
  group,
  conditional = group.when !== undefined,
}: {
  group: FormGroup;
  conditional?: boolean;
}) {
  const { say } = useFormTools();
  const { name, label, hint, help, widget, notes, children } = group;
  const cells = widget && groupCells(group);
  return (
    <>
      <Explanation
        name={name}
        hint={shownOrNothing(hint)}
        help={help && { summary: shownPhrase(phrase(say, "help", { label })), text: shown(help) }}
      />
      <Notes notes={notes} />
      {cells ? (
        <div className={widget === "dateParts" ? "field-grid field-grid--date" : "field-grid"}>
          {children.map((child, index) => (
            <div className={`field-grid__${cells[index] ?? "full"}`} key={child.name}>
              <NodeView node={child} conditional={conditional} />
            </div>
          ))}
        </div>
      ) : (
        <FormNodes nodes={children} conditional={conditional} />
      )}
    </>
  );
}
