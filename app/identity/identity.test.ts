import { beforeEach, describe, expect, test } from "vitest";
import { setDisabled } from "#db/queries/accounts.ts";
import { createTestDatabase } from "#db/test-database.ts";
import { createStaff } from "./create-staff.server.ts";
import { hashPassword } from "./password.server.ts";
import { can, municipalitiesFor, type Action, type Actor } from "./permissions.ts";
import { endedSessionCookie, readSessionCookie, sessionCookie } from "./session-cookie.server.ts";
import { findSession, signOut } from "./session.server.ts";
import { signIn } from "./sign-in.server.ts";

const database = await createTestDatabase();
let now = new Date("2026-11-24T08:00:00Z");
const parts = { database, clock: () => now };
const later = (minutes: number) => {
  now = new Date(now.getTime() + minutes * 60_000);
};
const here = "000000000001";
const elsewhere = "053150000000";
const password = "richtig-pferd-batterie";
const erika = {
  login: "Erika.Mustermann",
  name: "Erika Mustermann",
  password,
  roles: [{ role: "caseworker" as const, ars: here }],
};
const address = "192.0.2.1";

beforeEach(async () => {
  await database.sql`truncate accounts, account_roles, sessions, rate_limits`;
});

async function signedIn(): Promise<string> {
  const result = await signIn(parts, { login: "erika.mustermann ", password, address });
  if (result.outcome !== "ok") throw new Error(result.outcome);
  return result.token;
}

