import { genuinePresent } from "#app/fim/fixtures/genuine-files.ts";
import { runThrough } from "../fixtures/genuine-schemas.ts";
import { test } from "../fixtures/portal-test.ts";

const schemas = [
  { id: "heimarbeit", file: "dev/xdf3/S00000000364.xdf3.xml", codeLists: "codelists" },
  {
    id: "anwohnerparken",
    file: "dev/xdf2/bewohnerparken/S05000058V1.0_xdf2.xml",
    codeLists: "dev/xdf2/bewohnerparken",
  },
] as const;

for (const schema of schemas) {
  test(`an operator imports ${schema.id} and a citizen files it @js`, async ({
    page,
    portal,
    caseworker,
  }) => {
    test.skip(!genuinePresent, "no genuine FIM schemas here");
    await runThrough(page, portal, caseworker, schema);
  });
}
