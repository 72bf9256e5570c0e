import type { fimDataTypes } from "#app/domain/service.ts";
import type { SourcePosition } from "./problems.ts";

/**
 * What stands in the file otherwise than the model says it, so that it can be written again as it was: white
 * space that was trimmed, elements that are there but empty, numbers with leading zeros. By path of local names,
 * attributes as `name@attribute`; null: not there, although it usually is.
 */
export type AsWritten = Readonly<Record<string, string | null>>;

/**
 * What a FIM schema (Stammdatenschema, message 0102) says, the same for XDatenfelder 2.0 and 3.0.0. A message
 * with one group (0103) or field (0104) is read as a schema of that one element.
 */
export interface FimSchema {
  readonly standard: "xdatenfelder_2" | "xdatenfelder_3.0.0";
  readonly message: FimMessage;
  readonly id: string;
  readonly version?: string;
  readonly name: string;
  /** `bezeichnung`, in 2.0 `bezeichnungEingabe`: what citizens may read. */
  readonly label?: string;
  /** Only 2.0. */
  readonly outputLabel?: string;
  readonly description?: string;
  readonly definition?: string;
  readonly help?: string;
  readonly references: readonly LegalReference[];
  readonly release: FimRelease;
  readonly keywords: readonly FimKeyword[];
  /** How schemas derived from it may differ: codes of `ableitungsmodifikationen…`. */
  readonly derivation?: { readonly structure?: string; readonly representation?: string };
  readonly documentProfile?: FimIdentification;
  readonly rules: readonly FimRule[];
  readonly positions: readonly FimPosition[];
  readonly asWritten?: AsWritten;
}

export interface FimMessage {
  readonly id?: string;
  readonly createdAt?: string;
  readonly referenceId?: string;
  /** Which program made it. */
  readonly productName?: string;
  readonly productMaker?: string;
  readonly productVersion?: string;
  /** PROD or TEST. */
  readonly dataQuality?: string;
  /** What the message holds where it is not a whole schema. */
  readonly holds?: "group" | "field";
  readonly asWritten?: AsWritten;
}

export interface FimIdentification {
  readonly id: string;
  readonly version?: string;
}
/** `bezug`: the legal basis. */
export interface LegalReference {
  readonly text: string;
  readonly link?: string;
  /** The text before it was trimmed. */
  readonly written?: string;
}
export interface FimKeyword {
  readonly text: string;
  readonly uri?: string;
  /** The text before it was trimmed. */
  readonly written?: string;
}
/** Codes and dates as they stand in the file. */
export interface FimRelease {
  readonly status?: string;
  /** Version of the code list that the status is from (only 3.0.0). */
  readonly statusListVersion?: string;
  readonly setOn?: string;
  readonly setBy?: string;
  readonly validFrom?: string;
  readonly validUntil?: string;
  readonly note?: string;
  readonly publishedOn?: string;
  readonly changedAt?: string;
}

/** A place in a structure. The multiplicity belongs to it and not to the element; `max: null` is unbounded. */
export interface FimPosition {
  readonly min: number;
  readonly max: number | null;
  /** Legal basis of the multiplicity. */
  readonly references: readonly LegalReference[];
  readonly element: FimField | FimGroup;
  readonly asWritten?: AsWritten;
}

interface FimElement extends FimIdentification {
  readonly name: string;
  readonly label: string;
  readonly outputLabel?: string;
  readonly help?: string;
  readonly outputHelp?: string;
  readonly description?: string;
  readonly definition?: string;
  readonly references: readonly LegalReference[];
  readonly release: FimRelease;
  readonly keywords: readonly FimKeyword[];
  /** ABS, HAR or RNG. */
  readonly elementKind?: string;
  readonly rules: readonly FimRule[];
  readonly source: SourcePosition;
  readonly asWritten?: AsWritten;
}

export interface FimGroup extends FimElement {
  readonly type: "group";
  /** `art` X: exactly one of the children. */
  readonly isChoice: boolean;
  readonly positions: readonly FimPosition[];
}

export const fimFieldKinds = ["input", "select", "label", "hidden", "locked"] as const;
export type FimFieldKind = (typeof fimFieldKinds)[number];
export type FimDataType = (typeof fimDataTypes)[number];

export interface FimField extends FimElement {
  readonly type: "field";
  readonly fieldKind: FimFieldKind;
  readonly dataType: FimDataType;
  readonly precision: FimPrecision;
  /** `inhalt`: default, or the text of a label. */
  readonly content?: string;
  /** Whether the authority may or must fill it in beforehand: keine, optional, verpflichtend. */
  readonly prefill?: string;
  /** List written into the schema. */
  readonly values?: readonly FimValue[];
  readonly codeList?: CodeListReference;
  /** Bytes. */
  readonly maxSize?: number;
  readonly mediaTypes: readonly string[];
}

/** Bounds as they stand in the file; what they mean depends on the data type. */
export interface FimPrecision {
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minValue?: string;
  readonly maxValue?: string;
  /** HTML `pattern`. */
  readonly pattern?: string;
  /** Anything else that stood there. */
  readonly remark?: string;
}
export interface FimValue {
  readonly code: string;
  readonly name: string;
  readonly help?: string;
  readonly asWritten?: AsWritten;
}
export interface CodeListReference {
  /** Id of the list element (only 2.0). */
  readonly id?: string;
  readonly uri?: string;
  readonly version?: string;
  readonly versionUri?: string;
  readonly codeKey?: string;
  readonly nameKey?: string;
  readonly helpKey?: string;
}

/** A rule; in practice one German sentence. */
export interface FimRule extends FimIdentification {
  readonly name: string;
  readonly sentence?: string;
  readonly description?: string;
  readonly references: readonly LegalReference[];
  readonly keywords?: readonly FimKeyword[];
  /** `fachlicherErsteller` */
  readonly author?: string;
  readonly changedAt?: string;
  /** B calculation, K complex, M multiplicity, V validation. */
  readonly kind?: string;
  readonly script?: string;
  readonly parameters: readonly FimRuleParameter[];
  readonly targets: readonly FimRuleTarget[];
  readonly errors: readonly FimRuleError[];
  /** Only 2.0, where rules say as much of themselves as fields. */
  readonly label?: string;
  readonly outputLabel?: string;
  readonly release?: FimRelease;
  readonly asWritten?: AsWritten;
}
export interface FimRuleParameter {
  readonly element?: string;
  readonly name?: string;
  readonly kind?: string;
  /** The kind before it was trimmed. */
  readonly written?: string;
}
export interface FimRuleTarget {
  readonly element?: string;
  readonly name?: string;
}
export interface FimRuleError {
  readonly code?: string;
  readonly text: string;
  /** The text before it was trimmed. */
  readonly written?: string;
}
