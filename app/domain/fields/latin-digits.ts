/**
 * Figures of Arabic and Persian keyboards as the figures of forms: ٣٫٥ as 3,5. They mean the same, and no other letters of
 * DIN 91379 look like them.
 */
export function latinDigits(text: string): string {
  return text
    .replace(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
    .replace(/(?<=\d)\u066B(?=\d)/g, ",");
}
