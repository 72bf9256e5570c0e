import type { ForwardingTools, NotedRequestInit } from "./adapter.server.ts";
import { bodyOf, dismiss, refusalOf, streamed } from "./http-answer.server.ts";
import type { RemoteFolder } from "./remote-folder.ts";

/** A folder on a WebDAV server (RFC 4918); `root`: its address. */
export function webdavFolder(
  root: string,
  authorization: string,
  { fetch, clock }: ForwardingTools,
  signal: AbortSignal,
): RemoteFolder {
  const { origin, pathname } = new URL(root);
  const folder = pathname.replace(/\/+$/, "");
  const at = (path: string): URL =>
    new URL(`${origin}${folder}/${path.split("/").map(encodeURIComponent).join("/")}`);
  const ask = async (
    method: string,
    path: string,
    wanted: readonly number[],
    { headers, ...init }: NotedRequestInit = {},
  ): Promise<Response> => {
    const response = await fetch(at(path), {
      ...init,
      method,
      headers: { authorization, ...(headers as Record<string, string> | undefined) },
      signal,
    });
    if (wanted.includes(response.status)) return response;
    await dismiss(response);
    throw refusalOf(response, clock());
  };
  const done = async (response: Promise<Response>): Promise<number> => {
    const answer = await response;
    await dismiss(answer);
    return answer.status;
  };
  return {
    exists: async (path) =>
      (await done(ask("PROPFIND", path, [200, 207, 404], { headers: { depth: "0" } }))) !== 404,
    makeFolder: async (path) => {
      // 405: it is there already.
      await done(ask("MKCOL", `${path}/`, [201, 405]));
    },
    put: async (path, { noted, mediaType, size, read }) => {
      await done(
        ask("PUT", path, [200, 201, 204], {
          ...streamed(read, size, { "content-type": mediaType }),
          noted: `${folder}/${noted}`,
        }),
      );
    },
    read: async function* (path) {
      yield* bodyOf(await ask("GET", path, [200]));
    },
    remove: async (path) => {
      await done(ask("DELETE", path, [200, 202, 204, 404]));
    },
    rename: async (from, to) => {
      const headers = { destination: at(to).href, overwrite: "F" };
      return (await done(ask("MOVE", from, [201, 204, 412], { headers }))) !== 412;
    },
  };
}
