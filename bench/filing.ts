import { randomBytes } from "node:crypto";
import { newDraft, storeDraft } from "#app/apply/draft.server.ts";
import { submit } from "#app/apply/submit.server.ts";
import { boot } from "#app/boot.server.ts";
import { findOffering } from "#app/catalogue/load-offering.server.ts";
import type { Portal } from "#app/catalogue/portal.server.ts";
import { noAnswers, type Answers } from "#app/domain/answers.ts";
import { savePage } from "#app/domain/change-answers.ts";
import { dayOf } from "#app/domain/deadline.ts";
import { evaluateJourney, stepAt } from "#app/domain/journey.ts";
import { hasCode, type Offering } from "#app/domain/offering.ts";
import { validatePageForm } from "#app/domain/page-form-check.ts";
import { showPage } from "#app/domain/shown-page.ts";
import { wordsOf } from "#app/i18n/texts.server.ts";
import { readConfig } from "#app/platform/config.server.ts";
import { createLog } from "#app/platform/log.server.ts";
import { withMunicipality } from "#db/connect.ts";
import type { WorkedExample } from "./journeys.ts";
import { measure, type Measurement } from "./measure.ts";

/** As many drafts as are filed at once, and as many rows inserted at once. */
const atOnce = 16;
const municipality = "musterstadt";

/**
 * The filing transaction alone, without HTTP, beside what the same PostgreSQL, driver and pool make of bare durable
 * inserts of one row. Works in the database of the running demo.
 */
export async function measureFiling(
  dataDir: string,
  example: WorkedExample,
  seconds: number,
): Promise<{ readonly filing: Measurement; readonly insert: Measurement }> {
  const config = readConfig({ DATA_DIR: dataDir, JOBS: "off" });
  const { portal, stop } = await boot(config, createLog("warn"));
  try {
    const insert = await measureInserts(portal, seconds);
    const filing = await measureSubmit(portal, example, seconds, insert.perSecond * seconds);
    return { filing, insert };
  } finally {
    await stop();
  }
}

async function measureInserts({ database }: Portal, seconds: number): Promise<Measurement> {
  const { sql } = database;
  await sql`create table if not exists bench_rows (id bigserial primary key, body bytea not null)`;
  const body = randomBytes(2000);
  await measure(1, atOnce, async () => {
    await sql`insert into bench_rows (body) values (${body})`;
  });
  const insert = await measure(seconds, atOnce, async () => {
    await sql`insert into bench_rows (body) values (${body})`;
  });
  await sql`drop table bench_rows`;
  return insert;
}

async function measureSubmit(
  portal: Portal,
  example: WorkedExample,
  seconds: number,
  most: number,
): Promise<Measurement> {
  const found = await findOffering(portal, municipality, example.service);
  if (found.kind !== "offered") throw new Error(`${example.service} is not offered`);
  const { ars } = found.municipality;
  const answers = answersOf(found.offering, example);
  const now = portal.clock();
  const tickets = await Promise.all(
    Array.from({ length: Math.ceil(most) }, async () => {
      const draft = newDraft({ ...found, journey: found, test: false }, now);
      await withMunicipality(portal.database, ars, (sql) =>
        storeDraft(sql, draft, { answers }, now),
      );
      return draft.ticket;
    }),
  );
  return measure(seconds, atOnce, async () => {
    const ticket = tickets.pop();
    if (!ticket) throw new Error("more was filed than prepared");
    const visit = { municipality, service: example.service, ticket };
    const outcome = await submit(portal, visit, "de", wordsOf("de"));
    if (outcome.kind !== "filed") throw new Error(`not filed: ${outcome.kind}`);
  });
}

/** Plays the example through the engine. */
export function answersOf(offering: Offering, { steps }: WorkedExample): Answers {
  const today = dayOf(new Date());
  return steps.reduce<Answers>((answers, { page, input }) => {
    const journey = evaluateJourney(offering, answers);
    const step = stepAt(journey, page);
    if (!step) throw new Error(`${page} is no page`);
    const raw = { ...input, _shown: Object.keys(input) };
    const check = validatePageForm(showPage(journey, step, "de", today), raw, {
      files: true,
      hasCode: (list, code) => hasCode(offering, list, code),
    });
    return savePage(answers, check);
  }, noAnswers);
}
