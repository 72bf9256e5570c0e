/** Something wrong with a definition; `path` names the node or page. Such a service cannot be used. */
export interface ServiceProblem {
  readonly code:
    | "duplicateId"
    | "duplicatePage"
    | "unknownNode"
    | "fieldOnNoPage"
    | "fieldOnTwoPages"
    | "pageOutsideGroup"
    | "groupWithoutItemsPage"
    | "unknownConditionField"
    | "conditionLooksForward"
    | "unknownList"
    | "invalidPattern"
    | "reservedPage"
    | "unknownItemTitle"
    | "noAddress"
    | "unknownPresence"
    | "unknownRuleNode"
    | "ruleOptions"
    | "ruleCycle"
    | "ruleClash"
    | "prefillRepeated"
    | "prefillPersonal"
    | "prefillTwice"
    | "calculatedRequired"
    | "calculatedKind"
    | "calculatedOperand"
    | "calculatedLooksForward"
    | "feeNode"
    | "feeEntry"
    | "feeRanges"
    | "feeCodeMissing"
    | "feeCodeUnknown";
  readonly path: string;
  readonly detail?: string;
}
