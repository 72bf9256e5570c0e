/** Making a formatter costs a hundred times as much as using it; there are a few for each language. */
const dates = new Map<string, Intl.DateTimeFormat>();
const numbers = new Map<string, Intl.NumberFormat>();

/** Those of the forms and of German letters, in Arabic too, where systems differ. */
const figures = { numberingSystem: "latn" } as const;

/** The formatter of dates for a language, made once. */
export function dateFormatter(
  language: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  return once(
    dates,
    language,
    options,
    () => new Intl.DateTimeFormat(language, { ...options, ...figures }),
  );
}

/** The formatter of numbers for a language, made once. */
export function numberFormatter(
  language: string,
  options: Intl.NumberFormatOptions,
): Intl.NumberFormat {
  return once(
    numbers,
    language,
    options,
    () => new Intl.NumberFormat(language, { ...options, ...figures }),
  );
}

function once<T>(made: Map<string, T>, language: string, options: object, make: () => T): T {
  const key = `${language} ${JSON.stringify(options)}`;
  const known = made.get(key) ?? make();
  made.set(key, known);
  return known;
}
