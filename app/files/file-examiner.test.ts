import sharp from "sharp";
import { describe, expect, test } from "vitest";
import {
  emptySheet,
  pdfWith,
  phonePhoto,
  plainPicture,
  sheet,
  zipOf,
} from "./fixtures/make-files.ts";
import { openFileExaminer, type ExaminerLimits } from "./file-examiner.server.ts";

const documents = ["application/pdf", "image/jpeg", "image/png"];
const examine = (bytes: Uint8Array, mediaTypes = documents, limits?: ExaminerLimits) =>
  openFileExaminer(limits).examine({ bytes, mediaTypes, maxSize: 5_000_000, today: "2026-11-27" });

describe("is refused", () => {
  test.each<[string, string, () => Promise<Uint8Array>, string[]?]>([
    [
      "a PDF that needs a password",
      "file.encrypted",
      () => pdfWith("x", { userPassword: "geheim" }),
    ],
    ["a picture cut off", "file.damaged", async () => (await sheet()).subarray(0, 60_000)],
    [
      "a picture of 120 megapixels",
      "file.tooManyPixels",
      () => plainPicture("#fff", 12_000, 10_000),
    ],
    [
      "text where a document is asked for",
      "file.type",
      () => Promise.resolve(Buffer.from("Hallo")),
    ],
    [
      "a program with the name of a picture",
      "file.type",
      () => Promise.resolve(Buffer.from("MZ\0\0")),
    ],
    ["a ZIP that swells", "file.zipBomb", () => zipOf(50_000_000), ["application/zip"]],
    ["a ZIP that no field asked for", "file.type", () => zipOf(10)],
    [
      "binary that is called text",
      "file.type",
      () => Promise.resolve(Buffer.of(1, 0, 255)),
      ["text/plain"],
    ],
  ])("%s", async (_what, code, make, mediaTypes) => {
    expect(await examine(await make(), mediaTypes)).toMatchObject({ kind: "refused", code });
  });

  test("a file that is too large even when made smaller", async () => {
    const noise = await sharp({
      create: {
        width: 3000,
        height: 3000,
        channels: 3,
        background: "#fff",
        noise: { type: "gaussian", mean: 128, sigma: 60 },
      },
    })
      .png()
      .toBuffer();
    expect(await examine(noise)).toMatchObject({
      code: "file.tooLarge",
      params: { max: 5_000_000 },
    });
  });
});

describe("is taken", () => {
  test("a ZIP where a field asks for it, and a table as plain text", async () => {
    expect(await examine(await zipOf(1000), ["application/zip"])).toMatchObject({
      kind: "accepted",
    });
    const text = Buffer.from("Größe;Farbe\n1;rot\n");
    expect(await examine(text, ["text/csv"])).toMatchObject({ mediaType: "text/csv" });
  });

  test("a PDF byte by byte as it came", async () => {
    const pdf = await pdfWith("Bescheid", { pages: 3 });
    const examined = await examine(pdf);
    expect(examined).toMatchObject({ kind: "accepted", pages: 3, advice: [] });
    expect(examined.kind === "accepted" && pdf.equals(examined.bytes)).toBe(true);
  });

  test("a photo: upright, smaller, and without the place where it was taken", async () => {
    const photo = await phonePhoto();
    const before = await sharp(photo).metadata();
    expect(before).toMatchObject({ width: 1600, height: 1200, orientation: 6 });
    expect(before.exif?.includes(Buffer.from("Musterkamera"))).toBe(true);
    // The tag that points to the place (GPSInfo).
    const place = [Buffer.of(0x88, 0x25), Buffer.of(0x25, 0x88)];
    expect(place.some((tag) => before.exif?.includes(tag))).toBe(true);
    const examined = await examine(photo);
    if (examined.kind !== "accepted") throw new Error(examined.code);
    const after = await sharp(examined.bytes).metadata();
    expect(after).toMatchObject({ format: "jpeg", width: 1200, height: 1600 });
    expect([after.exif, after.xmp, after.iptc, after.orientation]).toEqual(
      Array(4).fill(undefined),
    );
    expect(Buffer.from(examined.bytes).includes(Buffer.from("Mustermann"))).toBe(false);
    // Upright: the first line of print is at the top, so the margin left of the lines is empty.
    const { data, info } = await sharp(examined.bytes)
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const column = Array.from({ length: info.height }, (_, y) => data[y * info.width + 20] ?? 0);
    expect(Math.min(...column)).toBeGreaterThan(200);
  });

  test("a picture of 48 megapixels, shrunk to a long side of 3000", async () => {
    const examined = await examine(await sheet(6000, 8000));
    if (examined.kind !== "accepted") throw new Error(examined.code);
    expect(await sharp(examined.bytes).metadata()).toMatchObject({ width: 2250, height: 3000 });
  });
});

describe("is taken with advice", () => {
  test.each<[string, string, () => Promise<Uint8Array>]>([
    ["an empty sheet", "blank", emptySheet],
    ["a PDF with nothing on it", "blank", () => pdfWith("")],
    [
      "a dark photo",
      "dark",
      async () =>
        sharp(await sheet())
          .linear(0.2, 0)
          .jpeg()
          .toBuffer(),
    ],
    [
      "a blurred photo",
      "blurred",
      async () =>
        sharp(await sheet())
          .blur(8)
          .jpeg()
          .toBuffer(),
    ],
    [
      "a PDF that may not be changed",
      "restricted",
      () => pdfWith("x", { ownerPassword: "geheim" }),
    ],
    [
      "a PDF that no reader understands",
      "unreadable",
      () => Promise.resolve(Buffer.from("%PDF-1.7\n")),
    ],
  ])("%s", async (_what, code, make) => {
    expect(await examine(await make())).toMatchObject({ kind: "accepted", advice: [{ code }] });
  });

  test("a paper that is past its day, but not one that holds until today", async () => {
    expect(await examine(await pdfWith("Ausweis. Gültig bis: 26.11.2026"))).toMatchObject({
      advice: [{ code: "expired", date: "2026-11-26" }],
    });
    expect(await examine(await pdfWith("Gültig bis 27.11.2026"))).toMatchObject({ advice: [] });
    expect(await examine(await pdfWith("Date of expiry 2020-01-31"))).toMatchObject({
      advice: [{ date: "2020-01-31" }],
    });
  });
});

test("what takes too long or too much memory ends, and the next file is looked at all the same", async () => {
  const limits = { time: 1, memory: 64, atOnce: 1 };
  const examiner = openFileExaminer(limits);
  const rest = { mediaTypes: documents, maxSize: 5_000_000, today: "2026-11-27" };
  const picture = await sheet();
  const pdf = await pdfWith("x");
  const outcomes = await Promise.all([
    examiner.examine({ bytes: picture, ...rest }),
    examiner.examine({ bytes: pdf, ...rest }),
  ]);
  expect(outcomes).toMatchObject([
    { kind: "refused", code: "file.damaged" },
    { kind: "accepted", advice: [{ code: "unreadable" }] },
  ]);
  expect(await examine(picture)).toMatchObject({ kind: "accepted" });
});
