import * as z from "zod";
import { assuranceLevels } from "./assurance.ts";
import { expressionSchema } from "./expression.ts";
import { adjustableSchema } from "./overlay/adjustable.ts";
import { conditionSchema } from "./condition.ts";
import { feesSchema } from "./fees/fee.ts";
import { fieldOptions, optionSchema } from "./fields/field-options.ts";
import type { FieldKind } from "./fields/kinds.ts";
import { ruleSchema } from "./rule.ts";
import { descriptionSchema } from "./service-description.ts";
import { languageSchema, textSchema } from "./text-schema.ts";

/** A local id: unique among its siblings; for FIM imports the FIM id. */
export const nodeIdSchema = z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/);

/** A path below a group. */
export const itemPathSchema = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}(\/[A-Za-z][A-Za-z0-9_-]{0,63})*$/);

/** How often something occurs; `max: null` is unbounded. */
const repeatSchema = z.strictObject({
  min: z.int().min(0),
  max: z.int().min(1).nullable(),
});
export type Repeat = z.infer<typeof repeatSchema>;

/** Data types of XDatenfelder. */
export const fimDataTypes = [
  "text",
  "text_latin",
  "date",
  "time",
  "datetime",
  "bool",
  "num",
  "num_int",
  "num_currency",
  "file",
  "obj",
] as const;

/** Where something comes from in FIM (XDatenfelder). */
const fimElementSchema = z.strictObject({
  id: z.string(),
  version: z.string().optional(),
});

/**
 * Where a node comes from, and what its receiver has to know although the form asks in another way; absent for
 * nodes that only steer the form.
 */
const fimNodeSchema = fimElementSchema.extend({
  /** Multiplicity of the position; the form may ask differently (optional groups, choice groups). */
  min: z.int().min(0).optional(),
  max: z.int().min(1).nullable().optional(),
  /** Of a group: exactly one of its children is there (`art` X). */
  choice: z.literal(true).optional(),
  /** Data type of a field; absent for labels, which are no data. */
  type: z.enum(fimDataTypes).optional(),
});

const nodeBase = {
  id: nodeIdSchema,
  fim: fimNodeSchema.optional(),
  label: textSchema,
  /** Short, stands between label and control. */
  hint: textSchema.optional(),
  /** Longer, behind a disclosure. */
  help: textSchema.optional(),
  when: conditionSchema.optional(),
  /** Norms that allow to ask it, one each; those of a group hold for all in it. For authors and auditors, not on the form. */
  legalBasis: z.array(textSchema).optional(),
  /** What it is asked for, where that is another purpose than the service's own; for the data protection documents. */
  purpose: textSchema.optional(),
  /** Says something of a person by itself or in its words, so that it never stands in an address. */
  personal: z.literal(true).optional(),
  /** False: asked to steer the form, left out of the submission's data (but shown in its summary). */
  data: z.boolean().default(true),
};

/** From where the answer to a question may come besides the keyboard. Never overwrites what was typed. */
export const prefillSchema = z.strictObject({
  /** Name in a link to the service's page; only of what is not personal. */
  parameter: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,39}$/)
    .optional(),
  /** Name of the attribute of an identity provider, as OpenID Connect calls it, e.g. `given_name`. */
  attribute: z.string().min(1).optional(),
  /** What an identity provider or a register has verified may not be changed. */
  locked: z.literal(true).optional(),
});

const fieldBase = {
  ...nodeBase,
  type: z.literal("field"),
  /** Whether an answer is needed while the field is visible. */
  required: z.boolean(),
  /**
   * Several values in one field: lines of text, several files. For `multipleChoice` and `file` it bounds
   * the number chosen; for any other kind the value is then a list. Absent: exactly one value.
   */
  repeat: repeatSchema.optional(),
  /** WCAG 1.3.5 token, e.g. `given-name`. */
  autocomplete: z.string().optional(),
  /** Offered at first, the citizen may change it; raw text as typed, option code, or `true`/`false`. */
  preset: z.string().optional(),
  prefill: prefillSchema.optional(),
  /** The value follows from other answers: shown, never asked, computed anew at every step. */
  calculated: expressionSchema.optional(),
};

function fieldSchemaOf<K extends FieldKind>(kind: K) {
  return z.strictObject({ ...fieldBase, kind: z.literal(kind), options: fieldOptions[kind] });
}

export const fieldSchema = z.discriminatedUnion("kind", [
  fieldSchemaOf("text"),
  fieldSchemaOf("multiline"),
  fieldSchemaOf("number"),
  fieldSchemaOf("integer"),
  fieldSchemaOf("money"),
  fieldSchemaOf("date"),
  fieldSchemaOf("partialDate"),
  fieldSchemaOf("time"),
  fieldSchemaOf("dateTime"),
  fieldSchemaOf("yesNo"),
  fieldSchemaOf("choice"),
  fieldSchemaOf("multipleChoice"),
  fieldSchemaOf("declaration"),
  fieldSchemaOf("email"),
  fieldSchemaOf("phone"),
  fieldSchemaOf("iban"),
  fieldSchemaOf("address"),
  fieldSchemaOf("personName"),
  fieldSchemaOf("file"),
  fieldSchemaOf("staticText"),
  fieldSchemaOf("hidden"),
  fieldSchemaOf("locked"),
]);
export type Field = z.infer<typeof fieldSchema>;

