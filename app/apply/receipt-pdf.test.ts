import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readPdf } from "../documents/fixtures/read-pdf.ts";
import { readStatusCode } from "../domain/status-code.ts";
import { checkProof } from "../proof/check-proof.ts";
import { loadPublicKeys } from "../proof/signing-keys.server.ts";
import { createStaffPortal, festival, here } from "../routes/fixtures/staff-portal.ts";
import { downloadProof, downloadReceipt } from "./download-receipt.server.ts";

const { portal, file } = await createStaffPortal();
const folder = mkdtempSync(path.join(tmpdir(), "einmal-pdf-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

let pdf: Uint8Array;
let reference: string;
const target = path.join(folder, "quittung.pdf");
beforeAll(async () => {
  const filed = await file(here, festival);
  ({ reference } = filed);
  const visit = { municipality: here.slug, service: festival, ticket: filed.ticket };
  const origin = "https://antrag.example.de";
  const download = await downloadReceipt(portal, visit, reference, origin);
  if (!(download?.content instanceof Uint8Array)) throw new Error("no receipt");
  pdf = download.content;
  writeFileSync(target, pdf);
  const stranger = { ...visit, ticket: undefined };
  expect(await downloadReceipt(portal, stranger, reference, origin)).toBeUndefined();
  expect(await downloadProof(portal, stranger, reference)).toBeUndefined();
});

const verdictOn = async (bytes: Uint8Array) => checkProof(bytes, await loadPublicKeys(portal));

test("the receipt proves itself", async () => {
  expect(await verdictOn(pdf)).toMatchObject({
    kind: "valid",
    logged: true,
    file: "intact",
    statement: { service: { id: festival } },
  });
});

test("a receipt with any byte changed is refused, wherever it is", async () => {
  const step = Math.floor(pdf.length / 120);
  for (let at = 20; at < pdf.length; at += step) {
    const changed = pdf.slice();
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect((await verdictOn(changed)).kind, `byte ${String(at)}`).not.toBe("valid");
  }
  const longer = Buffer.concat([pdf, Buffer.from("\n% more")]);
  expect(await verdictOn(longer)).toEqual({ kind: "tampered", part: "file" });
});

test("the proof of another receipt does not fit into it", async () => {
  const other = await file(here, festival);
  const visit = { municipality: here.slug, service: festival, ticket: other.ticket };
  const own = await downloadReceipt(portal, visit, other.reference, "https://antrag.example.de");
  const cut = (bytes: Uint8Array) => {
    const text = Buffer.from(bytes).toString("latin1");
    const at = text.indexOf('{"type":"einmal.proof"');
    return { text, at, end: text.indexOf("\n", at) };
  };
  const [mine, theirs] = [cut(pdf), cut(own?.content as Uint8Array)];
  const proof = theirs.text.slice(theirs.at, theirs.end);
  const mixed = mine.text.slice(0, mine.at) + proof + mine.text.slice(mine.end);
  expect(await verdictOn(Buffer.from(mixed, "latin1"))).toEqual({ kind: "tampered", part: "file" });
});

test("the receipt says what happens next, the code, and shows a picture with a description", () => {
  const read = readPdf(pdf);
  const figure = read.tree.children.find(({ tag }) => tag === "Figure");
  expect(figure?.attributes["BBox"]).toHaveLength(4);
  const alt = /\/Alt \(\u00fe\u00ff([^)]*)\)/.exec(Buffer.from(pdf).toString("latin1"))?.[1] ?? "";
  expect(alt.replaceAll("\0", "")).toContain("QR-Code");
  expect(read.tree.text).toContain("Wie es weitergeht");
  const code = /Zugangscode([\dA-Z]{5}-[\dA-Z]{5})/.exec(read.tree.text.replace(/\s+/g, ""))?.[1];
  expect(readStatusCode(code ?? "")).toBe(code);
  const { catalog, get } = read;
  const relations = (catalog["AF"] as never[]).map(
    (one) => (get(one) as Record<string, never>)["AFRelationship"],
  );
  expect(relations).toEqual([{ name: "Source" }, { name: "Supplement" }]);
});

const has = (tool: string) => spawnSync(tool, ["--version"]).error === undefined;
const tools = ["qpdf", "pdfinfo", "pdftotext", "pdffonts", "pdfdetach"];
const missing = tools.filter((tool) => !has(tool));
if (missing.length > 0) console.warn(`receipts are not checked by ${missing.join(", ")}`);
const run = (tool: string, ...options: string[]) =>
  execFileSync(tool, options, { encoding: "utf8" });

test.skipIf(missing.length > 0)(
  "others find the receipt sound, tagged, and all letters embedded",
  () => {
    expect(run("qpdf", "--check", target)).toContain("No syntax or stream encoding errors found");
    const info = run("pdfinfo", target);
    expect(info).toMatch(/Tagged:\s+yes/);
    const metadata = run("pdfinfo", "-meta", target);
    expect(metadata).toContain("<pdfuaid:part>1</pdfuaid:part>");
    expect(metadata).toContain("<pdfaid:part>3</pdfaid:part>");
    expect(run("pdftotext", "-layout", target, "-")).toContain(reference);
    const fonts = run("pdffonts", target).trim().split("\n").slice(2);
    expect(fonts.length).toBeGreaterThan(0);
    // Embedded, in part, and with a way back to the letters.
    for (const font of fonts) expect(font).toMatch(/\byes\s+yes\s+yes\b/);
    expect(run("pdfdetach", "-list", target)).toContain("nachweis.json");
  },
);
