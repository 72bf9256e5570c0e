import type { Client } from "./client.ts";

/** Bytes that a first visit of a page loads, compressed as browsers get them. */
export interface PageWeight {
  readonly html: number;
  readonly htmlCompressed: number;
  readonly scripts: number;
  readonly styles: number;
  readonly fonts: number;
  readonly requests: number;
}

/** Loads a page with everything that it names, as a browser does. */
export async function measureWeight(client: Client, address: string): Promise<PageWeight> {
  const plain = await client.request("GET", address);
  const packed = await client.request("GET", address, { encoding: "gzip, br" });
  const named = [...plain.body.matchAll(/(?:href|src|from|import)\W{1,3}(\/assets\/[^"]+)"/g)];
  const files = new Set(named.map(([, file = ""]) => file));
  const sizes = { scripts: 0, styles: 0, fonts: 0 };
  for (const file of files) {
    const { size, body } = await client.request("GET", file, { encoding: "gzip, br" });
    if (file.endsWith(".css")) sizes.styles += size;
    else if (file.endsWith(".js")) sizes.scripts += size;
    else if (file.endsWith(".woff2")) sizes.fonts += body.length === 0 ? 0 : size;
  }
  // Texts are fetched by the script itself.
  return {
    html: plain.size,
    htmlCompressed: packed.size,
    ...sizes,
    requests: files.size + 1,
  };
}
