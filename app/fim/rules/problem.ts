/** Something wrong with a rule. `error`: the rule cannot be carried out; `warning`: it can, but look at it. */
export interface RuleProblem {
  readonly code: RuleProblemCode;
  readonly severity: "error" | "warning";
  /** Node path of the element that bears the rule; "" for the schema. */
  readonly path: string;
  readonly ruleId: string;
  /** What the source says; two where two contradict each other. */
  readonly sentences: readonly string[];
  readonly message: string;
}

export type RuleProblemCode =
  | "wrongLiteral"
  | "unknownId"
  | "ambiguousId"
  | "nameMismatch"
  /** The name differs from that of the element, though not by much. */
  | "nameDiffers"
  | "typeMismatch"
  | "repeated"
  | "neverTrue"
  | "clash"
  | "cycle";
