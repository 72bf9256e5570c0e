import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { text as readAll } from "node:stream/consumers";
import { afterAll, expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "..");
const schema = path.join(root, "app/fim/fixtures/alle-merkmale.xdf3.xml");
const folder = mkdtempSync(path.join(os.tmpdir(), "einmal-paths-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function paths(...args: readonly string[]): Promise<{ code: number | null; out: string }> {
  const command = [path.join(root, "bin/einmal.ts"), "service", "paths", ...args];
  // No database answers there: whoever asks for one fails.
  const child = spawn(process.execPath, command, {
    env: {
      PATH: process.env["PATH"],
      NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"],
      NODE_ENV: "production",
      DATABASE_URL: "postgres://nobody@127.0.0.1:1/nothing",
    },
  });
  const closed = new Promise<number | null>((resolve) => child.on("close", resolve));
  const [out] = await Promise.all([readAll(child.stdout), readAll(child.stderr)]);
  return { code: await closed, out };
}

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
