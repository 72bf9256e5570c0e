import type { RuleProblemCode } from "./rules/problem.ts";

/** Where in a file something was found; lines and columns count from 1. */
export interface SourcePosition {
  readonly line?: number;
  readonly column?: number;
}

/**
 * Something that reading or importing a file ran into. An error means there is no result; a warning
 * means the result is usable and says what was assumed. `code` is stable, `message` is for operators.
 */
export interface ImportProblem extends SourcePosition {
  readonly severity: "error" | "warning";
  readonly code: ProblemCode;
  readonly message: string;
  /** Node path, where it is about one element. */
  readonly path?: string;
}

export type ProblemCode =
  // the file
  | "empty"
  | "tooLarge"
  | "tooDeep"
  | "tooManyElements"
  | "unsupportedEncoding"
  | "invalidEncoding"
  | "doctypeForbidden"
  | "malformedXml"
  // the format
  | "unknownNamespace"
  | "unsupportedMessage"
  | "missingElement"
  | "unexpectedElement"
  | "unexpectedText"
  | "invalidAttribute"
  | "unknownCode"
  | "invalidMultiplicity"
  | "invalidPrecision"
  | "invalidValue"
  | "missingVersion"
  // code lists
  | "noCodeColumn"
  | "unknownColumn"
  | "missingCodeValue"
  | "duplicateCode"
  | "codeListMissing"
  | "codeListReplaced"
  | "codeListPinned"
  // translations
  | "translationOfOtherVersion"
  | "translationHasNoPlace"
  // the service
  | "emptyService"
  | "invalidService"
  | "unsupported"
  // its rules
  | `rule.${RuleProblemCode}`
  // the service package
  | "unknownNode"
  | "nodeMoved"
  | "unknownPage"
  | "pageAdded"
  | "unknownCodeList"
  | "unknownOption"
  | "unknownRule"
  | "sentenceChanged"
  | "invalidOverlay";

/** The outcome of reading something: a value with remarks, or the reasons why there is none. */
export type Outcome<Name extends string, T> =
  | ({ readonly ok: true; readonly problems: readonly ImportProblem[] } & Readonly<Record<Name, T>>)
  | { readonly ok: false; readonly problems: readonly ImportProblem[] };

/** An error as a problem. */
export function error(
  code: ProblemCode,
  message: string,
  where: SourcePosition & { readonly path?: string } = {},
): ImportProblem {
  return { severity: "error", code, message, ...where };
}

/** A warning as a problem. */
export function warning(
  code: ProblemCode,
  message: string,
  where: SourcePosition & { readonly path?: string } = {},
): ImportProblem {
  return { severity: "warning", code, message, ...where };
}
