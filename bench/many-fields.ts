import { serviceSchema, type ServiceDefinition } from "#app/domain/service.ts";

const kinds = [
  { kind: "text", options: { minLength: 1, maxLength: 80 }, value: "Erika Mustermann" },
  { kind: "integer", options: { minimum: 0, maximum: 100 }, value: 42 },
  { kind: "date", options: {}, value: "2026-01-02" },
  { kind: "yesNo", options: {}, value: true },
  { kind: "choice", options: { list: "laender" }, value: "7" },
  { kind: "text", options: { pattern: "[0-9]{5}" }, value: "53111" },
] as const;

/** Questions on a page. */
const perPage = 10;

export interface ManyFields {
  readonly service: ServiceDefinition;
  /** An answer to each question, by its path. */
  readonly values: Readonly<Record<string, string | number | boolean>>;
}

/** A service with so many questions of mixed kinds, ten on a page; every tenth hangs by a rule on the one before it. */
export function manyFields(count: number): ManyFields {
  const idOf = (index: number) => `F990000${String(index).padStart(5, "0")}`;
  const fields = Array.from({ length: count }, (_, index) => {
    const { kind, options } = kinds[index % kinds.length] ?? kinds[0];
    const id = idOf(index);
    const label = { de: `Frage ${String(index + 1)}` };
    const fim = { id, version: "1.0.0", min: 1, max: 1 };
    return { type: "field", id, fim, label, kind, options, required: true, data: true };
  });
  const pages = Array.from({ length: Math.ceil(count / perPage) }, (_, page) => ({
    kind: "questions",
    id: `seite-${String(page + 1)}`,
    title: { de: `Seite ${String(page + 1)}` },
    nodes: fields.slice(page * perPage, (page + 1) * perPage).map(({ id }) => id),
  }));
  const rules = fields
    .map((_, index) => index)
    .filter((index) => index % 10 === 4)
    .map((index) => ({
      id: `R${String(index)}`,
      bearer: "",
      effect: "forbid",
      target: idOf(index),
      condition: {
        op: "equals",
        field: idOf(index - 1),
        value: index % 2 === 0 ? "nie" : "niemals",
      },
    }));
  const options = Array.from({ length: 16 }, (_, index) => ({
    code: String(index + 1),
    label: { de: `Land ${String(index + 1)}` },
  }));
  const service = serviceSchema.parse({
    schemaVersion: 1,
    id: `viele-fragen-${String(count)}`,
    version: "1.0.0",
    name: { de: `${String(count)} Fragen` },
    languages: ["de"],
    fim: { id: "S99000000500", version: "1.0.0" },
    description: { summary: { de: "Zum Messen" } },
    nodes: fields,
    pages,
    codeLists: { laender: { options } },
    rules,
  });
  const values = Object.fromEntries(
    fields.map(({ id }, index) => [id, (kinds[index % kinds.length] ?? kinds[0]).value]),
  );
  return { service, values };
}
