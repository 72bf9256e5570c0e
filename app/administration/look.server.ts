import { withMunicipality } from "#db/connect.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import { findArms, findLook, saveArms, saveLook, type LookRow } from "#db/queries/looks.ts";
import { hashOf } from "../catalogue/looks.server.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import {
  accentContrast,
  nearestReadable,
  neededContrast,
  readColour,
} from "../domain/look/colour.ts";
import { longestText, mostFooterLinks, type FooterLink } from "../domain/look/look.ts";
import type { Municipality } from "../domain/municipality.ts";
import { renderArms, type RenderedArms } from "../files/render-arms.server.ts";
import { can, type Actor } from "../identity/permissions.ts";
import { findPlace, type Place } from "./find-place.server.ts";
import { overtaken, seenOf, type Overtaken, type ShownFacts } from "./seen.server.ts";

/** What a municipality says of its look, as typed. */
export interface TypedLook {
  readonly displayName: string;
  readonly accent: string;
  readonly armsAlt: string;
  readonly publisher: string;
  /** Lines without anything are left out. */
  readonly links: readonly FooterLink[];
}

export interface LoadedLook {
  readonly kind: "look";
  readonly municipality: Municipality;
  readonly look: TypedLook;
  readonly seen: string;
  readonly hasArms: boolean;
  readonly host: { readonly name: string; readonly confirmed: boolean } | undefined;
  readonly mayChange: boolean;
  readonly mayConfirm: boolean;
}

/** The look of a municipality as it stands. */
export async function loadLook(
  portal: Portal,
  actor: Actor,
  asked: string | undefined,
): Promise<LoadedLook | Exclude<Place, { kind: "place" }>> {
  const place = await findPlace(portal, actor, "look.read", asked);
  if (place.kind !== "place") return place;
  const { municipality } = place;
  const { ars } = municipality;
  const row = await withMunicipality(portal.database, ars, (sql) => findLook(sql, ars));
  const host = row?.host ?? undefined;
  return {
    kind: "look",
    municipality,
    look: typedFrom(row),
    seen: seenOf({ ...shownLook(typedFrom(row)), arms: row?.armsHash ?? "" }),
    hasArms: (row?.armsHash ?? null) !== null,
    host: host === undefined ? undefined : { name: host, confirmed: row?.hostConfirmedAt !== null },
    mayChange: can(actor, "look.change", ars),
    mayConfirm: can(actor, "host.confirm", ars),
  };
}

function typedFrom(row: LookRow | undefined): TypedLook {
  return {
    displayName: row?.displayName ?? "",
    accent: row?.accent ?? "",
    armsAlt: row?.armsAlt ?? "",
    publisher: row?.publisher ?? "",
    links: row?.footerLinks ?? [],
  };
}

/** A look as its form shows it, but for the picture. */
export function shownLook(typed: TypedLook): ShownFacts {
  const { displayName, accent, armsAlt, publisher } = typed;
  const links = writtenLinks(typed).map(({ label, href }) => `${label}: ${href}`);
  return { displayName, accent, armsAlt, publisher, links: links.join("\n") };
}

export type LookField =
  "displayName" | "accent" | "arms" | "armsAlt" | "publisher" | `links.${number}`;
export interface LookProblem {
  readonly name: LookField;
  readonly code:
    | "tooLong"
    | "noColour"
    | "contrast"
    | "tooLarge"
    | "wrongType"
    | "unreadable"
    | "altMissing"
    | "linkIncomplete"
    | "linkAddress"
    | "tooManyLinks";
  /** Of a colour that cannot be read: its contrast, and the nearest that can. */
  readonly ratio?: number;
  readonly proposal?: string;
}

export type LookChange =
  | Overtaken
  | { readonly kind: "saved" | "unknown" }
  | { readonly kind: "refused"; readonly problems: readonly LookProblem[] };

/** Gives a municipality the look it wants; nothing of it is kept unless all of it is right. `arms`: a new picture (SVG, PNG); `seen`: what the form had shown. */
export async function changeLook(
  portal: Portal,
  actor: Actor,
  ars: string,
  typed: TypedLook,
  picture: { readonly arms: Buffer | undefined; readonly remove: boolean },
  seen?: string,
): Promise<LookChange> {
  if (!can(actor, "look.change", ars)) return { kind: "unknown" };
  const drawn = picture.arms && (await renderArms(picture.arms));
  const row = await withMunicipality(portal.database, ars, (sql) => findLook(sql, ars));
  const kept = !picture.remove && (row?.armsHash ?? null) !== null;
  const problems: LookProblem[] = [
    ...lookProblems(typed),
    ...(drawn?.kind === "refused" ? [{ name: "arms", code: drawn.code } as const] : []),
    ...((kept || drawn?.kind === "rendered") && typed.armsAlt.trim() === ""
      ? [{ name: "armsAlt", code: "altMissing" } as const]
      : []),
  ];
  if (problems.length > 0) return { kind: "refused", problems };
  const arms = drawn?.kind === "rendered" ? drawn.arms : undefined;
  const change = arms ?? (picture.remove ? null : undefined);
  const stored = await store(portal, actor, { ars, seen }, typed, change);
  portal.looks.forget();
  return stored ?? { kind: "saved" };
}

