import type { InboxRequest } from "#app/casework/inbox-entries.server.ts";
import { isSubmissionStatus } from "#app/domain/submission-status.ts";

/** Names of the query's parts, as they stand in addresses. */
const names = {
  municipality: "gemeinde",
  status: "stand",
  service: "antrag",
  test: "art",
  reference: "nummer",
  after: "nach",
  before: "vor",
} as const satisfies Record<keyof InboxRequest, string>;

/** What an address of the inbox asks for. What cannot be meant is left out. */
export function readInboxQuery(query: URLSearchParams): InboxRequest {
  const text = (name: string) => {
    const value = query.get(name)?.trim() ?? "";
    return value === "" || value.length > 100 || value.includes("\0") ? undefined : value;
  };
  const municipality = text(names.municipality);
  const status = text(names.status);
  const service = text(names.service);
  const reference = text(names.reference);
  const kind = text(names.test);
  const after = readCursor(text(names.after));
  const before = readCursor(text(names.before));
  return {
    ...(municipality !== undefined && { municipality }),
    ...(isSubmissionStatus(status) && { status }),
    ...(service !== undefined && { service }),
    ...(reference !== undefined && { reference }),
    ...((kind === "test" || kind === "echt") && { test: kind === "test" }),
    ...(after && { after }),
    ...(before && !after && { before }),
  };
}

/** The address of a part of the inbox, as a page or as its list in a file. */
export function inboxHref(asked: InboxRequest, path = "/eingang"): string {
  const query = new URLSearchParams();
  for (const key of ["municipality", "status", "service", "reference"] as const) {
    const value = asked[key];
    if (value !== undefined) query.set(names[key], value);
  }
  if (asked.test !== undefined) query.set(names.test, asked.test ? "test" : "echt");
  if (asked.after) query.set(names.after, cursorText(asked.after));
  if (asked.before) query.set(names.before, cursorText(asked.before));
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}

/** Whether something is filtered out. */
export function isFiltered({ status, service, reference, test }: InboxRequest): boolean {
  return [status, service, reference, test].some((one) => one !== undefined);
}

type Cursor = NonNullable<InboxRequest["after"]>;

function cursorText({ submittedAt, id }: Cursor): string {
  return `${submittedAt.getTime()}.${id}`;
}

function readCursor(text: string | undefined): Cursor | undefined {
  const [, time, id] = /^(\d{1,14})\.([\w-]+)$/.exec(text ?? "") ?? [];
  return time === undefined || id === undefined
    ? undefined
    : { submittedAt: new Date(Number(time)), id };
}
