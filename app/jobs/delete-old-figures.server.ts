import { withMunicipality } from "#db/connect.ts";
import { deleteFeedbackCommentsBefore } from "#db/queries/feedback-comments.ts";
import { deleteComparisonsBefore } from "#db/queries/comparisons.ts";
import { deleteFiguresBefore } from "#db/queries/figures.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { dayOf } from "../domain/deadline.ts";
import { commentDays, figureDays } from "../domain/privacy/periods.ts";

/** Deletes counters, medians of towns and comments that are past their time. */
export async function deleteOldFigures(
  portal: Pick<Portal, "database" | "clock" | "log">,
): Promise<void> {
  const day = (days: number) => dayOf(new Date(portal.clock().getTime() - days * 86_400_000));
  const deleted = await withMunicipality(portal.database, "*", async (sql) => ({
    figures: await deleteFiguresBefore(sql, day(figureDays)),
    comparisons: await deleteComparisonsBefore(sql, day(figureDays).slice(0, 7)),
    comments: await deleteFeedbackCommentsBefore(sql, day(commentDays)),
  }));
  portal.log.info("figures.deleted", deleted);
}
