import type { Portal } from "../catalogue/portal.server.ts";

/** What the operator's use cases need; a part of `Portal`, for they also work where no server runs. */
export type OperatorParts = Pick<Portal, "database" | "clock" | "log">;

/** Who acts, as the audit log names it: the command line cannot tell persons apart. */
export const commandLineActor = "operator:cli";
