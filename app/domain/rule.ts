import * as z from "zod";
import { conditionSchema } from "./condition.ts";
import { textSchema } from "./text-schema.ts";

const ruleBase = {
  /** Id of the source's rule (FIM `R…`), or a name of our own; several rules may come from one sentence. */
  id: z.string(),
  /**
   * Node path of the element that bears the rule, "" for the whole service. The rule holds once for each
   * item of the repeated groups around it; its paths are node paths, read in the scope of that item.
   */
  bearer: z.string(),
  /** When the rule acts; for `valid`: what must hold. */
  condition: conditionSchema,
  /** The sentence of the source that the rule carries out. */
  sentence: z.string().optional(),
  message: textSchema.optional(),
};

/**
 * A formal rule between answers. `require` makes the target mandatory even where its multiplicity begins
 * with 0; `forbid` makes it not applicable: not shown, left out of the submission, kept in the draft;
 * `valid` refuses the answers below the bearer while its condition does not hold; `options` leaves only
 * some codes of the target's list to choose from.
 */
export const ruleSchema = z.discriminatedUnion("effect", [
  z.strictObject({ ...ruleBase, effect: z.literal("require"), target: z.string() }),
  z.strictObject({ ...ruleBase, effect: z.literal("forbid"), target: z.string() }),
  z.strictObject({ ...ruleBase, effect: z.literal("valid"), target: z.string().optional() }),
  z.strictObject({
    ...ruleBase,
    effect: z.literal("options"),
    target: z.string(),
    codes: z.array(z.string()),
  }),
]);
export type Rule = z.infer<typeof ruleSchema>;
