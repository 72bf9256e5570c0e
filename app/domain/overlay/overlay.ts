import * as z from "zod";
import { readPlaceName, type PlaceName } from "./place.ts";

/** What a municipality set at one place; plain data. */
export interface Setting {
  /** In place of the service's own; null: left out. */
  readonly value: unknown;
  /** What the service said there when it was set; null: nothing. The base of every merge. */
  readonly base: unknown;
}
const settingSchema = z.strictObject({ value: z.json(), base: z.json() });

/**
 * What one municipality changes about a service, place by place. Sparse: what does not stand here is the service's, in the newest
 * version. It is data: it can be stored, compared, carried elsewhere and merged with a newer version.
 */
export const overlaySchema: z.ZodType<Overlay> = z.record(
  z.string().refine((name) => readPlaceName(name) !== undefined, "no place"),
  settingSchema,
);
export type Overlay = Readonly<Record<PlaceName, Setting>>;

export const noOverlay: Overlay = {};

/** At most so many places, so that a form of the whole can still be shown and merged. */
export const mostSettings = 2000;
