import { beforeEach, describe, expect, it } from "vitest";
import { keyRingOf } from "#app/catalogue/portal.server.ts";
import type { SubmissionDocument } from "#app/domain/submission.ts";
import { withMunicipality } from "#db/connect.ts";
import { findSubmissionByReference } from "#db/queries/submissions.ts";
import { signInThere } from "../../../e2e/fixtures/anmeldedienst/sign-in-there.ts";
import {
  ars,
  base,
  comeBack,
  createSigningPortal,
  pressSignIn,
  signIn,
} from "../fixtures/signing-portal.ts";
import { createVisitor, type Visitor } from "../fixtures/visitor.ts";

const { portal, bare, provider } = await createSigningPortal();
const start = "2026-03-01T09:00:00Z";
beforeEach(() => {
  portal.setClock(start);
  Object.assign(provider.faults, { down: false, stale: false });
});

const person = {
  "person/vorname": "Erna",
  "person/nachname": "Muster",
  "person/geburt/day": "12",
  "person/geburt/month": "8",
  "person/geburt/year": "1964",
  intent: "next",
};
const wish = { wunsch: "Zum Schwimmen", intent: "next" };
const address = {
  "anschrift/street": "Heidestraße",
  "anschrift/houseNumber": "17",
  "anschrift/postalCode": "51147",
  "anschrift/city": "Köln",
  email: "",
  intent: "next",
};

interface SignInData {
  readonly signIn: {
    readonly reached?: string;
    readonly isEnough: boolean;
    readonly taken: readonly { text: string }[];
    readonly kept: readonly { text: string }[];
  };
  readonly signInNews?: object;
}
const stateOf = async (visitor: Visitor, at = base) => {
  const { signIn: state, signInNews: news } = (await visitor.get(at)).data as SignInData;
  const texts = (labels: readonly { text: string }[]) => labels.map(({ text }) => text);
  return { ...state, taken: texts(state.taken), kept: texts(state.kept), news };
};
const rawOf = async (visitor: Visitor, page: string) =>
  ((await visitor.get(`${base}/${page}`)).data as { content: { raw: object; form: object } })
    .content;
const pages = ["person", "anschrift", "wunsch"] as const;
/** Answers everything by hand. */
async function fill(visitor: Visitor): Promise<void> {
  const posts = { person, anschrift: address, wunsch: wish };
  for (const page of pages) {
    const { status } = await visitor.post(`${base}/${page}`, posts[page]);
    expect({ page, status }).toEqual({ page, status: 303 });
  }
}
const file = async (visitor: Visitor) => {
  const { marks } = (await visitor.get(`${base}/pruefen`)).data as { marks: readonly string[] };
  return visitor.post(`${base}/pruefen`, { gesehen: marks });
};

