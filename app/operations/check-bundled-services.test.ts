import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { checkServiceFiles } from "./check-service-files.server.ts";

const folder = path.resolve(import.meta.dirname, "../../db/seed/services");
const ids = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** Warnings that stay, and why. */
const explained: Readonly<Record<string, string>> = {
  "alle-feldarten: QS1106 weg/brief":
    "It shows that a choice may lead to a single question: another one would only be there to please the check.",
};

describe("the doctor over what is bundled", () => {
  it.each(ids)("finds nothing to mend in %s", async (id) => {
    const { errors, problems } = await checkServiceFiles({
      path: path.join(folder, id),
      codeLists: [],
    });
    expect(errors).toEqual([]);
    const found = problems
      .filter(({ severity }) => severity !== "hint")
      .map(({ code, path: place }) => `${id}: ${code} ${place}`);
    expect(found).toEqual(Object.keys(explained).filter((known) => known.startsWith(`${id}:`)));
  });

  it("explains only what is there", () => {
    for (const known of Object.keys(explained)) expect(ids).toContain(known.split(":")[0]);
  });

  it("leaves as hints only what is a matter of taste", async () => {
    const codes = new Set<string>();
    for (const id of ids) {
      const { problems } = await checkServiceFiles({ path: path.join(folder, id), codeLists: [] });
      for (const { code, severity } of problems) if (severity === "hint") codes.add(code);
    }
    // Uploads that are meant to be few, and a sample that no law asks for.
    expect([...codes].sort()).toEqual(["QS1139", "legalBasisMissing"]);
  });
});
