import words from "../../locales/en/places.json" with { type: "json" };

/** What is wrong with a line of a list, by a code below `fault` in `locales`, and what stands in its text. */
export interface LineFault {
  readonly fault: keyof typeof words.fault;
  readonly params: Readonly<Record<string, string>>;
}

export function lineFault(fault: LineFault["fault"], params: LineFault["params"] = {}): LineFault {
  return { fault, params };
}

/** The same in English for the command line, which ends and begins sentences itself. */
export function faultMessage({ fault, params }: LineFault): string {
  return words.fault[fault]
    .replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase())
    .replace(/\.$/, "")
    .replace(/[“”]/g, '"')
    .replace(/\{\{(\w+)\}\}/g, (_, name: string) => params[name] ?? "");
}
