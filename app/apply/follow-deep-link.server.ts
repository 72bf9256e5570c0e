import { query, type Sql } from "#db/connect.ts";
import {
  findMunicipality,
  findMunicipalityByAgs,
  listMunicipalitiesOfArea,
} from "#db/queries/municipalities.ts";
import {
  findListingOfAct,
  findOfferedActs,
  findServiceName,
  type OfferedAct,
} from "#db/queries/offered-acts.ts";
import { findLeikaName } from "#db/queries/reference-catalogue.ts";
import { findResponsible } from "#db/queries/responsibility.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { readLeikaKey } from "../domain/leika.ts";
import type { Municipality } from "../domain/municipality.ts";
import type { Authority } from "../domain/responsibility/authority.ts";
import { textIn, type Language } from "../domain/text.ts";

/** An administrative act that a link names. */
export interface AskedAct {
  readonly key: string;
  /** Undefined where neither the reference catalogue nor any service knows it. */
  readonly name: string | undefined;
}

/** Where a link of another portal (`?ars=`, `?leika=`) leads. */
export type DeepLink =
  | { readonly kind: "town"; readonly town: Municipality }
  | {
      readonly kind: "offered";
      readonly town: Municipality;
      /** Part of the URL below the municipality. */
      readonly id: string;
      /** The municipality that the link named, where this one is responsible in its place. */
      readonly inPlaceOf: Municipality | undefined;
    }
  | {
      readonly kind: "several";
      readonly town: Municipality;
      readonly acts: readonly Pick<OfferedAct, "id" | "name">[];
    }
  | { readonly kind: "notOffered"; readonly town: Municipality; readonly act: AskedAct }
  /** Responsible is an authority that is not on this portal. */
  | {
      readonly kind: "outside";
      readonly town: Municipality;
      readonly act: AskedAct;
      readonly authority: Authority;
    }
  /** The ARS is that of an area with several municipalities. */
  | {
      readonly kind: "towns";
      readonly towns: readonly Municipality[];
      readonly act: AskedAct | undefined;
    }
  /** Only the act is known: in which municipality? */
  | { readonly kind: "act"; readonly act: AskedAct }
  | { readonly kind: "unknown"; readonly what: "ars" | "leika" };

const mostTowns = 50;

/** Finds what a link means. `ars` and `leika` as they stand in the link; undefined where they do not. */
export async function followDeepLink(
  { database }: Portal,
  { ars, leika }: { readonly ars: string | undefined; readonly leika: string | undefined },
  language: Language,
): Promise<DeepLink> {
  const key = leika === undefined ? undefined : readLeikaKey(leika);
  if (leika !== undefined && key === undefined) return { kind: "unknown", what: "leika" };
  return query(database, async (sql): Promise<DeepLink> => {
    const act = key === undefined ? undefined : { key, name: await nameOf(sql, key, language) };
    if (ars === undefined)
      return act?.name === undefined ? { kind: "unknown", what: "leika" } : { kind: "act", act };
    const towns = await townsOf(sql, ars.replace(/\s/g, ""));
    const [town] = towns;
    if (!town) return { kind: "unknown", what: "ars" };
    if (towns.length > 1) return { kind: "towns", towns, act };
    return act ? actIn(sql, town, act) : { kind: "town", town };
  });
}

/** The municipality of an ARS or AGS, or all of an area. */
async function townsOf(sql: Sql, ars: string): Promise<readonly Municipality[]> {
  if (!/^\d{2,12}$/.test(ars)) return [];
  const exact =
    ars.length === 12
      ? await findMunicipality(sql, ars)
      : ars.length === 8
        ? await findMunicipalityByAgs(sql, ars)
        : undefined;
  if (exact) return [exact];
  // A district or Verband, also with zeros behind it.
  const area = ars.length === 12 ? ars.replace(/0{3}$/, "").replace(/0{4}$/, "") : ars;
  return area.length === 12 || area.length === 8
    ? []
    : listMunicipalitiesOfArea(sql, area, mostTowns);
}

async function actIn(sql: Sql, asked: Municipality, act: AskedAct): Promise<DeepLink> {
  const authority = (await findResponsible(sql, [act.key], [asked.ars])).get(asked.ars);
  if (authority && !authority.municipality) return { kind: "outside", town: asked, act, authority };
  const town = authority?.municipality ?? asked;
  const found = await findOfferedActs(sql, town.ars, [act.key]);
  const exact = found.filter(({ leikaKeys }) => leikaKeys.includes(act.key));
  const acts = exact.length > 0 ? exact : found;
  const [only] = acts;
  if (acts.length > 1) return { kind: "several", town, acts };
  const id = only?.id ?? (await findListingOfAct(sql, town.ars, act.key))?.id;
  return id === undefined
    ? { kind: "notOffered", town, act }
    : { kind: "offered", town, id, inPlaceOf: town === asked ? undefined : asked };
}

async function nameOf(sql: Sql, key: string, language: Language): Promise<string | undefined> {
  const name = await findLeikaName(sql, key);
  if (name !== undefined) return name;
  const text = await findServiceName(sql, key);
  return text && textIn(text, language);
}
