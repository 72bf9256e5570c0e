import type { LeikaEntry, OzgService } from "#db/queries/reference-catalogue.ts";
import { checkLines, lineProblem, repeatedLines, type CheckedFile } from "./checked-lines.ts";
import { fileProblem } from "./file-problem.ts";
import { lineFault, type LineFault } from "./line-fault.ts";

/** A file of the reference catalogue: OZG-Leistungen, or entries of the Leistungskatalog. */
export type ReferenceFile =
  | ({ readonly kind: "ozg" } & CheckedFile<OzgService>)
  | ({
      readonly kind: "leika";
      /** Lines of what has no LeiKa key, and is left out. */
      readonly withoutKey: number;
    } & CheckedFile<LeikaEntry>);

/** Reads a CSV with the columns ozg_id, name, lage, themenfeld, or leika, name, typ, ozg_id, legal_basis. */
export function readReferenceFile(file: string, text: string): ReferenceFile {
  const [head = ""] = text.replace(/^\uFEFF/, "").split(/\r?\n/, 1);
  const columns = head.split(/[,;]/).map((name) => name.replaceAll('"', "").trim());
  if (columns.includes("leika")) return readLeika(file, text);
  if (columns.includes("lage")) return readOzg(file, text);
  const message =
    "the first line names neither the columns of OZG-Leistungen nor those of the LeiKa";
  return { kind: "ozg", lines: [], problems: [fileProblem(file, "badCsv", message, { line: 1 })] };
}

function readOzg(file: string, text: string): ReferenceFile {
  const columns = ["ozg_id", "name", "lage", "themenfeld"];
  const { lines, problems } = checkLines(file, text, columns, (row): OzgService | LineFault => {
    const [id, name] = [row("ozg_id"), row("name")];
    if (!/^\d{5}$/.test(id)) return lineFault("ozgId", { value: id });
    if (name === "") return lineFault("noName");
    return { id, name, situation: row("lage"), topic: row("themenfeld") };
  });
  const repeated = repeatedLines(file, lines, ({ id }) => id);
  return { kind: "ozg", lines, problems: [...problems, ...repeated] };
}

function readLeika(file: string, text: string): ReferenceFile {
  const columns = ["leika", "name", "typ", "ozg_id", "legal_basis"];
  let withoutKey = 0;
  const { lines, problems } = checkLines(
    file,
    text,
    columns,
    (row): LeikaEntry | LineFault | undefined => {
      const [key, name, ozgId] = [row("leika"), row("name"), row("ozg_id")];
      if (key === "") {
        withoutKey += 1;
        return undefined;
      }
      if (!/^99\d{12}$/.test(key)) return lineFault("leikaKey", { value: key });
      if (name === "") return lineFault("noName");
      if (!/^(\d{5})?$/.test(ozgId)) return lineFault("ozgId", { value: ozgId });
      return { key, name, type: row("typ"), ozgId: ozgId || null, legalBasis: row("legal_basis") };
    },
  );
  const repeated = repeatedLines(file, lines, ({ key }) => key);
  return { kind: "leika", withoutKey, lines, problems: [...problems, ...repeated] };
}

/** A problem for every entry whose OZG-Leistung nobody knows. */
export function unknownOzgServices(
  file: string,
  { lines }: CheckedFile<LeikaEntry>,
  known: ReadonlySet<string>,
) {
  return lines.flatMap(({ line, value: { ozgId } }) =>
    ozgId === null || known.has(ozgId)
      ? []
      : [lineProblem(file, line, lineFault("unknownOzg", { value: ozgId }))],
  );
}
