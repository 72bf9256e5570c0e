/** Parts of red, green and blue, from 0 to 255. */
type Rgb = readonly [number, number, number];

/** WCAG 2.2, 1.4.3: text, and the labels of buttons. */
export const neededContrast = 4.5;

/**
 * The grounds on which an accent stands as text: white, and the pale grey of the footer and of fields. White is also what is written
 * on it.
 */
const grounds: readonly Rgb[] = [
  [255, 255, 255],
  [243, 244, 246],
];

/** Reads `#1a5276`, `1a5276` or `#abc`; the answer is `#rrggbb` in lower case, undefined for anything else. */
export function readColour(text: string): string | undefined {
  const [, digits] = /^#?([0-9a-f]{6}|[0-9a-f]{3})$/i.exec(text.trim()) ?? [];
  if (digits === undefined) return undefined;
  const six = digits.length === 3 ? Array.from(digits, (digit) => digit + digit).join("") : digits;
  return `#${six.toLowerCase()}`;
}

/** The contrast that a colour (`#rrggbb`) has where it is least, from 1 to 21, cut off behind two digits: 4.49 is not 4.5. */
export function accentContrast(colour: string): number {
  const own = luminance(toRgb(colour));
  const ratios = grounds.map((ground) => {
    const other = luminance(ground);
    return (Math.max(own, other) + 0.05) / (Math.min(own, other) + 0.05);
  });
  return Math.floor(Math.min(...ratios) * 100) / 100;
}

/** The lightest colour of the same hue and saturation, none lighter than the given one, that can be read. */
export function nearestReadable(colour: string): string {
  const { hue, saturation, lightness } = toHsl(toRgb(colour));
  for (let step = 0; step <= 1000; step += 1) {
    const darker = toHex(fromHsl(hue, saturation, lightness * (1 - step / 1000)));
    if (accentContrast(darker) >= neededContrast) return darker;
  }
  return "#000000";
}

/** A colour between the given one and white; `part` of white, from 0 to 1. */
export function lighten(colour: string, part: number): string {
  const [red, green, blue] = toRgb(colour);
  const mix = (value: number) => value + (255 - value) * part;
  return toHex([mix(red), mix(green), mix(blue)]);
}

/** A colour between the given one and black; `part` of black, from 0 to 1. */
export function darken(colour: string, part: number): string {
  const [red, green, blue] = toRgb(colour);
  return toHex([red * (1 - part), green * (1 - part), blue * (1 - part)]);
}

/** Relative luminance as WCAG 2.2 defines it. */
function luminance([red, green, blue]: Rgb): number {
  const linear = (value: number) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function toRgb(colour: string): Rgb {
  const part = (at: number) => Number.parseInt(colour.slice(at, at + 2), 16);
  return [part(1), part(3), part(5)];
}

function toHex(rgb: Rgb): string {
  return `#${rgb.map((value) => Math.round(value).toString(16).padStart(2, "0")).join("")}`;
}

function toHsl([red, green, blue]: Rgb) {
  const [r, g, b] = [red / 255, green / 255, blue / 255];
  const [most, least] = [Math.max(r, g, b), Math.min(r, g, b)];
  const range = most - least;
  const lightness = (most + least) / 2;
  const saturation = range === 0 ? 0 : range / (1 - Math.abs(2 * lightness - 1));
  const sector =
    range === 0
      ? 0
      : most === r
        ? (g - b) / range
        : most === g
          ? (b - r) / range + 2
          : (r - g) / range + 4;
  return { hue: (sector * 60 + 360) % 360, saturation, lightness };
}

function fromHsl(hue: number, saturation: number, lightness: number): Rgb {
  const part = (offset: number) => {
    const at = (offset + hue / 30) % 12;
    const amount = saturation * Math.min(lightness, 1 - lightness);
    return 255 * (lightness - amount * Math.max(-1, Math.min(at - 3, 9 - at, 1)));
  };
  return [part(0), part(8), part(4)];
}
