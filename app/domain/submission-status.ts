/** How far the town hall has come with an application. */
export const submissionStatuses = ["received", "inProgress", "done", "rejected"] as const;
export type SubmissionStatus = (typeof submissionStatuses)[number];

/** What may follow a status. What is finished can be taken up again, lest a mistake stays one. */
const following: Readonly<Record<SubmissionStatus, readonly SubmissionStatus[]>> = {
  received: ["inProgress"],
  inProgress: ["done", "rejected"],
  done: ["inProgress"],
  rejected: ["inProgress"],
};

/** The statuses to which an application may go on. */
export function nextStatuses(status: SubmissionStatus): readonly SubmissionStatus[] {
  return following[status];
}

/** Whether nothing more is to be done in a status. */
export function isFinished(status: SubmissionStatus): boolean {
  return status === "done" || status === "rejected";
}

export function isSubmissionStatus(text: string | null | undefined): text is SubmissionStatus {
  return submissionStatuses.some((status) => status === text);
}
