import { Buffer } from "node:buffer";
import type { Sql } from "#db/connect.ts";
import { findAuthorityContact, saveAuthorityContact } from "#db/queries/authority-contacts.ts";
import { findLook, saveArms, saveLook, setHost } from "#db/queries/looks.ts";
import { listPickups } from "#db/queries/pickups.ts";
import { findPrivacySettings, savePrivacySettings } from "#db/queries/privacy-settings.ts";
import { knownAreas, listRules, setOwnRule } from "#db/queries/responsibility.ts";
import { hashOf } from "../catalogue/looks.server.ts";
import { readHost } from "../domain/look/host.ts";
import { isSame } from "../domain/versions/change.ts";
import { checkArms } from "../files/check-arms.server.ts";
import type { Config } from "../platform/config.server.ts";
import type { Target } from "./import-settings.server.ts";
import type { SetupLine } from "./report.ts";
import type { Setup } from "./setup-format.v1.ts";
import type { TownSections } from "./setup-sections.v1.ts";

/** What a municipality says of itself: look, how it is reached, data protection, who else is responsible. */
export async function importTown(
  sql: Sql,
  target: Target,
  setup: Setup,
  config: Pick<Config, "publicUrl">,
): Promise<readonly SetupLine[]> {
  return [
    ...(await importLook(sql, target, setup.look, config)),
    ...(await importAuthority(sql, target, setup.authority)),
    ...(await importPrivacy(sql, target, setup.privacy)),
    ...(await importRules(sql, target, setup)),
    ...(await importPickups(sql, setup.pickups)),
  ];
}

async function importLook(
  sql: Sql,
  { ars, at, actor }: Target,
  look: TownSections["look"],
  { publicUrl }: Pick<Config, "publicUrl">,
): Promise<SetupLine[]> {
  if (!look) return [];
  const line = (
    level: SetupLine["level"],
    code: SetupLine["code"],
    detail?: string,
  ): SetupLine => ({
    ...{ part: "look", subject: "", level, code },
    ...(detail !== undefined && { detail }),
  });
  const by = { updatedAt: at, updatedBy: actor };
  const old = await findLook(sql, ars);
  const { displayName, accent, links, publisher, host } = look;
  const drawn = look.arms && (await armsOf(look.arms));
  if (look.arms && !drawn) return [line("error", "armsWrong")];
  const armsHash = drawn ? hashOf(drawn.large) : null;
  const wanted = { displayName, accent, publisher, footerLinks: links, armsHash };
  const stands = old && {
    displayName: old.displayName,
    accent: old.accent,
    publisher: old.publisher,
    footerLinks: old.footerLinks,
    armsHash: old.armsHash,
  };
  const lines: SetupLine[] = [];
  if (isSame(wanted, stands) && (look.arms?.alt ?? null) === (old?.armsAlt ?? null))
    lines.push(line("same", "same"));
  else {
    const armsAlt = look.arms?.alt ?? null;
    await saveLook(sql, {
      ars,
      displayName,
      accent,
      armsAlt,
      publisher,
      footerLinks: links,
      ...by,
    });
    await saveArms(sql, ars, drawn && { ...drawn, hash: hashOf(drawn.large) }, by);
    lines.push(line("change", "taken"));
  }
  if (host === null || host === old?.host) return lines;
  const portalHost = publicUrl === undefined ? undefined : new URL(publicUrl).hostname;
  const read = readHost(host, portalHost);
  if ("problem" in read) return [...lines, line("left", "hostWrong", host)];
  // A host that is in use here is not given up for one of another installation.
  if (typeof old?.host === "string") return [...lines, line("left", "hostKept", host)];
  await setHost(sql, ars, read.host, by);
  return [...lines, line("fill", "hostAsked", read.host)];
}

async function armsOf({ small, large }: { readonly small: string; readonly large: string }) {
  return (await checkArms(Buffer.from(small, "base64"), Buffer.from(large, "base64"))) ?? null;
}

async function importAuthority(
  sql: Sql,
  { ars, at, actor }: Target,
  authority: TownSections["authority"],
): Promise<SetupLine[]> {
  if (!authority) return [];
  const about = { part: "authority", subject: "" } as const;
  if (isSame(await findAuthorityContact(sql, ars), authority))
    return [{ ...about, level: "same", code: "same" }];
  await saveAuthorityContact(sql, { ars, ...authority, updatedAt: at, updatedBy: actor });
  return [{ ...about, level: "change", code: "taken" }];
}

async function importPrivacy(
  sql: Sql,
  { ars, at, actor }: Target,
  privacy: TownSections["privacy"],
): Promise<SetupLine[]> {
  if (!privacy) return [];
  const about = { part: "privacy", subject: "" } as const;
  const {
    ars: _,
    updatedAt: __,
    updatedBy: ___,
    ...facts
  } = (await findPrivacySettings(sql, ars)) ?? {};
  if (isSame(facts, privacy)) return [{ ...about, level: "same", code: "same" }];
  await savePrivacySettings(sql, { ars, ...privacy, updatedAt: at, updatedBy: actor });
  return [{ ...about, level: "change", code: "taken" }];
}

/** Rules of its own area; where it named itself, it means the municipality that the file goes into. */
async function importRules(
  sql: Sql,
  { ars, at }: Target,
  { responsibility = [], from }: Setup,
): Promise<SetupLine[]> {
  const there = (await listRules(sql, ars)).filter(
    ({ area, saidBy }) => area === ars && saidBy === "municipality",
  );
  const rules = responsibility.map((rule) => ({
    ...rule,
    responsible: rule.responsible === from.ars ? ars : rule.responsible,
  }));
  const areaOf = (responsible: string) => responsible.replace(/0{7}$/, "");
  const known = await knownAreas(
    sql,
    rules.map(({ responsible }) => areaOf(responsible)),
  );
  const lines: SetupLine[] = [];
  for (const rule of rules) {
    const about = { part: "responsibility", subject: rule.leika } as const;
    const old = there.find(({ leika }) => leika === rule.leika);
    const stands = old && {
      leika: old.leika,
      responsible: old.responsible,
      name: old.name,
      url: old.url,
    };
    if (isSame(stands, rule)) lines.push({ ...about, level: "same", code: "same" });
    else if (rule.name === "" && !known.has(areaOf(rule.responsible)))
      lines.push({ ...about, level: "left", code: "unknownAuthority", detail: rule.responsible });
    else {
      await setOwnRule(sql, { ...rule, area: ars, updatedAt: at });
      lines.push({ ...about, level: "change", code: "taken" });
    }
  }
  return lines;
}

/** A pick-up is nothing without its address and its keys: somebody sets it up here, as the report tells. */
async function importPickups(
  sql: Sql,
  pickups: TownSections["pickups"] = [],
): Promise<SetupLine[]> {
  const there = new Set((await listPickups(sql)).map(({ name }) => name));
  return pickups.map(({ name }) => ({
    ...{ part: "pickup", subject: name },
    ...(there.has(name)
      ? { level: "same", code: "slotKept" }
      : { level: "fill", code: "pickupNeeded" }),
  }));
}
