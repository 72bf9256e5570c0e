/** Reads the loaders' data to its end; undefined where there is none. */
export async function readHandoff(
  stream: ReadableStream<Uint8Array> | undefined,
): Promise<string | undefined> {
  return stream && (await new Response(stream).text());
}

/** Puts the loaders' data at the end of a page, in the form in which Remix's browser half expects it. */
export function withHandoff(html: string, handoff: string | undefined, nonce: string): string {
  // A page without Remix's scripts (an error page, say) has nothing to hand over to.
  if (handoff === undefined || !html.includes("window.__remixContext")) return html;
  const end = html.lastIndexOf("</body>");
  const controller = "window.__remixContext.streamController";
  const script = `${controller}.enqueue(${scriptLiteral(handoff)});${controller}.close();`;
  return `${html.slice(0, end)}<script nonce="${nonce}">${script}</script>${html.slice(end)}`;
}

/** A string literal that cannot end the script element it stands in. */
function scriptLiteral(text: string): string {
  return JSON.stringify(text).replace(
    /[&<>\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
