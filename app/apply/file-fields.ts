import { fileRules, type FileRules } from "../domain/file-limits.ts";
import type { FieldOptions } from "../domain/fields/kinds.ts";
import { isReachable, scoped, type Journey, type Step } from "../domain/journey.ts";
import type { InstancePath, NodePath } from "../domain/path.ts";
import type { Repeat } from "../domain/service.ts";

/** A question for files as it stands in one citizen's journey. */
export interface FileField {
  readonly name: InstancePath;
  /** In the service's structure. */
  readonly path: NodePath;
  readonly options: FieldOptions<"file">;
  readonly rules: FileRules;
  readonly repeat: Repeat | undefined;
}

/** All file fields of a page, hidden ones too: what shows them may come with the same post. */
export function fileFields(journey: Journey, step: Step): readonly FileField[] {
  const inScope = scoped(journey.offering, step.placed.page.within, step.items);
  return step.placed.fields.flatMap(({ path, node }) =>
    node.kind === "file"
      ? [
          {
            name: inScope(path),
            path,
            options: node.options,
            rules: fileRules(node.options),
            repeat: node.repeat,
          },
        ]
      : [],
  );
}

/** The file field of that name, on whichever page the citizen may visit. */
export function fileFieldNamed(journey: Journey, name: InstancePath): FileField | undefined {
  for (const step of journey.steps) {
    const field = fileFields(journey, step).find((one) => one.name === name);
    if (field) return isReachable(journey, step) ? field : undefined;
  }
  return undefined;
}
