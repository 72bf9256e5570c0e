import * as z from "zod";
import { conditionSchema } from "#app/domain/condition.ts";
import { feesSchema } from "#app/domain/fees/fee.ts";
import { adjustableSchema } from "#app/domain/overlay/adjustable.ts";
import { ruleSchema } from "#app/domain/rule.ts";
import {
  itemPathSchema,
  neededAssuranceSchema,
  pageSchema,
  prefillSchema,
} from "#app/domain/service.ts";
import { descriptionSchema } from "#app/domain/service-description.ts";
import { languageSchema, textSchema } from "#app/domain/text-schema.ts";

/** Texts by language laid over what the schema says; German may be replaced, others are added. */
const textOverlaySchema = z.record(languageSchema, z.string());

/** What a package changes on one page, be it made from the groups or given in `pages`. */
const pageChangeSchema = z.strictObject({
  title: textOverlaySchema.optional(),
  intro: textOverlaySchema.optional(),
  when: conditionSchema.optional(),
  /** Questions and groups that come onto this page, from wherever they are. */
  nodes: z.array(z.string()).optional(),
  /** Ids of pages beside which it shall stand. */
  before: z.string().optional(),
  after: z.string().optional(),
});

/** What a package changes on one node of the imported schema, without editing the import. */
const nodeOverlaySchema = z.strictObject({
  label: textOverlaySchema.optional(),
  hint: textOverlaySchema.optional(),
  help: textOverlaySchema.optional(),
  when: conditionSchema.optional(),
  required: z.boolean().optional(),
  /** Never asked. Only what the schema does not demand. */
  hide: z.boolean().optional(),
  preset: z.string().optional(),
  prefill: prefillSchema.optional(),
  autocomplete: z.string().optional(),
  widget: z.enum(["address", "person", "dateParts", "bank"]).optional(),
  itemTitle: z.array(itemPathSchema).optional(),
  /** A more fitting kind than the data type tells, e.g. `email` for a text; with its options. */
  kind: z.string().optional(),
  options: z.record(z.string(), z.unknown()).optional(),
});

/**
 * `service.json` of a service package: everything that the FIM schema does not say. The folder also holds
 * `schema.xdf3.xml` and `journeys.json`.
 */
export const servicePackageSchema = z.strictObject({
  $schema: z.string().optional(),
  id: z.string(),
  /** Defaults to the schema's version. */
  version: z.string().optional(),
  name: textSchema,
  languages: z.array(languageSchema).min(1),
  leikaKeys: z.array(z.string()).default([]),
  description: descriptionSchema,
  assurance: neededAssuranceSchema.optional(),
  /** Path of the address whose place decides which municipality is responsible. */
  responsibleAt: z.string().optional(),
  /** In place of the pages that are made from the groups. */
  pages: z.array(pageSchema).optional(),
  /** By page id (`service pages` prints them): texts, order, what stands where. */
  pageChanges: z.record(z.string(), pageChangeSchema).default({}),
  /** By node path. */
  nodes: z.record(z.string(), nodeOverlaySchema).default({}),
  /** Labels of options in further languages: list key → code → texts. */
  options: z.record(z.string(), z.record(z.string(), textOverlaySchema)).default({}),
  /** What an application costs, see `fees` of a service definition. */
  fees: feesSchema.optional(),
  /** What municipalities may set for themselves, see `adjustable` of a service definition. */
  adjustable: adjustableSchema.optional(),
  /** Ids of rules and lists that the overlays carry out, so that they are no open points any more. */
  settled: z.array(z.string()).default([]),
  /**
   * Formal rules that people wrote for sentences, by id and bearer of the sentence, in place of what the import makes of it. `sentence`: what
   * it said at the time. Rules of one's own have ids that are none of the schema's.
   */
  rules: z.array(ruleSchema).optional(),
});
export type ServicePackage = z.infer<typeof servicePackageSchema>;
