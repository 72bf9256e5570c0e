/**
 * An address of this portal that came with a request, fit to be redirected to; undefined where it leads elsewhere.
 * Decides by what a browser makes of it: `//host`, `/\\host` and `/.//host` all lead to another host.
 */
export function localPath(text: string | null): string | undefined {
  if (text === null || !/^\/(?![/\\])/.test(text)) return undefined;
  const base = "http://portal";
  if (!URL.canParse(text, base)) return undefined;
  const { origin, pathname, search } = new URL(text, base);
  return origin === base && !pathname.startsWith("//") ? `${pathname}${search}` : undefined;
}
