import { existsSync } from "node:fs";
import path from "node:path";
import { fileApplication } from "../fixtures/citizen.ts";
import { einmal } from "../fixtures/command-line.ts";
import { fillAnything, type Typed } from "../fixtures/fill-anything.ts";
import { expect, test } from "../fixtures/portal-test.ts";
import { follow, open } from "../fixtures/press.ts";
import { readFiled } from "../fixtures/staff.ts";

// Genuine schemas are not ours to publish; whoever has them runs these tests too.
const folder = path.resolve(process.env["EINMAL_DATA"] ?? "../shared/data", "fim");
const present = existsSync(path.join(folder, "INDEX.csv"));
if (!present) console.warn(`SKIPPED: no genuine FIM schemas at ${folder} (set EINMAL_DATA)`);

const schemas = [
  { id: "jagdschein", where: "", file: "dev/xdf3/S07000000248.xdf3.xml", codeLists: "codelists" },
  {
    id: "heimarbeit",
    where: "@js",
    file: "dev/xdf3/S00000000364.xdf3.xml",
    codeLists: "codelists",
  },
  {
    id: "anwohnerparken",
    where: "@js",
    file: "dev/xdf2/bewohnerparken/S05000058V1.0_xdf2.xml",
    codeLists: "dev/xdf2/bewohnerparken",
  },
] as const;

for (const { id: name, where, file, codeLists } of schemas) {
  test(
    `an operator imports ${name} and a citizen files it ${where}`.trim(),
    async ({ page, portal, caseworker }, { project }) => {
      test.skip(!present, "no genuine FIM schemas here");
      test.setTimeout(240_000);
      const id = `${name}-${project.name}`;
      const environment = { DATA_DIR: portal.dataDir };
      const source = [path.join(folder, file), "--codelists", path.join(folder, codeLists)];
      const imported = await einmal(environment, "service", "import", ...source, "--id", id);
      expect(imported).toMatchObject({ code: 0, json: { ok: true } });
      const offer = ["--service", id, "--municipality", "musterstadt"];
      const offered = await einmal(environment, "offering", "enable", ...offer);
      expect(offered).toMatchObject({ code: 0, json: { ok: true, enabled: true } });

      const base = `/musterstadt/${id}`;
      await open(page, "/musterstadt?sprache=de");
      await follow(page, page.locator(`main a[href="${base}"]`));
      await follow(page, page.getByRole("link", { name: "Antrag beginnen" }));
      const typed = await fillAnything(page, base);
      const reference = await fileApplication(page);
      const { data } = await readFiled(caseworker, reference);
      expectAnswers(data, typed);
    },
  );
}

/** Every answer stands in the data below the ids of its groups and under the id of its field. */
function expectAnswers(data: unknown, typed: Typed): void {
  const answers = [...typed].flatMap(([name, value]) => {
    const ids = name.split("/").map((part) => part.replace(/[:#].*$/, ""));
    // A date has parts; questions of the portal itself, e.g. whether a group applies, are no part of the schema.
    if (/^(day|month|year|time)$/.test(ids.at(-1) ?? "")) ids.pop();
    return /^F\d+$/.test(ids.at(-1) ?? "") ? [{ ids, value }] : [];
  });
  expect(answers.length).toBeGreaterThan(10);
  for (const { ids, value } of answers) {
    const found = valueAt(data, ids);
    expect(found, ids.join("/")).toBeDefined();
    if (value === "Muster") expect([found].flat(), ids.join("/")).toContain(value);
  }
}

function valueAt(data: unknown, [id, ...rest]: readonly string[]): unknown {
  if (Array.isArray(data))
    return data.map((one) => valueAt(one, [id ?? "", ...rest])).find((one) => one !== undefined);
  if (id === undefined) return data;
  if (typeof data !== "object" || data === null) return undefined;
  const value: unknown = (data as Record<string, unknown>)[id];
  return rest.length === 0 ? value : valueAt(value, rest);
}
