import { expect, it } from "vitest";
import { longestFile, openFile, sealFile } from "./passphrase-file.server.ts";

const words = "vier Wörter reichen aus";
const plain = Buffer.from('{"name":"Erika"}');
const file = await sealFile("probe", plain, words);
const opened = async (text: string, passphrase = words) =>
  openFile("probe", Buffer.from(text), passphrase);
const changed = (change: (json: Record<string, unknown>) => void): string => {
  const json = JSON.parse(file) as Record<string, unknown>;
  change(json);
  return JSON.stringify(json);
};

it("opens with its passphrase, however the keyboard composes it, and holds nothing in the clear", async () => {
  expect(file).not.toContain("Erika");
  expect(await opened(file)).toEqual({ kind: "opened", plain });
  expect(await opened(file, words.normalize("NFD"))).toEqual({ kind: "opened", plain });
});

it("tells a wrong passphrase from a changed, a foreign, a newer and a large file", async () => {
  expect(await opened(file, `${words}!`)).toEqual({ kind: "wrongPassphrase" });
  const sealed = (JSON.parse(file) as { sealed: string }).sealed;
  const flipped = Buffer.from(sealed, "base64");
  flipped[20] = (flipped[20] ?? 0) ^ 1;
  const flip = changed((json) => (json["sealed"] = flipped.toString("base64")));
  expect(await opened(flip)).toEqual({ kind: "changed" });
  expect(await opened(changed((json) => (json["extra"] = 1)))).toEqual({ kind: "changed" });
  const cheap = changed((json) => (json["kdf"] = { ...(json["kdf"] as object), memoryKiB: 4e9 }));
  expect(await opened(cheap)).toEqual({ kind: "changed" });
  expect(await opened(changed((json) => (json["version"] = 2)))).toEqual({ kind: "newer" });
  for (const foreign of ["", "{}", "null", "%PDF-1.7", '{"format":"anders","version":1}'])
    expect(await opened(foreign)).toEqual({ kind: "foreign" });
  expect(await openFile("probe", new Uint8Array(longestFile + 1), words)).toEqual({
    kind: "tooLarge",
  });
});
