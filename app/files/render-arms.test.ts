import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { describe, expect, it, test } from "vitest";
import { largestArms, renderArms } from "./render-arms.server.ts";

const svg = (inner: string) =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 50">${inner}</svg>`,
  );
const shield = '<path d="M0 0h40v30L20 50 0 30z" fill="#c00"/>';

async function rendered(bytes: Buffer) {
  const outcome = await renderArms(bytes);
  if (outcome.kind !== "rendered") throw new Error(outcome.code);
  return outcome.arms;
}

test("an SVG becomes two small pictures that keep its proportions", async () => {
  const { small, large, width } = await rendered(svg(shield));
  expect(await sharp(small).metadata()).toMatchObject({ format: "webp", height: 48, width });
  expect(await sharp(large).metadata()).toMatchObject({ format: "webp", height: 96 });
  expect(width).toBe(38);
  expect(small.length + large.length).toBeLessThan(10_000);
});

test("an SVG in small units is drawn, not blown up", async () => {
  const { large } = await rendered(svg(shield));
  const { data, info } = await sharp(large).raw().toBuffer({ resolveWithObject: true });
  const row = info.width * info.channels * 20;
  const reds = Array.from({ length: info.width }, (_, x) => data[row + x * info.channels] ?? 0);
  // Sharp edges: every pixel of a straight part is wholly red.
  expect(Math.min(...reds.slice(2, -2))).toBeGreaterThan(180);
});

test("a PNG keeps what is see-through", async () => {
  const png = await sharp({ create: { width: 200, height: 200, channels: 4, background: "#0000" } })
    .png()
    .toBuffer();
  expect(await sharp((await rendered(png)).small).metadata()).toMatchObject({ hasAlpha: true });
});

test("what an SVG carries along stays behind", async () => {
  const secret = path.join(mkdtempSync(path.join(tmpdir(), "einmal-")), "secret.png");
  const red = { width: 40, height: 50, channels: 3, background: "#f00" } as const;
  writeFileSync(secret, await sharp({ create: red }).png().toBuffer());
  const { small } = await rendered(
    svg(
      `<script>alert(1)</script><image xlink:href="file://${secret}" width="40" height="50"/><image href="${secret}" width="40" height="50"/><rect width="4" height="4" fill="#00f" onload="alert(1)"/>`,
    ),
  );
  expect(small.toString("latin1")).not.toMatch(/script|alert|onload/);
  const { dominant } = await sharp(small).flatten({ background: "#fff" }).stats();
  expect(dominant.r).toBe(dominant.g);
});

describe("what is no coat of arms is refused", () => {
  it.each([
    ["a JPEG", "wrongType", () => sharp(svg(shield)).flatten().jpeg().toBuffer()],
    ["a text", "unreadable", () => Buffer.from("kein Bild")],
    [
      "half a PNG",
      "unreadable",
      async () => (await sharp(svg(shield)).png().toBuffer()).subarray(0, 60),
    ],
    ["an SVG that ends too early", "unreadable", () => svg(shield).subarray(0, 120)],
    ["too many bytes", "tooLarge", () => Buffer.alloc(largestArms + 1)],
  ] as const)("%s: %s", async (_name, code, make) => {
    expect(await renderArms(await make())).toEqual({ kind: "refused", code });
  });
});
