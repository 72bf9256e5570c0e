import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { createCommandLine } from "./fixtures/command-line.ts";

const root = path.resolve(import.meta.dirname, "..");
const schema = path.join(root, "app/fim/fixtures/alle-merkmale.xdf3.xml");
const { folder, einmal } = createCommandLine();
const paths = (...args: readonly string[]) => einmal(["service", "paths", ...args]);

function write(name: string, content: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

const rule = (value: unknown) => ({
  effect: "require",
  target_leaf: "F99000000014",
  message: "Bitte ausfüllen.",
  condition: { equal: [{ identifier: "F99000000013" }, value] },
});

test("service paths goes the ways that published rules make, and leaves wrong ones out", async () => {
  const element = { element_id: "S99000000001", element_version: "1.0.0", free_text_rules: [] };
  const translated = [rule(false), rule("001 Ja")];
  const rules = write("rules.json", JSON.stringify([{ ...element, translated }]));
  const day = ["--today", "2026-03-01"];
  const [without, having, text, broken, gone] = await Promise.all([
    paths(schema, ...day, "--json"),
    paths(schema, ...day, "--rules", rules, "--json"),
    paths(schema, ...day, "--rules", rules),
    paths(schema, "--rules", write("broken.json", "{"), "--json"),
    paths(schema, "--rules", path.join(folder, "gone.json"), "--json"),
  ]);
  const [few, many] = [without, having].map(({ out }) => JSON.parse(out) as { paths: string });
  expect(without.code).toBe(0);
  expect(few).not.toHaveProperty("rules");
  expect(many).toMatchObject({ ok: true, rules: { formal: 1, wrong: 1 } });
  expect(BigInt(many?.paths ?? 0)).not.toBe(BigInt(few?.paths ?? 0));
  expect(text.out).toContain("Rules taken: 1; wrong: 1");
  expect(broken).toMatchObject({ code: 1 });
  expect(JSON.parse(broken.out)).toMatchObject({ ok: false });
  expect(broken.out).toContain("invalidJson");
  expect(gone.out).toContain("notFound");
});
