/** ISO 3166-1 alpha-2. */
const codes =
  "AD AE AF AG AI AL AM AO AR AT AU AW AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL " +
  "CM CN CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY HK " +
  "HN HR HT HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA " +
  "MC MD ME MG MH MK ML MM MN MO MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PS PT PW " +
  "PY QA RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TW TZ " +
  "UA UG US UY UZ VA VC VE VN VU WS XK YE ZA ZM ZW";

interface Country {
  readonly value: string;
  readonly label: string;
}
const known = new Map<string, readonly Country[]>();

/** Countries by their names in a language, in its order; Germany first. */
export function countriesIn(language: string): readonly Country[] {
  const cached = known.get(language);
  if (cached) return cached;
  const names = new Intl.DisplayNames(language, { type: "region" });
  const compare = new Intl.Collator(language).compare;
  const countries = codes
    .split(" ")
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .sort((a, b) => compare(a.label, b.label));
  const germanyFirst = [
    ...countries.filter(({ value }) => value === "DE"),
    ...countries.filter(({ value }) => value !== "DE"),
  ];
  known.set(language, germanyFirst);
  return germanyFirst;
}
