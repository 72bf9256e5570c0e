/** What the pressed button of a switch asks for. */
export function switchTo(intent: string | undefined): boolean | undefined {
  if (intent === "turnOn") return true;
  return intent === "turnOff" ? false : undefined;
}
