import { solveChallenge, type Challenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";
import { beforeEach, expect, it } from "vitest";
import { createTestPortal, type TestPortal } from "#app/apply/fixtures/test-portal.ts";
import { withMunicipality } from "#db/connect.ts";
import { examplesOf, fillJourney } from "../fixtures/fill-journey.ts";
import { createVisitor, type Answer } from "../fixtures/visitor.ts";

const opened = await createTestPortal();
const portal: TestPortal = {
  ...opened,
  config: { ...opened.config, limits: { drafts: 2, filings: 1 } },
};
const dog = "/musterstadt/hundesteuer-anmelden";
const [oneDog] = examplesOf("hundesteuer-anmelden");
if (!oneDog) throw new Error("the package has no worked example");
const first = { ...oneDog, steps: oneDog.steps.slice(0, 1) };
const keeper = first.steps[0]?.input ?? {};

let quarter = 0;
beforeEach(async () => {
  // Each test in a quarter of an hour of its own.
  quarter += 1;
  portal.setClock(new Date(Date.UTC(2026, 2, 1, 9 + quarter)).toISOString());
  for (let count = 0; count < 2; count += 1) await fillJourney(createVisitor(portal), dog, first);
});

interface Held {
  readonly kind: string;
  readonly task: string;
  readonly ticket: string;
  readonly wait: number;
  readonly raw: Readonly<Record<string, string | readonly string[]>>;
}
const heldIn = (answer: Answer) => answer.data as Held;
const begin = (more: Record<string, string> = {}) =>
  createVisitor(portal).post(`${dog}/halter`, {
    ...keeper,
    _shown: Object.keys(keeper),
    intent: "next",
    ...more,
  });

async function solve(task: string): Promise<string> {
  const challenge = JSON.parse(task) as Challenge;
  const solution = await solveChallenge({ challenge, deriveKey });
  return btoa(JSON.stringify({ challenge, solution }));
}

async function drafts(): Promise<number> {
  const [row] = await withMunicipality(
    portal.database,
    "*",
    (sql) => sql<{ count: number }[]>`select count(*)::int as count from drafts`,
  );
  return row?.count ?? 0;
}

it("holds a draft too many up, with everything that was typed", async () => {
  const before = await drafts();
  const answer = await begin();
  expect(answer.status).toBe(429);
  expect(answer.headers.get("Retry-After")).toBe("20");
  const { raw } = heldIn(answer);
  for (const [name, value] of Object.entries(keeper)) expect(raw[name]).toEqual([value].flat());
  expect(raw["intent"]).toEqual(["next"]);
  expect(await drafts()).toBe(before);
});

it("lets work pass, once and in time", async () => {
  const proof = await solve(heldIn(await begin()).task);
  expect((await begin({ _proof: proof })).status).toBe(303);
  expect((await begin({ _proof: proof })).status, "used before").toBe(429);
  const late = await solve(heldIn(await begin()).task);
  const now = portal.clock();
  portal.setClock(new Date(now.getTime() + 31 * 60_000).toISOString());
  for (let count = 0; count < 2; count += 1) await begin();
  expect((await begin({ _proof: late })).status, "too old").toBe(429);
});

it("takes no work that was not done, nor that for something else", async () => {
  const { task } = heldIn(await begin());
  const { parameters, signature } = JSON.parse(task) as {
    parameters: Record<string, unknown>;
    signature: string;
  };
  const easier = { parameters: { ...parameters, cost: 1, keyPrefix: "0" }, signature };
  for (const bad of [
    "nonsense",
    btoa(
      JSON.stringify({
        challenge: JSON.parse(task) as object,
        solution: { counter: 1, derivedKey: "00" },
      }),
    ),
    await solve(JSON.stringify(easier)),
    await solve(JSON.stringify({ parameters: { ...parameters, data: {} }, signature })),
  ])
    expect((await begin({ _proof: bad })).status).toBe(429);
});

it("lets patience pass, not too early, and once", async () => {
  const { ticket } = heldIn(await begin());
  portal.setClock(new Date(portal.clock().getTime() + 12_000).toISOString());
  const early = await begin({ _ticket: ticket });
  expect(early.status).toBe(429);
  // The same ticket goes on: waiting does not begin anew.
  expect(heldIn(early)).toMatchObject({ ticket, wait: 8 });
  expect(Object.keys(heldIn(early).raw)).not.toContain("_ticket");
  portal.setClock(new Date(portal.clock().getTime() + 8000).toISOString());
  expect((await begin({ _ticket: ticket })).status).toBe(303);
  expect((await begin({ _ticket: ticket })).status, "used before").toBe(429);
  expect((await begin({ _ticket: `${ticket}x` })).status, "forged").toBe(429);
});

it("holds up typing that would begin a draft, and filing, without losing the draft", async () => {
  const visitor = createVisitor(portal);
  const { data } = await visitor.get(`${dog}/halter`);
  const { stamp } = (data as { content: { stamp: string } }).content;
  const typed = { ...keeper, _page: "halter", _stamp: stamp };
  const before = await drafts();
  expect((await visitor.post(`${dog}/entwurf/tippen`, typed)).status).toBe(404);
  expect(await drafts()).toBe(before);
  const filing = createVisitor(portal);
  // Two began above; within the quarter each draft here needs a pass of its own.
  portal.setClock(new Date(portal.clock().getTime() + 16 * 60_000).toISOString());
  await fillJourney(filing, dog, oneDog);
  expect((await filing.post(`${dog}/pruefen`, {})).location).toContain("/eingang/");
  const next = createVisitor(portal);
  await fillJourney(next, dog, oneDog);
  const held = await next.post(`${dog}/pruefen`, {});
  expect(held.status).toBe(429);
  const proof = await solve(heldIn(held).task);
  expect((await next.post(`${dog}/pruefen`, { _proof: proof })).location).toContain("/eingang/");
});
