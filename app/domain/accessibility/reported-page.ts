/** Most characters that are kept. */
export const longestPage = 300;

/** Parts of the address that are kept: what stands behind them names a draft, an item or an application. */
const publicParts = 3;
/** Behind these stands a secret, or what belongs to one person, at once. */
const onlyFirst: ReadonlySet<string> = new Set(["weiter", "handy", "eingang"]);

/**
 * An address of the portal, fit to be written into a report: its path alone, without anything that leads to somebody's draft
 * or application. What is no address stays as it was typed; undefined where it leads to another site.
 */
export function reportedPage(typed: string, origin: string): string | undefined {
  const text = typed.trim();
  const isAddress = /^(?:\/|https?:)/i.test(text);
  if (!isAddress) return text.slice(0, longestPage);
  if (!URL.canParse(text, origin)) return undefined;
  const url = new URL(text, origin);
  if (url.origin !== origin) return undefined;
  const parts = url.pathname.split("/").filter((part) => part !== "");
  const [first = ""] = parts;
  const kept = parts.slice(0, onlyFirst.has(first) ? 1 : publicParts);
  return `/${kept.join("/")}`.slice(0, longestPage);
}
