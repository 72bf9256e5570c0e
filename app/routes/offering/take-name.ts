/** Name of the choice between the sides of a place. */
export function takeName(place: string): string {
  return `take ${place}`;
}
