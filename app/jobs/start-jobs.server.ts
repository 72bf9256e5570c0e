import type { Portal } from "../catalogue/portal.server.ts";
import { deleteExpired } from "./delete-expired.server.ts";
import { deleteOldFigures } from "./delete-old-figures.server.ts";
import { forwardSubmission } from "./forward-submission.server.ts";

/** Starts working off jobs in this process; any number of processes may. Ends with the queue. */
export async function startJobs(portal: Portal): Promise<void> {
  await portal.queue.work("forward-submission", (job) => forwardSubmission(portal, job));
  await portal.queue.work("delete-expired", async () => {
    await deleteExpired(portal);
    await deleteOldFigures(portal);
  });
  await portal.queue.schedule("delete-expired", "7 * * * *");
}
