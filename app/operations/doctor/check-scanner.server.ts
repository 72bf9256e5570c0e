import type { Config } from "../../platform/config.server.ts";
import { openScanner } from "../../files/scanner.server.ts";
import { fail, ok, warn, type Check } from "./check.ts";

/** Days after which signatures are too old. */
const oldest = 3;

/** Whether files of citizens are scanned, and with signatures of these days. */
export async function checkScanner({ scanner }: Config, now: Date): Promise<Check> {
  const name = "virus scanner";
  if (!scanner)
    return warn(
      name,
      "none is configured: staff open files that nobody has scanned",
      "install clamav-daemon and set CLAMAV, e.g. unix:/run/clamav/clamd.ctl.",
    );
  try {
    const version = await openScanner(scanner).version();
    const [program = version, , date] = version.split("/");
    const age = date === undefined ? undefined : now.getTime() - Date.parse(date);
    if (age === undefined || Number.isNaN(age))
      return warn(name, `${program} answers, without official signatures`, "run freshclam.");
    const days = Math.floor(age / 86_400_000);
    return days > oldest
      ? warn(
          name,
          `${program} answers, its signatures are ${days} days old`,
          "see that freshclam runs.",
        )
      : ok(name, `${program} answers`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail(
      name,
      `does not answer: ${reason}`,
      "start clamd, and see that CLAMAV names where it listens; until then staff cannot open new files.",
    );
  }
}
