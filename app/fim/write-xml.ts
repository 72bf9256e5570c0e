/** An element to be written: text, or elements. */
export interface WrittenElement {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string | undefined>>;
  readonly content?: string | readonly WrittenElement[];
}

/** XML of an element and everything below it, two blanks deeper at each step. Text is written exactly. */
export function writeXml(root: WrittenElement): string {
  const pieces = ['<?xml version="1.0" encoding="UTF-8"?>\n'];
  write(root, "", pieces);
  return pieces.join("");
}

function write({ name, attributes, content }: WrittenElement, indent: string, to: string[]): void {
  const written = Object.entries(attributes ?? {}).flatMap(([key, value]) =>
    value === undefined ? [] : ` ${key}="${escaped(value)}"`,
  );
  const start = `${indent}<${name}${written.join("")}`;
  if (content === undefined || content.length === 0) to.push(`${start}/>\n`);
  else if (typeof content === "string") to.push(`${start}>${escaped(content)}</${name}>\n`);
  else {
    to.push(`${start}>\n`);
    for (const child of content) write(child, `${indent}  `, to);
    to.push(`${indent}</${name}>\n`);
  }
}

const references: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/** What would not be read again as it is: markup, and line breaks that parsers turn into something else. */
function escaped(text: string): string {
  return /[&<>"\t\n\r]/.test(text)
    ? text.replace(/[&<>"]|[\t\r]|\n/g, (found) => references[found] ?? reference(found))
    : text;
}

function reference(character: string): string {
  return `&#${String(character.codePointAt(0))};`;
}
