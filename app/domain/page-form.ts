import type { Origin } from "./answers.ts";
import type { Expression } from "./expression.ts";
import type { Condition } from "./condition.ts";
import type { FieldKind, FieldOptions, StoredFile, Value } from "./fields/kinds.ts";
import type { InstancePath } from "./path.ts";
import type { CodeFilter } from "./terms.ts";
import type { Language } from "./text.ts";

/** A text chosen for one language; `lang` is set only where it fell back to another one. */
export interface ShownText {
  readonly text: string;
  readonly lang?: Language;
}

export interface ShownOption {
  readonly code: string;
  readonly label: ShownText;
  readonly help?: ShownText;
}

/** Options of a list that is too long to travel with the form. */
export interface FoundOptions {
  /** What is chosen already, for its label. */
  readonly chosen: readonly ShownOption[];
  /** What a search has found; absent where nobody searched. */
  readonly hits?: readonly ShownOption[];
}

interface FormNodeBase {
  /** Instance path: the `name` of the control (composite kinds append `/part`, repeated values `#0`). */
  readonly name: InstancePath;
  readonly label: ShownText;
  readonly hint?: ShownText;
  readonly help?: ShownText;
  /** Paths in it are instance paths. */
  readonly when?: Condition;
  /** While it holds, a rule makes the node mandatory. */
  readonly requiredWhen?: Condition;
  /** Rules that nobody has made formal, to be read by whoever fills in the form. */
  readonly notes?: readonly ShownText[];
}

/** A field as it stands on one page of one citizen, texts in one language. */
export type FormField = {
  readonly [K in FieldKind]: FormNodeBase & {
    readonly type: "field";
    readonly kind: K;
    readonly options: FieldOptions<K>;
    readonly required: boolean;
    readonly repeat?: { readonly min: number; readonly max: number | null };
    readonly autocomplete?: string;
    readonly preset?: string;
    /** The value follows from other answers; paths in it are instance paths. */
    readonly calculated?: Expression;
    /** What it comes to at the moment. */
    readonly computed?: number;
    /** While it holds, the answer counts as yes and is not asked. */
    readonly givenWhen?: Condition;
    /** While their conditions hold, only some codes may be chosen. */
    readonly filters?: readonly CodeFilter[];
    /** For kinds with a code list of moderate length; absent where the list must be searched on the server. */
    readonly choices?: readonly ShownOption[];
    /** `staticText`, `declaration`: the text to show; `locked`: the value. */
    readonly content?: ShownText;
  };
}[FieldKind];

export type FormFieldOf<K extends FieldKind> = Extract<FormField, { readonly kind: K }>;

export interface FormGroup extends FormNodeBase {
  readonly type: "group";
  readonly widget?: "address" | "person" | "dateParts" | "bank";
  /** Absent while nothing below it is answered and no rule requires it. */
  readonly optional?: boolean;
  readonly children: readonly FormNode[];
}
export type FormNode = FormField | FormGroup;

/** Something beyond the page whose standing hangs on answers of the page. */
export interface OutsideNode {
  readonly when?: Condition;
  readonly requiredWhen?: Condition;
  readonly givenWhen?: Condition;
  readonly filters?: readonly CodeFilter[];
  readonly optional?: boolean;
  /** The same node in every item of a repeated group, instead of one node. */
  readonly items?: readonly InstancePath[];
}

/** What must hold among the answers of the page; see `Claim`. Paths are instance paths. */
export interface FormClaim {
  readonly kind: "valid" | "presence";
  readonly condition: Condition;
  readonly unless: readonly Condition[];
  readonly bearers: readonly InstancePath[];
  readonly concerned: readonly InstancePath[];
  /** What to tell where it does not hold; absent where only the name of the group can be told. */
  readonly text?: ShownText;
  /** Name of the required group. */
  readonly label?: ShownText;
}

/** The questions of one page as plain data: rendered, and checked by the same code in server and browser. */
export interface PageForm {
  readonly nodes: readonly FormNode[];
  /** Answers of earlier pages to which conditions on this page look. */
  readonly context: Readonly<Record<InstancePath, Value>>;
  /** Groups at which conditions look, and what below them may be answered on this page or hangs on it. */
  readonly members?: Readonly<Record<InstancePath, readonly InstancePath[]>>;
  readonly outside?: Readonly<Record<InstancePath, OutsideNode>>;
  readonly claims?: readonly FormClaim[];
  /** The two digits of the Land of the authority, where conditions ask for it. */
  readonly state?: string;
  /** Rules that nobody has made formal and whose bearer is not drawn on this page. */
  readonly notes?: readonly ShownText[];
  /** Files already stored for the file fields of the page. */
  readonly files: Readonly<Record<InstancePath, readonly StoredFile[]>>;
  /** Where answers of the page came from that nobody typed. */
  readonly origins?: Readonly<Record<InstancePath, Origin>>;
  /** Answers of the page that a source has verified: they stand, whatever is sent. */
  readonly locked?: Readonly<Record<InstancePath, Value>>;
  /** ISO date of today at the authority, for relative bounds. */
  readonly today: string;
}

/**
 * Name of the hidden control that tells which conditional nodes the browser showed, so that a question that
 * has only now become relevant is asked rather than reported as an error (without JavaScript).
 */
export const shownControl = "_shown";

/** In the same control: the question was shown as a mandatory one, which it is only because a rule says so. */
export function shownAsRequired(name: InstancePath): string {
  return `${name}!`;
}

/** Raw form input as browsers send it: control name → its values. The same shape in FormData and react-hook-form. */
export type RawInput = Readonly<Record<string, string | readonly string[]>>;

/** What is wrong with one control. `name` is the control to focus, `code` a key in `locales` (`errors.<code>`). */
export interface FieldError {
  readonly name: string;
  readonly code: string;
  /** Texts of the service carry their language. */
  readonly params?: Readonly<Record<string, string | number | ShownText>>;
}

/** Whether there is such a question among the nodes, shown or not. */
function asksFor(nodes: readonly FormNode[], isMeant: (field: FormField) => boolean): boolean {
  return nodes.some((node) =>
    node.type === "group" ? asksFor(node.children, isMeant) : isMeant(node),
  );
}

/** Whether a file is asked for. */
export function asksForFile(nodes: readonly FormNode[]): boolean {
  return asksFor(nodes, ({ kind }) => kind === "file");
}

/** Whether a country is chosen from the list of all. */
export function asksForCountry(nodes: readonly FormNode[]): boolean {
  return asksFor(
    nodes,
    ({ kind, options }) => kind === "address" && "country" in options && options.country === true,
  );
}
