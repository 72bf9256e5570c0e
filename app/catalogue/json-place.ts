/** What stands at a place of JSON: blanks, a string, a number, a word, or a sign. */
const token =
  // eslint-disable-next-line no-control-regex -- just those that strings of JSON must not hold
  /[ \t\r\n]+|"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[[\]{},:]/y;

/** What may come next. */
type Wanted = "value" | "valueOrEnd" | "key" | "keyOrEnd" | "colon" | "comma" | "nothing";

/**
 * Where text stops being JSON; lines and columns count from one. Undefined where it does not stop: `JSON.parse` tells the place of some
 * mistakes only.
 */
export function placeOfJsonFault(
  text: string,
): { readonly line: number; readonly column: number } | undefined {
  const open: ("[" | "{")[] = [];
  let wanted: Wanted = "value";
  let at = 0;
  const close = (sign: "[" | "{"): boolean => open.at(-1) === sign && open.pop() !== undefined;
  const afterValue = (): Wanted => (open.length === 0 ? "nothing" : "comma");
  while (at < text.length) {
    token.lastIndex = at;
    const [found] = token.exec(text) ?? [];
    if (found === undefined) return placeAt(text, at);
    if (found.trim() !== "") {
      const next = step(found, wanted, open, close, afterValue);
      if (next === undefined) return placeAt(text, at);
      wanted = next;
    }
    at += found.length;
  }
  return wanted === "nothing" ? undefined : placeAt(text, text.length);
}

function step(
  found: string,
  wanted: Wanted,
  open: ("[" | "{")[],
  close: (sign: "[" | "{") => boolean,
  afterValue: () => Wanted,
): Wanted | undefined {
  const wantsValue = wanted === "value" || wanted === "valueOrEnd";
  const wantsKey = wanted === "key" || wanted === "keyOrEnd";
  switch (found) {
    case "{":
    case "[":
      if (!wantsValue) return undefined;
      open.push(found);
      return found === "{" ? "keyOrEnd" : "valueOrEnd";
    case "}":
      return (wanted === "comma" || wanted === "keyOrEnd") && close("{") ? afterValue() : undefined;
    case "]":
      return (wanted === "comma" || wanted === "valueOrEnd") && close("[")
        ? afterValue()
        : undefined;
    case ",":
      if (wanted !== "comma") return undefined;
      return open.at(-1) === "{" ? "key" : "value";
    case ":":
      return wanted === "colon" ? "value" : undefined;
    default:
      if (wantsKey) return found.startsWith('"') ? "colon" : undefined;
      return wantsValue ? afterValue() : undefined;
  }
}

function placeAt(text: string, at: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, at);
  return { line: before.split("\n").length, column: at - before.lastIndexOf("\n") };
}