/** `arms`: null takes them away, undefined leaves them. */
async function store(
  portal: Portal,
  actor: Actor,
  { ars, seen }: { readonly ars: string; readonly seen: string | undefined },
  typed: TypedLook,
  arms: RenderedArms | null | undefined,
): Promise<Overtaken | undefined> {
  const at = portal.clock();
  const by = { updatedAt: at, updatedBy: actor.accountId };
  const text = (value: string) => (value.trim() === "" ? null : value.trim());
  const sent = { seen, typed: arms === undefined ? shownLook(typed) : undefined };
  return withMunicipality(portal.database, ars, async (sql) => {
    const other = await overtaken(sql, `look ${ars}`, sent, async () => {
      const row = await findLook(sql, ars);
      return { ...shownLook(typedFrom(row)), arms: row?.armsHash ?? "" };
    });
    if (other) return other;
    const note = (action: string) =>
      insertAuditEntry(sql, { at, ars, actor: actor.accountId, action, subject: ars, details: {} });
    await saveLook(sql, {
      ars,
      displayName: text(typed.displayName),
      accent: readColour(typed.accent) ?? null,
      armsAlt: text(typed.armsAlt),
      publisher: text(typed.publisher),
      footerLinks: writtenLinks(typed),
      ...by,
    });
    await note("look.changed");
    if (arms === undefined) return undefined;
    await saveArms(sql, ars, arms && { ...arms, hash: hashOf(arms.large) }, by);
    await note(arms ? "look.armsChanged" : "look.armsRemoved");
    return undefined;
  });
}

/** What is wrong with what was typed. */
function lookProblems(typed: TypedLook): LookProblem[] {
  const tooLong = (name: "displayName" | "armsAlt" | "publisher", most: number): LookProblem[] =>
    Array.from(typed[name].trim()).length > most ? [{ name, code: "tooLong" }] : [];
  return [
    ...tooLong("displayName", longestText.displayName),
    ...accentProblems(typed.accent),
    ...tooLong("armsAlt", longestText.alt),
    ...typed.links.flatMap((link, at) => linkProblems(link, at)),
    ...(writtenLinks(typed).length > mostFooterLinks
      ? [{ name: "links.0", code: "tooManyLinks" } as const]
      : []),
    ...tooLong("publisher", longestText.publisher),
  ];
}

/** A colour is taken only if text in it, and white text on it, can be read. */
function accentProblems(typed: string): LookProblem[] {
  if (typed.trim() === "") return [];
  const colour = readColour(typed);
  if (colour === undefined) return [{ name: "accent", code: "noColour" }];
  const ratio = accentContrast(colour);
  if (ratio >= neededContrast) return [];
  return [{ name: "accent", code: "contrast", ratio, proposal: nearestReadable(colour) }];
}

function linkProblems({ label, href }: FooterLink, at: number): LookProblem[] {
  const name = `links.${at}` as const;
  if (label.trim() === "" && href.trim() === "") return [];
  if (label.trim() === "" || href.trim() === "") return [{ name, code: "linkIncomplete" }];
  const long =
    Array.from(label.trim()).length > longestText.label || href.length > longestText.href;
  if (long) return [{ name, code: "tooLong" }];
  return isHttps(href.trim()) ? [] : [{ name, code: "linkAddress" }];
}

function isHttps(href: string): boolean {
  if (!URL.canParse(href)) return false;
  const { protocol, username, password } = new URL(href);
  return protocol === "https:" && username === "" && password === "";
}

function writtenLinks({ links }: TypedLook): FooterLink[] {
  return links
    .map(({ label, href }) => ({ label: label.trim(), href: href.trim() }))
    .filter(({ label, href }) => label !== "" || href !== "");
}

/** A picture or a style sheet of a municipality by the name of its file; undefined where it has no such thing any more. */
export async function findLookFile(
  portal: Portal,
  ars: string,
  file: string,
): Promise<{ readonly mediaType: string; readonly content: string | Buffer } | undefined> {
  const [, hash = "", ending] = /^([0-9a-f]{24})(\.css|-1x\.webp|-2x\.webp)$/.exec(file) ?? [];
  if (ending === undefined || !/^\d{12}$/.test(ars)) return undefined;
  if (ending === ".css") {
    const looks = await portal.looks.read();
    const css = [...looks.bySlug.values()].find((look) => look.ars === ars)?.css;
    const same = css !== undefined && hashOf(css) === hash;
    return same ? { mediaType: "text/css; charset=utf-8", content: css } : undefined;
  }
  const arms = await withMunicipality(portal.database, ars, (sql) => findArms(sql, ars, hash));
  const content = ending === "-1x.webp" ? arms?.small : arms?.large;
  return content && { mediaType: "image/webp", content };
}
