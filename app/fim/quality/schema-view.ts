import { joinPath } from "#app/domain/path.ts";
import type { GenericodeList } from "../genericode.ts";
import type { FimField, FimGroup, FimPosition, FimRule, FimSchema } from "../model.ts";
import { takenNames, takeNodeId } from "../plain-text.ts";
import { schemaTexts, type CitizenText } from "./citizen-texts.ts";

/** A position of the schema at its node path, with what is around it. */
export interface Place {
  readonly path: string;
  readonly position: FimPosition;
  readonly element: FimField | FimGroup;
  readonly parent: FimGroup | FimSchema;
  /** Ids of the groups around it. */
  readonly around: readonly string[];
}

/** A group, or the schema itself, with its own places. */
export interface Container {
  readonly path: string;
  readonly element: FimGroup | FimSchema;
  readonly children: readonly Place[];
}

/** A rule at the element that bears it. */
export interface PlacedRule {
  readonly path: string;
  readonly rule: FimRule;
  readonly bearer: FimField | FimGroup | FimSchema;
}

/** A schema laid out for looking at it from many sides, and the code lists that are at hand. */
export interface SchemaView {
  readonly schema: FimSchema;
  readonly lists: readonly GenericodeList[];
  readonly places: readonly Place[];
  readonly containers: readonly Container[];
  readonly rules: readonly PlacedRule[];
  /** What citizens read of it, in German. */
  readonly texts: readonly CitizenText[];
}

/** Gives the elements of a container their local ids, in their order. */
export type Naming = (parent: FimGroup | FimSchema) => (id: string) => string;

/** The local ids of the import. */
const imported: Naming = (parent) => {
  const taken = takenNames("isChoice" in parent && parent.isChoice ? ["auswahl"] : []);
  return (id) => takeNodeId(id, taken);
};

/** Lays a schema out. Node paths are those of the import, unless `naming` says otherwise. */
export function viewSchema(
  schema: FimSchema,
  lists: readonly GenericodeList[] = [],
  naming = imported,
): SchemaView {
  const places: Place[] = [];
  const containers: Container[] = [];
  const rules: PlacedRule[] = [];
  const enter = (parent: FimGroup | FimSchema, path: string, around: readonly string[]): void => {
    const nameOf = naming(parent);
    const children = parent.positions.map((position): Place => {
      const { element } = position;
      const own = joinPath(path, nameOf(element.id));
      return { path: own, position, element, parent, around };
    });
    containers.push({ path, element: parent, children });
    for (const place of children) {
      const { element } = place;
      places.push(place);
      rules.push(...element.rules.map((rule) => ({ path: place.path, rule, bearer: element })));
      if (element.type === "group") enter(element, place.path, [...around, element.id]);
    }
  };
  rules.push(...schema.rules.map((rule) => ({ path: "", rule, bearer: schema })));
  enter(schema, "", []);
  return { schema, lists, places, containers, rules, texts: schemaTexts(places) };
}
