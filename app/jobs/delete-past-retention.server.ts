import { withMunicipality, type Sql } from "#db/connect.ts";
import { deleteDestinationStatesBefore } from "#db/queries/destination-states.ts";
import {
  countHeldSubmissions,
  deleteAuditEntriesBefore,
  deleteSubmissionsPastRetention,
  deleteTestDeliveriesBefore,
  deleteUnpaidBefore,
} from "#db/queries/retention.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { dayOf } from "../domain/deadline.ts";
import {
  auditDays,
  destinationStateDays,
  testDeliveryDays,
  unpaidDays,
} from "../domain/privacy/periods.ts";

/** How many of each were deleted; `held`: how many applications have to be finished first. */
export interface DeletedRecords {
  readonly submissions: number;
  readonly held: number;
  readonly testDeliveries: number;
  readonly unpaid: number;
  readonly audit: number;
  /** Of destinations, as they were set before. */
  readonly states: number;
}

/**
 * Deletes filed applications whose time is over, with their history, deliveries, mails and payments, and other records past
 * theirs. What nobody has finished and no other system has taken over is kept, and said.
 */
export async function deletePastRetention({
  database,
  clock,
  log,
}: Pick<Portal, "database" | "clock" | "log">): Promise<DeletedRecords> {
  const now = clock();
  const today = dayOf(now);
  const before = (days: number) => new Date(now.getTime() - days * 86_400_000);
  const all = <T>(work: (sql: Sql) => Promise<T>) => withMunicipality(database, "*", work);
  let submissions = 0;
  for (let batch = -1; batch !== 0; submissions += batch)
    batch = await all((sql) => deleteSubmissionsPastRetention(sql, today));
  const deleted = {
    submissions,
    held: await all((sql) => countHeldSubmissions(sql, today)),
    testDeliveries: await all((sql) => deleteTestDeliveriesBefore(sql, before(testDeliveryDays))),
    unpaid: await all((sql) => deleteUnpaidBefore(sql, before(unpaidDays))),
    audit: await all((sql) => deleteAuditEntriesBefore(sql, before(auditDays))),
    states: await all((sql) => deleteDestinationStatesBefore(sql, before(destinationStateDays))),
  };
  log.info("retention.records", deleted);
  return deleted;
}
