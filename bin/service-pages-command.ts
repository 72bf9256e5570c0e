import { compileOffering } from "#app/domain/offering.ts";
import { outlinePages, type NodeOutline, type PageOutline } from "#app/domain/outline-pages.ts";
import type { ServiceDefinition } from "#app/domain/service.ts";
import { readServiceFiles } from "#app/operations/read-service-files.server.ts";
import { listOption, refused, type Command } from "./command.ts";
import { describeCondition } from "./describe-condition.ts";

export const servicePagesCommand: Command = {
  name: "service pages",
  synopsis: "<path>",
  summary: "Prints how a service is cut into pages: questions, kinds, components, conditions",
  details: [
    "<path>                a schema, the folder of a service package, or a service in our own format (.json)",
    "--codelists <path>    a genericode file, or a folder of them; may be repeated",
  ],
  options: { codelists: { type: "string", multiple: true } },
  arguments: { min: 1, max: 1 },
  run: async ({ arguments: [path = ""], values }) => {
    const read = await readServiceFiles({ path, codeLists: listOption(values, "codelists") });
    if (!read.ok) return refused(read.problems);
    const { service, warnings } = read;
    const pages = outlinePages(service);
    const { id, version, name } = service;
    return {
      ok: true,
      json: { service: { id, version, name }, pages, warnings },
      text: [
        `${id} ${version}: ${String(pages.length)} pages`,
        ...pages.flatMap((page, index) => describePage(page, index + 1, service)),
      ].join("\n"),
    };
  },
};

function describePage(page: PageOutline, number: number, service: ServiceDefinition): string[] {
  const { nodes } = compileOffering(service);
  const nameOf = (path: string) => `„${nodes.get(path)?.node.label.de ?? path}“`;
  const { id, title, intro, when, within, group } = page;
  const lines = [
    "",
    `${String(number)}. ${title.de}  [${id}]`,
    ...(within.length > 0 ? [`   once for each of: ${within.map(nameOf).join(", ")}`] : []),
    ...(when ? [`   only if ${describeCondition(when, nameOf)}`] : []),
    ...(intro ? [`   ${shortened(intro.de)}`] : []),
    ...(group === undefined ? [] : [`   list of ${nameOf(group)}  ${group}`]),
  ];
  return [...lines, ...page.nodes.flatMap((node) => describeNode(node, nameOf))];
}

function describeNode(node: NodeOutline, nameOf: (path: string) => string): string[] {
  const indent = "   ".padEnd(3 + 2 * node.level);
  const { kind, label, widget, required, repeat, list, when, path, autocomplete } = node;
  const facts = [
    widget === undefined ? kind : `${kind} drawn as ${widget}`,
    ...(list ? [`${String(list.options)} options`] : []),
    ...(required === true ? ["required"] : []),
    ...(node.optional === true ? ["optional as a whole"] : []),
    ...(repeat
      ? [`${String(repeat.min)} to ${repeat.max === null ? "any" : String(repeat.max)}`]
      : []),
    ...(autocomplete === undefined ? [] : [`autocomplete ${autocomplete}`]),
    ...(node.hint ? ["hint"] : []),
    ...(node.help ? ["help"] : []),
    ...(node.data ? [] : ["no data"]),
  ];
  return [
    `${indent}- ${shortened(label.de)}  (${facts.join(", ")})  ${path}`,
    ...(when ? [`${indent}    only if ${describeCondition(when, nameOf)}`] : []),
  ];
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > 100 ? `${line.slice(0, 99)}…` : line;
}
