/** How far the town hall has come with an application. */
export const submissionStatuses = ["received", "inProgress", "done", "rejected"] as const;
export type SubmissionStatus = (typeof submissionStatuses)[number];

/** What may follow a status. What is finished stays so: the applicant may have been told already. */
const following: Readonly<Record<SubmissionStatus, readonly SubmissionStatus[]>> = {
  received: ["inProgress"],
  inProgress: ["done", "rejected"],
  done: [],
  rejected: [],
};

/** The statuses to which an application may go on. */
export function nextStatuses(status: SubmissionStatus): readonly SubmissionStatus[] {
  return following[status];
}

export function isSubmissionStatus(text: string | null | undefined): text is SubmissionStatus {
  return submissionStatuses.some((status) => status === text);
}
