import type { Rule } from "#app/domain/rule.ts";
import type { GenericodeList } from "../genericode.ts";
import type { FimSchema } from "../model.ts";
import type { Finding } from "./finding.ts";
import type { RuleTally } from "./tally-rules.ts";

/** What published formal rules of a schema are worth: those that hold, in place of the sentences they stand for. */
export type PublishedRules =
  | {
      readonly ok: true;
      readonly rules: readonly Rule[];
      readonly tally: RuleTally;
      readonly findings: readonly Finding[];
    }
  | { readonly ok: false; readonly message: string };

/** Judges published formal rules before anybody relies on them. */
export type JudgePublishedRules = (
  json: string,
  schema: FimSchema,
  lists: readonly GenericodeList[],
) => PublishedRules;