describe("signing in", () => {
  it("fills in questions, marks them, and locks what is verified", async () => {
    const visitor = createVisitor(portal);
    expect(await signIn(visitor)).toBe(`${base}?hinweis=angemeldet`);
    expect(await stateOf(visitor, `${base}?hinweis=angemeldet`)).toMatchObject({
      reached: "substantial",
      isEnough: true,
      taken: ["Vornamen", "Familienname", "Geburtsdatum", "Anschrift", "E-Mail-Adresse"],
      kept: [],
      news: { kind: "signedIn" },
    });
    const { form } = await rawOf(visitor, "person");
    expect(form).toMatchObject({
      origins: { "person/vorname": "identityProvider", "person/geburt": "identityProvider" },
      locked: { "person/vorname": "Erika", "person/nachname": "Mustermann" },
    });
    // Whatever is sent: what is locked stays.
    expect((await visitor.post(`${base}/person`, person)).status).toBe(303);
    expect((await rawOf(visitor, "person")).form).toMatchObject({
      locked: { "person/vorname": "Erika", "person/nachname": "Mustermann" },
    });
    expect((await rawOf(visitor, "anschrift")).raw).toMatchObject({
      "anschrift/street": "Heidestraße",
      "anschrift/houseNumber": "17",
      "anschrift/city": "Köln",
    });
  });

  it("never changes what was typed, and says so", async () => {
    const visitor = createVisitor(portal);
    await visitor.post(`${base}/person`, person);
    await signIn(visitor);
    expect(await stateOf(visitor)).toMatchObject({
      taken: ["Anschrift", "E-Mail-Adresse"],
      kept: ["Vornamen", "Familienname", "Geburtsdatum"],
    });
    const { raw, form } = await rawOf(visitor, "person");
    expect(raw).toMatchObject({ "person/vorname": "Erna", "person/nachname": "Muster" });
    expect(form).not.toHaveProperty("locked");
  });

  it("anew takes away what the sign-in before brought", async () => {
    const visitor = createVisitor(portal);
    await signIn(visitor, { acr: "STORK-QAA-Level-4" });
    await signIn(visitor, { acr: "STORK-QAA-Level-1" });
    expect(await stateOf(visitor)).toMatchObject({ reached: "basic", isEnough: false });
  });

  it("leaves nothing of the account, and no personal data in addresses", async () => {
    const visitor = createVisitor(portal);
    const url = await pressSignIn(visitor);
    expect(decodeURIComponent(url)).not.toMatch(/einwohnerkarte|musterstadt/);
    const back = await signInThere(url);
    const { pathname, search } = new URL(back ?? "");
    const { location = "" } = await visitor.get(pathname + search);
    const arrived = await visitor.get(location);
    for (const place of [back, location, arrived.location])
      expect(place).not.toMatch(/Erika|Mustermann|1964|example\.org/);
    // The cookie of the sign-in is gone; the draft's is there.
    const cookies = arrived.headers.getSetCookie();
    expect(cookies.some((line) => /^anmeldung=;.*Max-Age=0/.test(line))).toBe(true);
    expect(cookies.some((line) => line.startsWith("entwurf-einwohnerkarte="))).toBe(true);
    const rows = await bare.database.sql`select * from drafts`;
    expect(JSON.stringify(rows)).not.toMatch(/erika/i);
  });

  it("begins something new where the last application was filed", async () => {
    const visitor = createVisitor(portal);
    await fill(visitor);
    await signIn(visitor);
    expect((await file(visitor)).location).toMatch(/\/eingang\//);
    expect(await signIn(visitor)).toBe(`${base}?hinweis=angemeldet`);
    expect((await stateOf(visitor)).taken).toContain("Vornamen");
  });
});

describe("what goes wrong leads back to the service, and the draft stays", () => {
  const begun = async () => {
    const visitor = createVisitor(portal);
    await visitor.post(`${base}/person`, person);
    return visitor;
  };
  const untouched = async (visitor: Visitor) => {
    expect(await stateOf(visitor)).toMatchObject({ taken: [], kept: [] });
    expect((await rawOf(visitor, "person")).raw).toMatchObject({ "person/vorname": "Erna" });
  };

  it("cancelled", async () => {
    const visitor = await begun();
    const there = `${base}?hinweis=anmeldung-abgebrochen`;
    expect(await signIn(visitor, { intent: "cancel" })).toBe(there);
    expect(await stateOf(visitor, there)).toMatchObject({
      news: { kind: "trouble", trouble: "cancelled" },
    });
    await untouched(visitor);
  });

  it("the clock of the provider, and the provider itself", async () => {
    const visitor = await begun();
    provider.faults.stale = true;
    expect(await signIn(visitor)).toBe(`${base}?hinweis=anmeldung-uhrzeit`);
    provider.faults.stale = false;
    const back = await signInThere(await pressSignIn(visitor));
    provider.faults.down = true;
    const away = `${base}?hinweis=anmeldung-nicht-erreichbar`;
    expect((await comeBack(visitor, back)).location).toBe(away);
    const fresh = { ...portal.config.identityProvider };
    const asked = createVisitor({
      ...portal,
      config: {
        ...portal.config,
        identityProvider: fresh as NonNullable<typeof portal.config.identityProvider>,
      },
    });
    expect((await asked.post(`${base}/entwurf/anmeldung`, {})).location).toBe(away);
    await untouched(visitor);
  });

  it("too late", async () => {
    const visitor = await begun();
    const back = await signInThere(await pressSignIn(visitor));
    portal.setClock("2026-03-01T09:10:01Z");
    expect((await comeBack(visitor, back)).location).toBe(`${base}?hinweis=anmeldung-abgelaufen`);
    await untouched(visitor);
  });

  it("the return address once more, in another browser, or with another state", async () => {
    const visitor = await begun();
    const back = (await signInThere(await pressSignIn(visitor))) ?? "";
    const elsewhere = `${base}?hinweis=anmeldung-woanders`;
    const other = createVisitor(portal);
    expect((await comeBack(other, back)).location).toBe(elsewhere);
    expect((await stateOf(other)).reached).toBeUndefined();
    const tampered = new URL(back);
    const state = tampered.searchParams.get("state") ?? "";
    tampered.searchParams.set("state", `${state.slice(0, -3)}AAA`);
    expect((await comeBack(visitor, tampered.href)).location).toBe(elsewhere);
    await untouched(visitor);
    expect((await comeBack(visitor, back)).location).toBe(`${base}?hinweis=angemeldet`);
    expect((await comeBack(visitor, back)).location).toBe(elsewhere);
    // Nothing tells whose it is.
    expect((await comeBack(createVisitor(portal), tampered.href)).status).toBe(400);
  });

  it("an answer of somebody else is not taken for one's own", async () => {
    const attacker = createVisitor(portal);
    const theirs = new URL((await signInThere(await pressSignIn(attacker))) ?? "");
    const visitor = await begun();
    const own = new URL(await pressSignIn(visitor));
    theirs.searchParams.set("state", own.searchParams.get("state") ?? "");
    // The state is mine, the code is theirs: it does not fit what this browser keeps.
    expect((await comeBack(visitor, theirs.href)).location).toBe(
      `${base}?hinweis=anmeldung-abgelaufen`,
    );
    await untouched(visitor);
  });

  it("two tabs sign in beside each other", async () => {
    const visitor = await begun();
    const other = "/musterstadt/hundesteuer-anmelden";
    const first = await pressSignIn(visitor);
    const second = await pressSignIn(visitor, { at: other });
    const back = await comeBack(visitor, await signInThere(first));
    expect(back.location).toBe(`${base}?hinweis=angemeldet`);
    const secondBack = await comeBack(visitor, await signInThere(second));
    expect(secondBack.location).toBe(`${other}?hinweis=angemeldet`);
  });
});

describe("a service that needs a level of assurance", () => {
  it("is not filed before somebody has signed in at that level, and then says so", async () => {
    const visitor = createVisitor(portal);
    await fill(visitor);
    expect((await file(visitor)).location).toBe(`${base}/pruefen`);
    const review = { from: "review" };
    const there = `${base}/pruefen?hinweis=angemeldet`;
    expect(await signIn(visitor, { acr: "STORK-QAA-Level-1" }, review)).toBe(there);
    expect(await stateOf(visitor, there)).toMatchObject({ reached: "basic", isEnough: false });
    expect((await file(visitor)).location).toBe(`${base}/pruefen`);
    expect(await signIn(visitor, { acr: "STORK-QAA-Level-4" }, review)).toBe(there);
    const { location = "" } = await file(visitor);
    expect(location).toMatch(/\/eingang\//);
    expect((await visitor.get(location)).data).toMatchObject({ level: "high" });
    const reference = location.split("/").at(-1) ?? "";
    const row = await withMunicipality(portal.database, ars, (sql) =>
      findSubmissionByReference(sql, reference),
    );
    const keys = await keyRingOf(portal, ars);
    const sealed = row && keys.open(row.sealed, `submission:${row.id}`).toString();
    const document = JSON.parse(sealed ?? "") as SubmissionDocument;
    expect(document.assuranceLevel).toBe("high");
    const origins = document.summary.flatMap(({ rows }) => rows.map(({ origin }) => origin));
    // The optional question was left open; the provider knew the answer.
    expect(origins.filter((origin) => origin === "identityProvider")).toHaveLength(1);
    expect(sealed).not.toMatch(/"sub"|access_token|id_token/);
  });

  it("says where there is no provider that it cannot be filed", async () => {
    const visitor = createVisitor(bare);
    expect((await visitor.get(base)).data).toMatchObject({
      signIn: { provider: undefined, needed: "substantial", isEnough: false },
    });
    await fill(visitor);
    expect((await file(visitor)).location).toBe(`${base}/pruefen`);
    expect((await visitor.post(`${base}/entwurf/anmeldung`, {})).status).toBe(404);
    expect((await visitor.get("/anmeldung/zurueck?code=x&state=y")).status).toBe(404);
    const other = (await visitor.get("/musterstadt/hundesteuer-anmelden")).data;
    expect(other).toMatchObject({ signIn: { provider: undefined, isEnough: true } });
  });
});
