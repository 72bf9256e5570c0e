import type { FileProblem } from "#app/catalogue/file-problem.ts";
import { compileOffering } from "#app/domain/offering.ts";
import type { OpenPoint, ServiceDefinition } from "#app/domain/service.ts";

/** What an import tells of a service, complete, for machines. */
export interface ServiceReport extends Readonly<Record<string, unknown>> {
  readonly service: {
    readonly id: string;
    readonly version: string;
    readonly name: string;
    readonly fim: ServiceDefinition["fim"] | null;
    readonly pages: number;
    readonly fields: number;
  };
  readonly codeLists: readonly { readonly key: string; readonly options: number }[];
  readonly missingCodeLists: readonly MissingList[];
  readonly openPoints: readonly OpenPoint[];
  readonly warnings: readonly FileProblem[];
}

interface MissingList {
  /** Canonical version URI; null where the schema names no list at all. */
  readonly id: string | null;
  readonly text: string;
  readonly paths: readonly string[];
}

export function serviceReport(
  service: ServiceDefinition,
  warnings: readonly FileProblem[],
): ServiceReport {
  const { id, version, name, fim, pages, codeLists, openPoints } = service;
  const { nodes } = compileOffering(service);
  return {
    service: {
      id,
      version,
      name: name.de,
      fim: fim ?? null,
      pages: pages.length,
      fields: [...nodes.values()].filter(({ node }) => node.type === "field").length,
    },
    codeLists: Object.entries(codeLists).map(([key, { options }]) => ({
      key,
      options: options.length,
    })),
    missingCodeLists: missingListsOf(openPoints),
    openPoints,
    warnings,
  };
}

function missingListsOf(openPoints: readonly OpenPoint[]): MissingList[] {
  const points = openPoints.filter(({ code }) => code === "missingCodeList");
  const byText = Map.groupBy(points, ({ text, id, path }) => (id === undefined ? path : text));
  return [...byText.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    return [{ id: first.id ?? null, text: first.text, paths: group.map(({ path }) => path) }];
  });
}

const width = 100;

/** The same for people: grouped by what they have to do about it. */
export function describeService(
  title: string,
  { service, codeLists, missingCodeLists, openPoints, warnings }: ServiceReport,
  definition: ServiceDefinition,
): string {
  const { nodes } = compileOffering(definition);
  const labelOf = (path: string) => nodes.get(path)?.node.label.de ?? "the whole service";
  const of = (code: OpenPoint["code"]) => openPoints.filter((point) => point.code === code);
  const fim = service.fim
    ? ` (${["FIM", service.fim.id, service.fim.version].filter(Boolean).join(" ")})`
    : "";
  // Missing lists are told in the words of the open points already.
  const others = warnings.filter(({ code }) => !code.startsWith("codeList"));
  const lines = [
    `${title}: ${service.id} ${service.version}`,
    `  ${service.name}${fim}`,
    `  ${service.fields} fields on ${service.pages} pages, ${codeLists.length} code lists`,
    "",
    ...section(
      "Missing code lists",
      "Give them with --codelists. Until then these fields are plain text or take another version:",
      missingCodeLists.flatMap(({ text, paths }) => [
        ...wrap(text, "  - "),
        ...paths.map((path) => `      ${labelOf(path)}  [${path}]`),
      ]),
      missingCodeLists.length,
    ),
    ...section(
      "Rules",
      "Sentences of the schema that the form does not check. Read them; a service package can carry them out:",
      rulesByPlace(of("rule"), labelOf),
      of("rule").length,
    ),
    ...section(
      "Unsupported",
      "Parts of the schema that cannot be shown:",
      of("unsupported").flatMap((point) => describePoint(point, labelOf)),
      of("unsupported").length,
    ),
    ...section(
      "Unclear",
      "What the import could not understand for certain:",
      of("unclear").flatMap((point) => describePoint(point, labelOf)),
      of("unclear").length,
    ),
    ...section(
      "Warnings",
      "What was assumed while reading:",
      others.flatMap(({ file, line, column, path, message }) =>
        wrap(
          `${[path ?? file, line, column].filter((part) => part !== undefined).join(":")}: ${message}`,
          "  - ",
        ),
      ),
      others.length,
    ),
  ];
  if (openPoints.length === 0) lines.push("Nothing is left open.", "");
  return lines.join("\n");
}

function section(title: string, lead: string, lines: readonly string[], count: number): string[] {
  return count === 0 ? [] : [`${title} (${count})`, `  ${lead}`, "", ...lines, ""];
}

function rulesByPlace(points: readonly OpenPoint[], labelOf: (path: string) => string): string[] {
  return [...Map.groupBy(points, ({ path }) => path)].flatMap(([path, rules]) => [
    `  ${labelOf(path)}${path === "" ? "" : `  [${path}]`}`,
    ...rules.flatMap(({ id, text, reason }) => [
      ...wrap(`${id === undefined ? "" : `${id}: `}${text}`, "    - "),
      ...(reason === undefined ? [] : wrap(`(${reason})`, "      ")),
    ]),
  ]);
}

function describePoint({ path, text }: OpenPoint, labelOf: (path: string) => string): string[] {
  return [`  ${labelOf(path)}${path === "" ? "" : `  [${path}]`}`, ...wrap(text, "    - ")];
}

/** Breaks a text between words; what follows the first line stands under its beginning. */
function wrap(text: string, start: string): string[] {
  const rest = " ".repeat(start.length);
  const lines: string[] = [];
  let line = start;
  for (const word of text.split(/\s+/)) {
    if (line.trim() !== start.trim() && line.trim() !== "" && line.length + word.length > width) {
      lines.push(line.trimEnd());
      line = rest;
    }
    line += `${word} `;
  }
  return [...lines, line.trimEnd()];
}
