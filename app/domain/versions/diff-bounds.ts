import type { Touched } from "./change.ts";

type Bounds = Readonly<Record<string, unknown>>;

/** Options of a field that say how something looks and not what is allowed. */
const looks = new Set(["width", "display", "unit", "statement", "content", "list"]);

/**
 * Whom other bounds of a field touch: narrower ones the drafts, wider ones the receivers, other ones both. Undefined
 * where they are the same.
 */
export function boundsTouch(before: Bounds, after: Bounds): readonly Touched[] | undefined {
  const touched = new Set<Touched>();
  let isSame = true;
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (looks.has(name)) continue;
    const sense = senseOf(name, before[name], after[name]);
    if (sense === "same") continue;
    isSame = false;
    if (sense !== "wider") touched.add("drafts");
    if (sense !== "narrower") touched.add("receivers");
  }
  return isSame ? undefined : [...touched];
}

type Sense = "same" | "narrower" | "wider" | "other";

function senseOf(name: string, before: unknown, after: unknown): Sense {
  if (JSON.stringify(before) === JSON.stringify(after)) return "same";
  if (/^(min|minimum|minLength)$/.test(name)) return compared(before, after, "narrower", "wider");
  if (/^(max|maximum|maxLength|maxSize|decimals)$/.test(name))
    return compared(before, after, "wider", "narrower");
  if (before === undefined) return "narrower";
  if (after === undefined) return "wider";
  return "other";
}

/** A bound that goes up, or down; none at all (undefined, null) is the widest. */
function compared(before: unknown, after: unknown, up: Sense, down: Sense): Sense {
  if (before === undefined || before === null) return "narrower";
  if (after === undefined || after === null) return "wider";
  if (typeof before === "number" && typeof after === "number") return after > before ? up : down;
  // ISO dates; bounds relative to today are not comparable.
  if (typeof before === "string" && typeof after === "string" && !/today/.test(before + after))
    return after > before ? up : down;
  return "other";
}
