import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Portal } from "#app/catalogue/portal.server.ts";
import { hasClamd, infectedText, startClamd, type Clamd } from "#app/files/fixtures/clamd.ts";
import { openScanner, ScannerAwayError } from "#app/files/scanner.server.ts";
import { forwardSubmission } from "#app/jobs/forward-submission.server.ts";
import { scanAttachments } from "#app/jobs/scan-attachments.server.ts";
import { withMunicipality } from "#db/connect.ts";
import { listForwardingsOfSubmission } from "#db/queries/forwardings.ts";
import { callRoute } from "../fixtures/call-route.ts";
import { createStaffPortal, here, parking, pdf } from "../fixtures/staff-portal.ts";
import { loader as inbox } from "./inbox.tsx";
import { loader as attachment } from "./submission-attachment.ts";
import { loader as download } from "./submission-download.ts";
import { loader as submission } from "./submission.tsx";

const { portal, accounts, cookieOf, file } = await createStaffPortal();
const cookie = await cookieOf(accounts.caseworker);

interface Opened {
  readonly view: { attachments: { id: string; scan: string; mayBeOpened: boolean }[] };
}

async function seen(id: string) {
  const page = await callRoute(portal, submission, {
    path: `/eingang/${id}`,
    params: { id },
    cookie,
  });
  const { attachments } = (page.data as Opened).view;
  const list = await callRoute(portal, inbox, { path: "/eingang", cookie });
  const { entries } = list.data as { entries: { id: string; scan?: string }[] };
  const [first] = attachments;
  const file = await callRoute(portal, attachment, {
    path: `/eingang/${id}/anlagen/${first?.id ?? ""}`,
    params: { id, attachment: first?.id ?? "" },
    cookie,
  });
  return {
    states: attachments.map(({ scan }) => scan),
    inbox: entries.find((entry) => entry.id === id)?.scan,
    opens: file.status,
  };
}

async function namesInZip(id: string): Promise<string> {
  const zip = await callRoute(portal, download, {
    path: `/eingang/${id}/alles.zip`,
    params: { id, file: "alles.zip" },
    cookie,
  });
  return zip.text();
}

test("without a scanner staff see that nobody looked, and can open", async () => {
  const { id } = await file(here);
  await scanAttachments(portal);
  expect(await seen(id)).toEqual({
    states: ["not-scanned", "not-scanned"],
    inbox: "not-scanned",
    opens: 200,
  });
});

describe.skipIf(!hasClamd)("with a real clamd", () => {
  let clamd: Clamd;
  let scanning: Portal;
  beforeAll(async () => {
    clamd = await startClamd();
    scanning = { ...portal, scanner: openScanner(clamd.tcp) };
  });
  afterAll(() => clamd.stop());

  test("what was filed before there was one is looked at, and is clean", async () => {
    const { id } = await file(here);
    await scanAttachments(scanning);
    expect(await seen(id)).toEqual({ states: ["clean", "clean"], inbox: undefined, opens: 200 });
    expect(await namesInZip(id)).not.toContain("nicht-enthalten");
  });

  test("an infected file is opened by nobody, alone or in the ZIP, and goes nowhere", async () => {
    const { id } = await file(here, parking, {}, portal, `${pdf}${infectedText}`);
    await scanAttachments(scanning);
    expect(await seen(id)).toEqual({
      states: ["infected", "infected"],
      inbox: "infected",
      opens: 404,
    });
    const zip = await namesInZip(id);
    expect(zip).toContain("nicht-enthalten.txt");
    expect(zip).not.toContain(infectedText);
    const forwardings = () =>
      withMunicipality(portal.database, here.ars, (sql) => listForwardingsOfSubmission(sql, id));
    const [forwarding] = await forwardings();
    await forwardSubmission(portal, { forwardingId: forwarding?.id ?? "", ars: here.ars });
    expect(await forwardings()).toMatchObject([{ status: "rejected" }]);
  });

  test("a scanner that is away is asked again, staff see it, and nothing opens meanwhile", async () => {
    const { id } = await file(here);
    const away = { ...portal, scanner: openScanner({ kind: "tcp", host: "127.0.0.1", port: 1 }) };
    const states = [];
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await expect(scanAttachments(away)).rejects.toThrow(ScannerAwayError);
      states.push(await seen(id));
    }
    expect(states.map(({ inbox: state, opens }) => [state, opens])).toEqual([
      ...Array<unknown>(4).fill(["pending", 404]),
      ["failed", 404],
    ]);
    await scanAttachments(scanning);
    expect(await seen(id)).toMatchObject({ states: ["clean", "clean"], opens: 200 });
  });
});
