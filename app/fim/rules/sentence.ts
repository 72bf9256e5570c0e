/** What a sentence says, before anybody looked whether its ids and values exist. */
export interface Reference {
  /** From outside in; the last one is meant. */
  readonly ids: readonly string[];
  readonly name?: string;
}

/** A value as it was written: `001 "privat"`, `"001 privat"`, `wahr`, `02=Miete`. */
export interface Literal {
  readonly code?: string;
  readonly name?: string;
  /** As written, for messages. */
  readonly text: string;
}

export type Comparator = "<" | "<=" | ">" | ">=";

export type Clause =
  | { readonly op: "is"; readonly subject: Reference; readonly values: readonly Literal[] }
  /** Any other value of the list than those that the rule named for this field before. */
  | { readonly op: "isOther"; readonly subject: Reference }
  /** One of a community's values, which the rule names elsewhere. */
  | { readonly op: "isMember"; readonly subject: Reference; readonly community: string }
  | { readonly op: "order"; readonly subject: Reference; readonly bounds: readonly Bound[] }
  | { readonly op: "filled"; readonly subject: Reference }
  | { readonly op: "states"; readonly states: readonly string[] }
  | { readonly op: "not"; readonly clause: Clause }
  | { readonly op: "and" | "or" | "xor"; readonly clauses: readonly Clause[] };

export interface Bound {
  readonly comparator: Comparator;
  readonly value: string;
}

export type Action =
  | {
      /** `show` reveals, `optional` says that something is not mandatory. */
      readonly effect: "require" | "forbid" | "show" | "optional";
      readonly targets: readonly Reference[];
    }
  | {
      readonly effect: "options";
      readonly target: Reference;
      readonly values: readonly Literal[];
      /** True: all but these. */
      readonly without: boolean;
    }
  | { readonly effect: "valid"; readonly clause: Clause }
  /** The three parts named in the condition are a day of the calendar. */
  | { readonly effect: "calendarDay" };

export interface Statement {
  readonly condition?: Clause;
  readonly actions: readonly Action[];
}

export function not(clause: Clause): Clause {
  return clause.op === "not" ? clause.clause : { op: "not", clause };
}

/** Both must hold; undefined where there is neither. */
export function both(left: Clause | undefined, right: Clause | undefined): Clause | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  return { op: "and", clauses: [left, right] };
}
