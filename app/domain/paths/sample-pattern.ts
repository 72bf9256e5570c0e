/** A pattern as far as it is needed to write something that it matches. */
type Part =
  | { readonly kind: "character"; readonly fitting: readonly string[] }
  | { readonly kind: "choice"; readonly sequences: readonly (readonly Part[])[] }
  | { readonly kind: "repeat"; readonly part: Part; readonly min: number; readonly max: number };

/** Tried in this order where a pattern allows any of several characters. */
const preferred = Array.from("MusteraA1029b5-., /:+@_()'&§%#=?!*|\\äßéŁ\n");
/** What else a pattern may ask for: letters of Western and Central Europe. */
const others = Array.from({ length: 0x230 }, (_, index) => String.fromCodePoint(0x20 + index));
/** Repeated so often at most, where a pattern sets no bound. */
const unbounded = 40;

/**
 * Texts that a pattern may match, short ones first. Assertions and references back are passed over, so each candidate
 * still has to be checked; none where the pattern cannot be read.
 */
export function sampleMatches(pattern: string): readonly string[] {
  const parser = parserOf(pattern);
  const sequences = parser.alternatives();
  if (sequences === undefined || !parser.isAtEnd()) return [];
  const root: Part = { kind: "choice", sequences };
  const found = new Set<string>();
  for (let extra = 0; extra <= unbounded; extra += extra < 12 ? 1 : 7) {
    for (let variant = 0; variant < 8; variant += 1) {
      const text = write(root, { extra, variant });
      if (text !== undefined) found.add(text);
    }
  }
  return [...found];
}

interface Manner {
  /** How much more often than needed repeated parts are written. */
  readonly extra: number;
  /** Which of several alternatives is taken; which character of a set. */
  readonly variant: number;
}

function write(part: Part, manner: Manner): string | undefined {
  switch (part.kind) {
    case "character":
      return part.fitting[manner.variant % part.fitting.length];
    case "choice": {
      const { sequences } = part;
      const sequence = sequences[manner.variant % sequences.length] ?? [];
      return join(sequence.map((one) => write(one, manner)));
    }
    case "repeat": {
      const count = Math.min(part.max, part.min + manner.extra);
      return join(Array.from({ length: count }, () => write(part.part, manner)));
    }
  }
}

function join(texts: readonly (string | undefined)[]): string | undefined {
  return texts.includes(undefined) ? undefined : texts.join("");
}

interface Parser {
  /** Undefined where the pattern cannot be read. */
  readonly alternatives: () => readonly (readonly Part[])[] | undefined;
  readonly isAtEnd: () => boolean;
}

function parserOf(pattern: string): Parser {
  let at = 0;
  const takes = (regex: RegExp): string | undefined => {
    const [text] = regex.exec(pattern.slice(at)) ?? [];
    if (text !== undefined) at += text.length;
    return text;
  };

  const alternatives: Parser["alternatives"] = () => {
    const found: Part[][] = [];
    do {
      const sequence: Part[] = [];
      while (at < pattern.length && !/^[|)]/.test(pattern.slice(at))) {
        const part = quantified();
        if (part === undefined) return undefined;
        if (part !== "nothing") sequence.push(part);
      }
      found.push(sequence);
    } while (takes(/^\|/) !== undefined);
    return found;
  };

  const quantified = (): Part | "nothing" | undefined => {
    const part = atom();
    if (part === undefined || part === "nothing") return part;
    const quantifier = takes(/^(?:[?*+]|\{\d+(?:,\d*)?\})\??/);
    if (quantifier === undefined) return part;
    const [, from, comma, to] = /^\{(\d+)(,?)(\d*)\}/.exec(quantifier) ?? [];
    if (from !== undefined) {
      const min = Number(from);
      const max = comma === "" ? min : to === "" ? min + unbounded : Number(to);
      return { kind: "repeat", part, min, max };
    }
    const min = quantifier.startsWith("+") ? 1 : 0;
    return { kind: "repeat", part, min, max: quantifier.startsWith("?") ? 1 : unbounded };
  };

  const atom = (): Part | "nothing" | undefined => {
    if (takes(/^(?:\^|\$|\\[bB])/) !== undefined) return "nothing";
    const opened = takes(/^\((?:\?(?::|=|!|<=|<!|<[A-Za-z]\w*>))?/);
    if (opened !== undefined) {
      const sequences = alternatives();
      if (sequences === undefined || takes(/^\)/) === undefined) return undefined;
      return /^\(\?<?[=!]/.test(opened) ? "nothing" : { kind: "choice", sequences };
    }
    const set = characterSet(pattern.slice(at));
    if (set === undefined || /^\\[1-9k]/.test(set)) return undefined;
    at += set.length;
    return character(set);
  };

  return { alternatives, isAtEnd: () => at === pattern.length };
}

/** The source of one character or set of characters at the beginning of a pattern. */
function characterSet(rest: string): string | undefined {
  if (!rest.startsWith("[")) {
    const [one] =
      /^(?:\\[pP]\{[^}]*\}|\\u\{[^}]*\}|\\u[\da-fA-F]{4}|\\x[\da-fA-F]{2}|\\.|[^\\])/su.exec(
        rest,
      ) ?? [];
    return one;
  }
  let depth = 0;
  for (let index = 0; index < rest.length; index += 1) {
    const character = rest[index];
    if (character === "\\") index += 1;
    else if (character === "[") depth += 1;
    else if (character === "]") depth -= 1;
    if (depth === 0) return rest.slice(0, index + 1);
  }
  // Under the flag `u` an opening bracket may stand in a set by itself.
  const [simple] = /^\[(?:\\.|[^\\\]])*\]/su.exec(rest) ?? [];
  return simple;
}

function character(set: string): Part | undefined {
  for (const flags of ["v", "u", ""]) {
    try {
      const regex = new RegExp(`^${set}$`, flags);
      const plain = preferred.filter((one) => regex.test(one)).slice(0, 3);
      const fitting =
        plain.length > 0 ? plain : others.filter((one) => regex.test(one)).slice(0, 1);
      return fitting.length > 0 ? { kind: "character", fitting } : undefined;
    } catch {
      // Older schemas write what only other flags understand; the next round tries them.
    }
  }
  return undefined;
}