const groupBase = z.strictObject({
  ...nodeBase,
  type: z.literal("group"),
  /** Present: the group repeats; its items have stable ids and pages of their own. */
  repeat: repeatSchema.optional(),
  /** The fields that name an item, e.g. "Hund 2: Bello": paths below the group. */
  itemTitle: z.array(itemPathSchema).optional(),
  /** The group may be absent as a whole: it is present once anything below it is answered, or as `presence` says. */
  optional: z.boolean().optional(),
  /**
   * Local id of the yes/no question beside it that asks whether it is present. Where a rule requires the group the
   * question is not asked and counts as yes; where a rule forbids it, it is not asked either.
   */
  presence: nodeIdSchema.optional(),
  /** A known building block, drawn as one component. */
  widget: z.enum(["address", "person", "dateParts", "bank"]).optional(),
});
export type Group = z.infer<typeof groupBase> & { children: Node[] };
export type Node = Field | Group;

type NodeInput =
  z.input<typeof fieldSchema> | (z.input<typeof groupBase> & { children: NodeInput[] });
const nodeSchema: z.ZodType<Node, NodeInput> = z.lazy(() =>
  z.union([fieldSchema, groupBase.extend({ children: z.array(nodeSchema) })]),
);

/** The part of a page's address in the URL. */
export const slugSchema = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(60);

const pageBase = {
  id: slugSchema,
  title: textSchema,
  intro: textSchema.optional(),
  when: conditionSchema.optional(),
  /** Repeated groups that enclose the page, from outside in: the page stands once per item. */
  within: z.array(z.string()).default([]),
};
/**
 * The pages in their order. `questions` asks the named fields and groups; `items` lists the items of a
 * repeated group, stands behind the pages of these items, and offers to add, change and remove one.
 */
export const pageSchema = z.discriminatedUnion("kind", [
  z.strictObject({ ...pageBase, kind: z.literal("questions"), nodes: z.array(z.string()).min(1) }),
  z.strictObject({ ...pageBase, kind: z.literal("items"), group: z.string() }),
]);
export type Page = z.infer<typeof pageSchema>;

export const codeListSchema = z.strictObject({
  /** Canonical URI, or absent for a list written into the schema. */
  uri: z.string().optional(),
  version: z.string().optional(),
  options: z.array(optionSchema),
});
export type CodeList = z.infer<typeof codeListSchema>;

/** Something of the source that the machine did not understand for certain and that a person has to look at. */
export const openPointSchema = z.strictObject({
  code: z.enum(["rule", "missingCodeList", "unsupported", "unclear"]),
  /** Node path; "" for the whole service. */
  path: z.string(),
  /** The sentence or the reason, in the words of the source where it has any. */
  text: z.string(),
  /** Id of the rule or list. */
  id: z.string().optional(),
  /** Of a rule: why it could not be carried out. */
  reason: z.string().optional(),
});
export type OpenPoint = z.infer<typeof openPointSchema>;

/** How surely an applicant must be known before filing; `none`, or absent: nobody has to sign in. */
export const neededAssuranceSchema = z.enum(assuranceLevels);

/**
 * A service (Leistung) as data: what it asks, on which pages, under which conditions. Storable, sendable,
 * not executable. Everything downstream works on this alone.
 */
export const serviceSchema = z.strictObject({
  schemaVersion: z.literal(1),
  /** Part of the URL below a municipality, where its accessibility statement stands, too. */
  id: slugSchema.refine((id) => id !== "barrierefreiheit"),
  version: z.string().regex(/^\d+(\.\d+){0,3}$/),
  name: textSchema,
  languages: z.array(languageSchema).min(1),
  /** LeiKa keys (14 digits). */
  leikaKeys: z.array(z.string().regex(/^\d{14}$/)).default([]),
  fim: fimElementSchema.optional(),
  description: descriptionSchema,
  assurance: neededAssuranceSchema.optional(),
  /** The address (a field, or a group with a postal code) whose place decides which municipality is responsible. */
  responsibleAt: z.string().optional(),
  nodes: z.array(nodeSchema),
  pages: z.array(pageSchema).min(1),
  codeLists: z.record(z.string(), codeListSchema).default({}),
  rules: z.array(ruleSchema).default([]),
  /** What an application costs, computed from the answers. */
  fees: feesSchema.optional(),
  openPoints: z.array(openPointSchema).default([]),
  /** What municipalities may set for themselves; absent: what is usual, see `usuallyAdjustable`. */
  adjustable: adjustableSchema.optional(),
});
export type ServiceDefinition = z.infer<typeof serviceSchema>;
