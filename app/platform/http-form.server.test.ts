import { describe, expect, it } from "vitest";
import { readForm } from "./http-form.server.ts";

const read = (body: BodyInit, contentType?: string) =>
  readForm(
    new Request("http://localhost/", {
      method: "POST",
      body,
      ...(contentType !== undefined && { headers: { "Content-Type": contentType } }),
    }),
  );
const urlencoded = (body: string | Buffer<ArrayBuffer>) =>
  read(body, "application/x-www-form-urlencoded");
const multipart = (body: string | Buffer<ArrayBuffer>) =>
  read(body, "multipart/form-data; boundary=X");
const part = (head: string, content: string) =>
  `--X\r\nContent-Disposition: form-data; ${head}\r\n\r\n${content}\r\n`;

describe("urlencoded", () => {
  it("keeps order, repetitions and empty values", async () => {
    const form = await urlencoded("b=1&a=%C3%A4+%2B&b=&b=2&c");
    expect(form.ok && Object.entries(form.raw)).toEqual([
      ["b", ["1", "", "2"]],
      ["a", ["ä +"]],
      ["c", [""]],
    ]);
  });

  it("takes names that mean something to JavaScript as names", async () => {
    const form = await urlencoded("__proto__=1&constructor=2&toString=3");
    expect(form.ok && Object.keys(form.raw)).toEqual(["__proto__", "constructor", "toString"]);
    expect(Reflect.get({}, "1")).toBeUndefined();
  });

  it.each([
    ["a=%00", 400, "nul"],
    ["a%00=1", 400, "nul"],
    ["a=%FF", 400, "encoding"],
    ["a=%", 400, "encoding"],
    ["a=%ED%A0%80", 400, "encoding"],
    [Buffer.from([0x61, 0x3d, 0xff]), 400, "encoding"],
    [`${"n".repeat(201)}=1`, 413, "nameTooLong"],
    [`a=${"ä".repeat(50_001)}`, 413, "valueTooLong"],
    ["a=&".repeat(5001), 413, "tooManyFields"],
  ])("refuses %#", async (body, status, reason) => {
    expect(await urlencoded(body)).toEqual({ ok: false, status, reason });
  });
});

describe("multipart", () => {
  it("reads what fetch and browsers send", async () => {
    const data = new FormData();
    data.append("name", "Müller\r\n🙂\uFFFD");
    data.append("name", "");
    data.append("__proto__", "x");
    data.append("datei", new File(["abc"], "Größe „1“.txt", { type: "text/plain" }));
    data.append("leer", new File([], ""));
    const form = await read(data);
    if (!form.ok) throw new Error(form.reason);
    expect(Object.entries(form.raw)).toEqual([
      ["name", ["Müller\r\n🙂\uFFFD", ""]],
      ["__proto__", ["x"]],
    ]);
    expect(form.files).toEqual([
      {
        name: "datei",
        filename: "Größe „1“.txt",
        mediaType: "text/plain",
        bytes: Buffer.from("abc"),
      },
    ]);
  });

  it("keeps every byte of a large file", async () => {
    const bytes = Buffer.alloc(3_000_000, "\r\n--X-\0\xff", "latin1");
    const data = new FormData();
    data.append("f", new File([bytes], "../../etc/passwd"));
    const form = await read(data);
    expect(form.ok && form.files[0]?.bytes.equals(bytes)).toBe(true);
    expect(form.ok && form.files[0]?.filename).toBe("passwd");
  });

  it.each([
    ["nothing", "", "malformed"],
    ["no end", part('name="a"', "1"), "malformed"],
    ["broken off", '--X\r\nContent-Disposition: form-data; name="a"\r\n\r\nabc', "malformed"],
    [
      "a file broken off",
      '--X\r\nContent-Disposition: form-data; name="a"; filename="b"\r\n\r\nabc',
      "malformed",
    ],
    ["head broken off", "--X\r\nContent-Dispo", "malformed"],
    ["another boundary", `--Y\r\n\r\n\r\n--Y--\r\n`, "malformed"],
    ["no name", `${part("", "1")}--X--\r\n`, "malformed"],
    ["no UTF-8", Buffer.from(`${part('name="a"', "\xff")}--X--\r\n`, "latin1"), "encoding"],
    ["a NUL", `${part('name="a"', "\0")}--X--\r\n`, "nul"],
  ])("refuses %s", async (_, body, reason) => {
    expect(await multipart(body)).toEqual({ ok: false, status: 400, reason });
  });

  it("refuses a missing boundary", async () => {
    expect(await read("x", "multipart/form-data")).toMatchObject({ reason: "malformed" });
  });

  it("refuses too much of anything", async () => {
    const many = (count: number, of: string) => `${of.repeat(count)}--X--\r\n`;
    expect(await multipart(many(5001, part('name="a"', "")))).toMatchObject({
      status: 413,
      reason: "tooManyFields",
    });
    expect(await multipart(many(21, part('name="a"; filename="b"', "c")))).toMatchObject({
      status: 413,
      reason: "tooManyFiles",
    });
    expect(await multipart(many(1, part('name="a"', "x".repeat(100_001))))).toMatchObject({
      status: 413,
      reason: "valueTooLong",
    });
    expect(await multipart(many(1, part(`name="${"a".repeat(201)}"`, "x")))).toMatchObject({
      status: 413,
      reason: "nameTooLong",
    });
  });
});

it("refuses what is no form", async () => {
  expect(await read("{}", "application/json")).toMatchObject({ status: 415 });
});
