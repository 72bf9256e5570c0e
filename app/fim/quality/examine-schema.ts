import { compileOffering } from "#app/domain/offering.ts";
import type { ServiceDefinition } from "#app/domain/service.ts";
import type { GenericodeList } from "../genericode.ts";
import type { FimSchema } from "../model.ts";
import { checkConditions, checkWrittenRules } from "./condition-checks.ts";
import { definitionChecks } from "./definition-checks.ts";
import { viewDefinition } from "./definition-view.ts";
import { sortFindings, type Finding } from "./finding.ts";
import { languageChecks } from "./language-checks.ts";
import { checkQuality } from "./quality-checks.ts";
import { runChecks } from "./quality-check.ts";
import { schemaChecks } from "./schema-checks.ts";
import { viewSchema } from "./schema-view.ts";
import { checkOffering } from "./service-checks.ts";
import { checkTranslations } from "./translation-checks.ts";

/** Looks at a schema alone: FIM's own checks and ours. Pure; never throws for what a schema says. */
export function examineSchema(schema: FimSchema, lists: readonly GenericodeList[] = []): Finding[] {
  const view = viewSchema(schema, lists);
  return sortFindings([
    ...checkQuality(view),
    ...runChecks(schemaChecks, view),
    ...runChecks(languageChecks, view),
  ]);
}

/** Looks at the service that a schema became, with its rules and pages. `service` must have passed `checkService`. */
export function examineService(service: ServiceDefinition): Finding[] {
  const offering = compileOffering(service);
  return sortFindings([
    ...checkOffering(offering),
    ...checkConditions(offering),
    ...checkTranslations(offering),
  ]);
}

/**
 * Looks at a service of our own format as `examineSchema` looks at a schema: the same checks, as far as they mean something
 * without FIM. `service` must have passed `checkService`.
 */
export function examineDefinition(service: ServiceDefinition): Finding[] {
  const offering = compileOffering(service);
  return sortFindings([
    ...runChecks(definitionChecks, viewDefinition(offering)),
    ...checkWrittenRules(offering),
  ]);
}
