/** Words before the day until which a document holds; German and English. */
const before =
  /(?:gültig(?:keit)?\s*(?:bis|ende)|gültigkeitsdatum|ablaufdatum|läuft\s+ab\s+am|befristet\s+bis|valid\s+(?:un)?till?|date\s+of\s+expiry|expiry\s+date|expires?(?:\s+on)?)[\s:]{0,5}(?:zum\s+|on\s+)?(?:(\d{1,2})\s*[./]\s*(\d{1,2})\s*[./]\s*(\d{4})|(\d{4})-(\d{2})-(\d{2}))/giu;

/** The last day, in ISO form, until which a text says that it holds; undefined where it does not say. */
export function expiryDate(text: string): string | undefined {
  const dates = [...text.matchAll(before)].flatMap(
    ([, day, month, year, isoYear, isoMonth, isoDay]) => {
      const date = `${year ?? isoYear ?? ""}-${two(month ?? isoMonth)}-${two(day ?? isoDay)}`;
      return Number.isNaN(Date.parse(date)) ? [] : [date];
    },
  );
  // Of several the last one counts: an extension stands beside the first date.
  return dates.sort().at(-1);
}

function two(number = ""): string {
  return number.padStart(2, "0");
}
