/**
 * Classes of towns by inhabitants, by their lower ends: Landgemeinde, Kleinstadt, kleine and große Mittelstadt, kleinere and
 * große Großstadt of the Bundesinstitut für Bau-, Stadt- und Raumforschung (BBSR, "Stadt- und Gemeindetypen"). The BBSR also
 * looks at whether a town is a central place; here the number of inhabitants alone decides.
 */
export const townClasses = [
  { id: "below5000", from: 0 },
  { id: "from5000", from: 5000 },
  { id: "from20000", from: 20_000 },
  { id: "from50000", from: 50_000 },
  { id: "from100000", from: 100_000 },
  { id: "from500000", from: 500_000 },
] as const;
export type TownClass = (typeof townClasses)[number]["id"];

/** The class of a town; undefined where its inhabitants are not known. */
export function townClassOf(population: number | null | undefined): TownClass | undefined {
  if (population === null || population === undefined) return undefined;
  return townClasses.findLast(({ from }) => from <= population)?.id;
}
