import type { FimField, FimPosition, FimRule, FimSchema } from "./model.ts";

/** How much there is in a schema. Elements count wherever they recur, rules and lists once. */
export interface SchemaCounts {
  readonly groups: number;
  readonly fields: number;
  readonly rules: number;
  /** Code lists that fields refer to, each version once; lists written into the schema do not count. */
  readonly codeLists: number;
}

/** Counts groups, fields, rules and code lists of a schema. */
export function countsOf(schema: FimSchema): SchemaCounts {
  const { fields, rules, groups } = contentsOf(schema);
  const lists = fields.flatMap(({ codeList }) =>
    codeList ? [codeList.versionUri ?? codeList.uri ?? codeList.id] : [],
  );
  return {
    groups,
    fields: fields.length,
    rules: new Set(rules.map(({ id }) => id)).size,
    codeLists: new Set(lists).size,
  };
}

/** How many fields have their list written into the schema. */
export function countInlineLists(schema: FimSchema): number {
  return contentsOf(schema).fields.filter(({ values }) => values).length;
}

function contentsOf(schema: FimSchema): {
  readonly groups: number;
  readonly fields: readonly FimField[];
  readonly rules: readonly FimRule[];
} {
  const fields: FimField[] = [];
  const rules = [...schema.rules];
  let groups = 0;
  const walk = (positions: readonly FimPosition[]): void => {
    for (const { element } of positions) {
      rules.push(...element.rules);
      if (element.type === "field") fields.push(element);
      else {
        groups += 1;
        walk(element.positions);
      }
    }
  };
  walk(schema.positions);
  return { groups, fields, rules };
}
