import type { FieldKind } from "../fields/kinds.ts";
import type { Offering } from "../offering.ts";
import { isOmitted } from "../overlay/is-omitted.ts";
import { joinPath, type NodePath } from "../path.ts";
import type { Field, Group, Node } from "../service.ts";
import type { Text } from "../text.ts";

/** Categories of personal data, as records of processing tell them. */
export const dataKinds = [
  "identity",
  "contact",
  "address",
  "bank",
  "document",
  "declaration",
  "facts",
] as const;
export type DataKind = (typeof dataKinds)[number];

/** Special categories of Art. 9 GDPR. */
export const specialKinds = [
  "health",
  "religion",
  "origin",
  "politics",
  "union",
  "sexuality",
  "biometrics",
] as const;
export type SpecialKind = (typeof specialKinds)[number];

/** A datum that a service asks for. */
export interface AskedDatum {
  readonly path: NodePath;
  readonly label: Text;
  /** Id of the FIM element, where it comes from one. */
  readonly fim: string | undefined;
  readonly kind: DataKind;
  /** Which special category its words point at: to be checked by a person. */
  readonly special: SpecialKind | undefined;
  /** Whether anything may be said in it, special categories too. */
  readonly free: boolean;
  /** What it is asked for and on which norms, where that is not the purpose of the service: a question of the municipality's own. */
  readonly own: { readonly purpose: Text; readonly laws: readonly Text[] } | undefined;
}

/** What one page or group asks for. */
export interface DataGroup {
  readonly title: Text;
  readonly fim: string | undefined;
  readonly data: readonly AskedDatum[];
  /** Norms that allow to ask it, of the group and of its fields. */
  readonly laws: readonly Text[];
}

/** Everything a service asks for, without what is left out, by its groups at the top; fields beside these are a group by themselves, named by `others`. */
export function dataGroupsOf({ service }: Offering, others: Text): readonly DataGroup[] {
  const groups = service.nodes
    .filter((node) => node.type === "group")
    .filter((group) => !isOmitted(group))
    .map((group) => groupOf(group, group.label, group.fim?.id));
  const alone = service.nodes.filter((node) => node.type === "field");
  const rest = groupOf({ children: alone, id: "" }, others, undefined);
  return [...groups, rest].filter(({ data }) => data.length > 0);
}

function groupOf(
  group: Pick<Group, "children" | "id" | "legalBasis" | "widget">,
  title: Text,
  fim: string | undefined,
): DataGroup {
  const data: AskedDatum[] = [];
  const laws = new Map<string, Text>();
  const note = (some: readonly Text[] = []) => {
    for (const law of some) laws.set(law.de, law);
  };
  const visit = (node: Node, parent: NodePath, widget: DataKind | undefined): void => {
    if (isOmitted(node)) return;
    const path = joinPath(parent, node.id);
    note(node.legalBasis);
    if (node.type === "group") {
      const inner = kindOfWidget[node.widget ?? "none"] ?? widget;
      for (const child of node.children) visit(child, path, inner);
      return;
    }
    if (node.kind === "staticText") return;
    data.push(datumOf(node, path, widget));
  };
  note(group.legalBasis);
  for (const child of group.children) visit(child, group.id, kindOfWidget[group.widget ?? "none"]);
  return { title, fim, data, laws: [...laws.values()] };
}

function datumOf(field: Field, path: NodePath, widget: DataKind | undefined): AskedDatum {
  return {
    path,
    label: field.label,
    fim: field.fim?.id,
    kind: kindOfField[field.kind] ?? kindOfToken(field.autocomplete) ?? widget ?? "facts",
    special: specialKindOf(`${field.label.de} ${field.hint?.de ?? ""}`),
    free: field.kind === "multiline" || field.kind === "file",
    own: field.purpose && { purpose: field.purpose, laws: field.legalBasis ?? [] },
  };
}

const kindOfField: Readonly<Partial<Record<FieldKind, DataKind>>> = {
  personName: "identity",
  email: "contact",
  phone: "contact",
  address: "address",
  iban: "bank",
  file: "document",
  declaration: "declaration",
};

/** By the purpose that a control tells browsers (WCAG 1.3.5). */
function kindOfToken(token: string | undefined): DataKind | undefined {
  if (token === undefined) return undefined;
  if (/name|bday|sex|honorific/.test(token)) return "identity";
  if (/email|tel/.test(token)) return "contact";
  return /street|address|postal|country/.test(token) ? "address" : undefined;
}

const kindOfWidget: Readonly<Record<string, DataKind | undefined>> = {
  person: "identity",
  address: "address",
  bank: "bank",
};

/**
 * XDatenfelder has no mark for special categories, so words decide, and a person has the last one. The breed of a dog (Rasse) is
 * none; that of a person is asked by no authority.
 */
const words: readonly (readonly [SpecialKind, RegExp])[] = [
  [
    "health",
    /gesundheit|krank|behinder|diagnos|pflegegrad|pflegebedürf|schwanger|\bgdb\b|merkzeichen|ärztlich|impf/i,
  ],
  ["religion", /religion|konfession|kirchen(?:steuer|zugehör|austritt)|glaube|weltanschau/i],
  ["origin", /ethnisch|hautfarbe|herkunftsland|volkszugehör/i],
  ["politics", /politisch|parteizugehör|parteimitglied/i],
  ["union", /gewerkschaft/i],
  ["sexuality", /sexuell|sexual|geschlechtliche orientierung/i],
  ["biometrics", /biometri|fingerabdr|genetisch|\bdna\b/i],
];

export function specialKindOf(text: string): SpecialKind | undefined {
  return words.find(([, pattern]) => pattern.test(text))?.[0];
}
