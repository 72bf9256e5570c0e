import { genuinePresent } from "#app/fim/fixtures/genuine-files.ts";
import { runThrough } from "../fixtures/genuine-schemas.ts";
import { test } from "../fixtures/portal-test.ts";

/** Three large genuine schemas; `js`: with scripts, without, or both ways. */
const schemas = [
  {
    id: "jagdschein",
    name: "Jagdschein",
    file: "dev/xdf3/S07000000248.xdf3.xml",
    codeLists: "codelists",
    projects: ["js", "no-js"],
  },
  {
    id: "finanzanlagen",
    name: "a schema of 255 fields",
    file: "dev/xdf3/S05000001198.xdf3.xml",
    codeLists: "codelists",
    projects: ["no-js"],
  },
  {
    id: "krankheitserreger",
    name: "a schema with rules that differ by Land",
    file: "dev/xdf3/S05000001323.xdf3.xml",
    codeLists: "codelists",
    projects: ["js"],
  },
] as const;

for (const { name, projects, ...schema } of schemas) {
  test(`${name} is filled in from the first page to the receipt`, async ({
    page,
    portal,
    caseworker,
  }, { project }) => {
    test.skip(!genuinePresent, "no genuine FIM schemas here");
    test.skip(!projects.some((one) => one === project.name), "runs the other way");
    test.setTimeout(240_000);
    const id = `${schema.id}-${project.name}`;
    await runThrough(page, portal, caseworker, { ...schema, id });
  });
}
