import { serviceSchema, type Node, type ServiceDefinition } from "#app/domain/service.ts";
import type { Rule } from "#app/domain/rule.ts";
import {
  applyTranslations,
  languagesWith,
  translateDescription,
  translateMessages,
} from "./apply-translations.ts";
import { buildNodes, outermost } from "./build-nodes.ts";
import { buildPages } from "./build-pages.ts";
import type { GenericodeList } from "./genericode.ts";
import type { ImportState } from "./import-state.ts";
import type { FimSchema } from "./model.ts";
import { oneLine, slugOf, withoutConverterNotes } from "./plain-text.ts";
import { error, warning, type Outcome } from "./problems.ts";
import type { FimTranslations } from "./read-translations.ts";
import { ruleStructure, type RuleStructure } from "./rules/structure.ts";
import { translateRules } from "./rules/translate-rules.ts";

export interface ImportOptions {
  /** Address of the service; made from its name where absent. */
  readonly id?: string;
  /**
   * Whether a list of another version may stand in where the wanted one is missing (each is an open
   * point). Default true; if false the field becomes plain text.
   */
  readonly allowOtherVersions?: boolean;
  /** Laid over the schema as further languages. */
  readonly translations?: readonly FimTranslations[];
}

/** The structure of a service before it has pages. */
export interface ImportedStructure {
  readonly nodes: Node[];
  /** Sentences that were understood; the others are open points. */
  readonly rules: readonly Rule[];
  /** What rules can name: for translations from elsewhere and for checks. */
  readonly structure: RuleStructure;
  readonly state: ImportState;
}

/** Turns a FIM schema into a service that can be offered; what needs a person is in `openPoints`. */
export function toService(
  schema: FimSchema,
  codeLists: readonly GenericodeList[],
  options: ImportOptions = {},
): Outcome<"service", ServiceDefinition> {
  const { nodes, rules, state } = importStructure(schema, codeLists, options);
  const { translations = [] } = options;
  const german = { name: { de: nameOf(schema) }, summary: { de: summaryOf(schema) } };
  const { name, summary } = translateDescription(schema, german, translations);
  return finishService(
    {
      schemaVersion: 1,
      id: options.id ?? (slugOf(name.de) || slugOf(schema.id)),
      version: versionOf(schema, state),
      name,
      languages: languagesWith(["de"], translations),
      leikaKeys: [],
      fim: identificationOf(schema),
      description: {
        summary,
        needs: [],
        legalBasis: schema.references.flatMap(({ text }) =>
          text === "" ? [] : { de: oneLine(text) },
        ),
        keywords: [],
      },
      nodes,
      pages: buildPages(nodes),
      codeLists: Object.fromEntries(state.codeLists),
      rules: [...rules],
      openPoints: state.openPoints,
    },
    state,
  );
}

/** Nodes, rules, code lists and open points of a schema. */
export function importStructure(
  schema: FimSchema,
  codeLists: readonly GenericodeList[],
  { allowOtherVersions = true, translations = [] }: ImportOptions = {},
): ImportedStructure {
  const state: ImportState = {
    available: codeLists,
    allowOtherVersions,
    codeLists: new Map(),
    openPoints: [],
    placed: [],
    rules: [],
    problems: [],
  };
  const nodes = buildNodes(schema.positions, outermost, state);
  const replaced = state.problems.filter(({ code }) => code === "codeListReplaced");
  const structure = ruleStructure(
    schema,
    state.placed,
    nodes,
    state.codeLists,
    new Set(replaced.flatMap(({ path }) => path ?? [])),
  );
  const { rules, open, problems } = translateRules(structure);
  for (const { path, ruleId: id, sentence: text, message: reason } of open) {
    state.openPoints.push({ code: "rule", path, id, text, reason });
  }
  for (const { code, path, ruleId, message } of problems) {
    state.problems.push(warning(`rule.${code}`, `${ruleId}: ${message}`, { path }));
  }
  return {
    nodes: applyTranslations(schema, nodes, translations, state),
    rules: [...state.rules, ...translateMessages(rules, schema, translations)],
    structure,
    state,
  };
}

/** Checks what was put together; whatever does not pass is told by its place. */
export function finishService(
  service: ServiceDefinition,
  { problems }: Pick<ImportState, "problems">,
): Outcome<"service", ServiceDefinition> {
  if (service.pages.length === 0) {
    const reason = error("emptyService", "the schema asks nothing, so there is no page");
    return { ok: false, problems: [...problems, reason] };
  }
  const checked = serviceSchema.safeParse(service);
  if (checked.success) return { ok: true, service: checked.data, problems };
  const reasons = checked.error.issues.map(({ path, message }) =>
    error("invalidService", `${path.map(String).join(".")}: ${message}`),
  );
  return { ok: false, problems: [...problems, ...reasons] };
}

/** The schema's version; 2.0 allows working copies without one. */
export function versionOf({ version }: FimSchema, { problems }: Pick<ImportState, "problems">) {
  if (version !== undefined && /^\d+(\.\d+){0,3}$/.test(version)) return version;
  problems.push(warning("missingVersion", `version "${version ?? ""}" was read as 1.0`));
  return "1.0";
}

export function identificationOf({ id, version }: FimSchema): { id: string; version?: string } {
  return { id, ...(version !== undefined && { version }) };
}

function nameOf({ label, name, id }: FimSchema): string {
  return [label ?? "", name, id].map(oneLine).find((text) => text !== "") ?? id;
}

function summaryOf(schema: FimSchema): string {
  const texts = [schema.help, schema.description, schema.definition];
  return (
    texts.map((text) => withoutConverterNotes(text ?? "")).find((text) => text !== "") ??
    nameOf(schema)
  );
}
