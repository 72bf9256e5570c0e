/** The Länder by the first two digits of the ARS. Names are German, whatever the page speaks. */
const names: Readonly<Record<string, string>> = {
  /** Of the demo's municipalities. */
  "00": "Musterland",
  "01": "Schleswig-Holstein",
  "02": "Hamburg",
  "03": "Niedersachsen",
  "04": "Bremen",
  "05": "Nordrhein-Westfalen",
  "06": "Hessen",
  "07": "Rheinland-Pfalz",
  "08": "Baden-Württemberg",
  "09": "Bayern",
  "10": "Saarland",
  "11": "Berlin",
  "12": "Brandenburg",
  "13": "Mecklenburg-Vorpommern",
  "14": "Sachsen",
  "15": "Sachsen-Anhalt",
  "16": "Thüringen",
};

/** The name of a Land; its number where it is none. */
export function stateName(state: string): string {
  return names[state] ?? state;
}
