import type { Portal } from "../catalogue/portal.server.ts";
import { deleteExpired } from "./delete-expired.server.ts";
import { scanAttachments } from "./scan-attachments.server.ts";
import { growLogs } from "../proof/log.server.ts";
import { compareTownsOfMonths } from "./compare-towns.server.ts";
import { deleteOldFigures } from "./delete-old-figures.server.ts";
import { deletePastRetention } from "./delete-past-retention.server.ts";
import { forwardSubmission } from "./forward-submission.server.ts";
import { checkDestinations } from "./check-destinations.server.ts";
import { tellAlarms } from "./tell-alarms.server.ts";
import { watchForwardings } from "./watch-forwardings.server.ts";
import { pickUp, watchPickups } from "./pick-up.server.ts";
import { rollOut } from "./roll-out.server.ts";
import { sendMail } from "./send-mail.server.ts";
import { switchService } from "./switch-service.server.ts";
import { watchRollOuts } from "./watch-roll-outs.server.ts";

/** What happens by itself and is at home in another folder of this floor. */
interface OtherWork {
  readonly settlePayments: (portal: Portal) => Promise<unknown>;
}

/** Starts working off jobs in this process; any number of processes may. Ends with the queue. */
export async function startJobs(portal: Portal, { settlePayments }: OtherWork): Promise<void> {
  await portal.queue.work("forward-submission", (job) => forwardSubmission(portal, job));
  await portal.queue.work("watch-forwardings", async () => {
    await watchForwardings(portal);
    await tellAlarms(portal);
  });
  await portal.queue.work("pick-up", async (job) => {
    await pickUp(portal, job);
  });
  await portal.queue.work("watch-pickups", async () => {
    await watchPickups(portal);
  });
  await portal.queue.work("check-destinations", () => checkDestinations(portal));
  await portal.queue.schedule("check-destinations", "23 5 * * *");
  await portal.queue.work("send-mail", (job) => sendMail(portal, job));
  await portal.queue.work("grow-logs", async () => {
    await growLogs(portal);
  });
  await portal.queue.work("delete-expired", async () => {
    // First, so that files which lose their owner by it go in the same round.
    await deletePastRetention(portal);
    await deleteExpired(portal);
    await deleteOldFigures(portal);
  });
  await portal.queue.work("compare-towns", async () => {
    await compareTownsOfMonths(portal);
  });
  await portal.queue.schedule("compare-towns", "41 3 * * *");
  await portal.queue.work("scan-attachments", () => scanAttachments(portal));
  await portal.queue.work("settle-payments", async () => {
    await settlePayments(portal);
  });
  await portal.queue.schedule("settle-payments", "* * * * *");
  await portal.queue.work("switch-service", (job) => switchService(portal, job));
  await portal.queue.work("roll-out", (job) => rollOut(portal, job));
  await portal.queue.work("watch-roll-outs", () => watchRollOuts(portal));
  await portal.queue.schedule("watch-roll-outs", "* * * * *");
  await portal.queue.schedule("scan-attachments", "*/5 * * * *");
  await portal.queue.schedule("delete-expired", "7 * * * *");
  await portal.queue.schedule("watch-forwardings", "* * * * *");
  await portal.queue.schedule("watch-pickups", "* * * * *");
  await portal.queue.schedule("grow-logs", "* * * * *");
}
