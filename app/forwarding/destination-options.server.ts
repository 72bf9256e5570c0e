import type { DestinationRow } from "#db/queries/destinations.ts";
import type { KeyRing } from "../catalogue/portal.server.ts";
import type { RegisteredAdapter } from "./adapters.server.ts";

type Options = Readonly<Record<string, unknown>>;

function context(id: string): string {
  return `destination:${id}`;
}

/** Options and secrets of a destination as its adapter wants them. Throws `DecryptionError`. */
export function optionsOf(
  keys: KeyRing,
  { id, options, secrets }: Pick<DestinationRow, "id" | "options" | "secrets">,
): Options {
  const opened = secrets ? (JSON.parse(keys.open(secrets, context(id)).toString()) as Options) : {};
  return { ...(options as Options), ...opened };
}

/** The same the other way: what is secret is sealed, the rest lies open. */
export function splitOptions(
  keys: KeyRing,
  adapter: Pick<RegisteredAdapter, "secrets">,
  id: string,
  given: Options,
): Pick<DestinationRow, "options" | "secrets"> {
  const isSecret = ([name]: readonly [string, unknown]) => adapter.secrets.includes(name);
  const entries = Object.entries(given).filter(([, value]) => value !== undefined);
  const secret = entries.filter(isSecret);
  return {
    options: Object.fromEntries(entries.filter((entry) => !isSecret(entry))),
    secrets:
      secret.length > 0 ? keys.seal(JSON.stringify(Object.fromEntries(secret)), context(id)) : null,
  };
}