describe("accounts", () => {
  test("a login is taken once, however it is written; short passwords are refused", async () => {
    expect((await createStaff(parts, erika)).outcome).toBe("created");
    const again = await createStaff(parts, { ...erika, login: "erika.MUSTERMANN" });
    expect(again.outcome).toBe("loginTaken");
    const short = await createStaff(parts, { ...erika, login: "kurz", password: "elf-zeichen" });
    expect(short).toEqual({ outcome: "passwordTooShort", minimum: 12 });
  });

  test("roles fit their municipality", async () => {
    const roles = [{ role: "operator" as const, ars: here }];
    await expect(createStaff(parts, { ...erika, roles })).rejects.toThrow("no municipality");
  });

  test("the stored password is an Argon2id hash with the parameters of OWASP", async () => {
    await createStaff(parts, erika);
    const [row] = await database.sql<
      { passwordHash: string }[]
    >`select password_hash from accounts`;
    expect(row?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });
});

describe("signing in", () => {
  beforeEach(async () => {
    await createStaff(parts, erika);
  });

  test("opens a session of which the database holds no token", async () => {
    const token = await signedIn();
    expect(Buffer.from(token, "base64url")).toHaveLength(32);
    const [row] = await database.sql<{ id: string }[]>`select id from sessions`;
    expect(row?.id).not.toContain(token);
    expect(await findSession(parts, token)).toMatchObject({
      login: "Erika.Mustermann",
      roles: [{ role: "caseworker", ars: here }],
    });
    expect(await findSession(parts, token.replace(/^./, "_"))).toBeUndefined();
  });

  test("does not tell a wrong password from an unknown login", async () => {
    const wrong = await signIn(parts, { login: erika.login, password: "falsch", address });
    const unknown = await signIn(parts, { login: "niemand", password, address });
    expect(wrong).toEqual({ outcome: "wrong" });
    expect(unknown).toEqual(wrong);
  });

  test("does the work of a hash for unknown logins too", async () => {
    const times = async (work: () => Promise<unknown>) => {
      const durations: number[] = [];
      for (let count = 0; count < 3; count += 1) {
        const start = performance.now();
        await work();
        durations.push(performance.now() - start);
      }
      return durations;
    };
    // A ratio within one run, and each side at its weakest: a busy machine makes no difference.
    const least = Math.min(...(await times(() => hashPassword(password))));
    const unknown = await times(() => signIn(parts, { login: "niemand", password, address }));
    expect(Math.max(...unknown)).toBeGreaterThan(least / 3);
  });

  test("is limited for a login, also with the right password, and recovers", async () => {
    const attempt = { login: erika.login, password: "falsch" };
    for (let n = 0; n < 10; n += 1) {
      const result = await signIn(parts, { ...attempt, address: `192.0.2.${n}` });
      expect(result.outcome).toBe("wrong");
    }
    later(5);
    const limited = await signIn(parts, { login: erika.login, password, address });
    expect(limited).toEqual({ outcome: "limited", retryAfter: 600 });
    later(10);
    expect(await signedIn()).toBeTypeOf("string");
  });

  test("forgets failures once it succeeds", async () => {
    for (let round = 0; round < 3; round += 1) {
      for (let n = 0; n < 8; n += 1)
        await signIn(parts, { login: erika.login, password: "falsch", address });
      await signedIn();
    }
  });

  test("is limited for an address across logins", async () => {
    await database.sql`update rate_limits set count = 0`;
    const results = [];
    for (let n = 0; n < 101; n += 1)
      results.push(await signIn(parts, { login: `niemand-${n}`, password: "falsch", address }));
    expect(results[99]?.outcome).toBe("wrong");
    expect(results[100]).toMatchObject({ outcome: "limited" });
    const other = await signIn(parts, { login: erika.login, password, address: "192.0.2.2" });
    expect(other.outcome).toBe("ok");
  }, 20_000);
});

describe("a session", () => {
  let token = "";
  beforeEach(async () => {
    await createStaff(parts, erika);
    token = await signedIn();
  });

  test("ends after half an hour without use", async () => {
    later(29);
    expect(await findSession(parts, token)).toBeDefined();
    later(29);
    expect(await findSession(parts, token), "use makes it longer").toBeDefined();
    later(31);
    expect(await findSession(parts, token)).toBeUndefined();
  });

  test("says when it ends, and that use makes it later until the twelve hours are over", async () => {
    const minute = 60_000;
    const opened = now.getTime();
    later(10);
    const used = await findSession(parts, token);
    expect(used).toMatchObject({ endsAt: new Date(opened + 40 * minute), secondsLeft: 1800 });
    for (let n = 0; n < 34; n += 1) {
      later(20);
      await findSession(parts, token);
    }
    later(20);
    const last = await findSession(parts, token);
    expect(last).toMatchObject({ endsAt: new Date(opened + 720 * minute), secondsLeft: 600 });
    expect(last?.expiresAt).toEqual(last?.endsAt);
  });

  test("ends after twelve hours however busy", async () => {
    for (let n = 0; n < 35; n += 1) {
      later(20);
      expect(await findSession(parts, token)).toBeDefined();
    }
    later(20);
    expect(await findSession(parts, token)).toBeUndefined();
  });

  test("ends on signing out and when the account is disabled", async () => {
    const second = await signedIn();
    await signOut(parts, token);
    expect(await findSession(parts, token)).toBeUndefined();
    const session = await findSession(parts, second);
    await setDisabled(database.sql, session?.accountId ?? "", now);
    expect(await findSession(parts, second)).toBeUndefined();
    const result = await signIn(parts, { login: erika.login, password, address });
    expect(result).toEqual({ outcome: "wrong" });
  });

  test("travels in a cookie", () => {
    expect(sessionCookie(token, true)).toMatch(
      /^__Host-einmal-staff=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=43200; Secure$/,
    );
    expect(readSessionCookie(`a=b; __Host-einmal-staff=${token}; c=d`, true)).toBe(token);
    expect(readSessionCookie(`einmal-staff=${token}`, true)).toBeUndefined();
    expect(readSessionCookie("einmal-staff=x", false)).toBeUndefined();
    expect(readSessionCookie(null, false)).toBeUndefined();
    expect(endedSessionCookie(false)).toContain("Max-Age=0");
  });
});

describe("permissions", () => {
  const as = (
    role: "operator" | "municipality-admin" | "caseworker",
    ars: string | null,
  ): Actor => ({
    accountId: "x",
    roles: [{ role, ars }],
  });
  const operator = as("operator", null);
  const admin = as("municipality-admin", here);
  const caseworker = as("caseworker", here);

  const reading: Action[] = ["submission.read", "submission.change"];
  test.each(reading)("%s is for caseworkers of the same municipality alone", (action) => {
    expect(can(caseworker, action, here)).toBe(true);
    expect(can(caseworker, action, elsewhere)).toBe(false);
    expect(can(caseworker, action, null)).toBe(false);
    for (const actor of [operator, admin])
      for (const ars of [here, elsewhere, null]) expect(can(actor, action, ars)).toBe(false);
  });

  test("an admin rules their own municipality, the operator the portal", () => {
    expect(can(admin, "offering.change", here)).toBe(true);
    expect(can(admin, "offering.change", elsewhere)).toBe(false);
    expect(can(admin, "municipality.import", null)).toBe(false);
    expect(can(operator, "municipality.import", null)).toBe(true);
    expect(can(operator, "staff.change", elsewhere)).toBe(true);
    expect(can(operator, "offering.change", here)).toBe(false);
    expect(municipalitiesFor(caseworker, "submission.read")).toEqual([here]);
    expect(municipalitiesFor(operator, "submission.read")).toEqual([]);
  });
});
