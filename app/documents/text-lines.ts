/** A place where a line may end: behind spaces, hyphens, dashes and slashes. */
const words = /[^ \-–—/]*(?:[-–—/]+ *| +|$)/g;
const graphemes = new Intl.Segmenter("de", { granularity: "grapheme" });

/**
 * Breaks one paragraph into lines that are at most `width` wide. Joined, the lines are the paragraph again: the space
 * at which a line breaks stays at its end (where it may hang over). What is too long for a line breaks between characters.
 */
export function breakLines(
  paragraph: string,
  width: number,
  widthOf: (text: string) => number,
): readonly string[] {
  const lines: string[] = [];
  let line = "";
  let used = 0;
  const finish = (): void => {
    lines.push(line);
    line = "";
    used = 0;
  };
  const put = (piece: string, pieceWidth: number): void => {
    line += piece;
    used += pieceWidth;
  };
  for (const [word] of paragraph.matchAll(words)) {
    if (word === "") continue;
    const wide = widthOf(word.trimEnd());
    if (used + wide > width && line !== "") finish();
    if (wide <= width) {
      put(word, widthOf(word));
      continue;
    }
    for (const { segment } of graphemes.segment(word)) {
      const segmentWidth = widthOf(segment);
      if (segment !== " " && used + segmentWidth > width && line !== "") finish();
      put(segment, segmentWidth);
    }
  }
  if (line !== "" || lines.length === 0) finish();
  return lines;
}

/** The paragraphs of an answer, by its line ends. */
export function paragraphsOf(text: string): readonly string[] {
  return text.split(/\r\n|[\r\n\u2028\u2029]/);
}
