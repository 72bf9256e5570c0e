import { withMunicipality } from "#db/connect.ts";
import { goesWith } from "#db/queries/destinations.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import type { FitConnectOptions } from "./fit-connect/options.server.ts";
import { fitConnect } from "./fit-connect.server.ts";

const options: Pick<FitConnectOptions, "replyChannel"> = { replyChannel: "account" };

/** Whether some destination of an offering is told the mailbox of an applicant's account: else nobody is asked for it. */
export async function passesMailboxOn(
  { database }: Pick<Portal, "database">,
  offering: { readonly ars: string; readonly serviceId: string },
): Promise<boolean> {
  return withMunicipality(database, offering.ars, (sql) =>
    goesWith(sql, offering, { adapter: fitConnect.name, options }),
  );
}
