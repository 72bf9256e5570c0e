/** What XML 1.0 cannot hold, not even escaped: control characters, halves of surrogate pairs, U+FFFE, U+FFFF. */
const unspeakable = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};

/** Text between tags. What XML 1.0 cannot hold becomes U+FFFD. */
export function escapeXml(text: string): string {
  return escaped(text, /[&<>\r]/g);
}

/** Text in an attribute within double quotes; keeps tabs and line ends, which parsers would fold otherwise. */
export function escapeXmlAttribute(text: string): string {
  return escaped(text, /[&<>"\t\n\r]/g);
}

function escaped(text: string, special: RegExp): string {
  return text
    .replace(unspeakable, "\uFFFD")
    .replace(special, (character) => entities[character] ?? character);
}
