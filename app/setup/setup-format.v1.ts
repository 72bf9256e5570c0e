import * as z from "zod";
import { bookingSchema } from "../domain/booking.ts";
import { laneWidths, destinationRoles } from "../domain/forwarding.ts";
import { isWebPage } from "../domain/other-forms.ts";
import { overlaySchema } from "../domain/overlay/overlay.ts";
import { textSchema } from "../domain/text-schema.ts";
import { slugSchema as serviceIdSchema } from "../domain/service.ts";
import { townSections } from "./setup-sections.v1.ts";
import { noFormulas, once, short, written } from "./setup-texts.ts";
import { mailKinds } from "../notification/mail-kinds.ts";

const instant = z.iso.datetime({ offset: true });
const words = textSchema.refine(noFormulas, "formula");
const webPage = z.literal("").or(short.refine(isWebPage, "must be the address of a page"));
const slot = z.string().regex(/^slot-\d{1,4}$/);

const offeringSchema = z.strictObject({
  service: serviceIdSchema,
  /** The version that the settings were made for. */
  version: z.string().max(40),
  enabled: z.boolean(),
  opensAt: instant.nullable(),
  closesAt: instant.nullable(),
  finishBy: instant.nullable(),
  closingText: words.nullable(),
  maintenanceText: words.nullable(),
  submissionLimit: z.int().min(1).nullable(),
  testMode: z.boolean(),
  /** What the municipality has set in place of the service's own; empty: nothing. */
  overlay: overlaySchema.refine(noFormulas, "formula"),
  /** Where applications go. */
  destinations: z.array(z.strictObject({ slot, role: z.enum(destinationRoles) })).max(20),
});

const destinationSchema = z.strictObject({
  slot,
  name: short.min(1),
  adapter: z.string().regex(/^[a-z0-9-]{1,40}$/),
  lanes: z.union(laneWidths.map((width) => z.literal(width))),
  /** Those that are the same wherever it stands: no address, no account, no key. */
  options: z.record(z.string().max(60), z.json()).refine(noFormulas, "formula"),
  /** Somebody has to enter them where it is imported. */
  secret: z.enum(["needed", "none"]),
});

/**
 * Everything that a municipality has set up, as a file for another installation. No secret, no person, no application is in it; what
 * belongs to one installation is a slot to be filled.
 */
export const setupSchema = z.strictObject({
  $schema: z.string().max(300).optional(),
  format: z.literal("einmal-municipality-setup"),
  version: z.literal(1),
  exportedAt: instant,
  from: z.strictObject({ ars: z.string().regex(/^\d{12}$/), name: short }),
  offerings: z
    .array(offeringSchema)
    .max(5000)
    .refine(
      once((one: z.infer<typeof offeringSchema>) => one.service),
      "twice",
    ),
  mailTexts: z
    .array(
      z.strictObject({
        kind: z.enum(Object.keys(mailKinds) as [keyof typeof mailKinds]),
        language: z.enum(["de", "en"]),
        subject: short,
        body: written,
      }),
    )
    .max(100)
    .refine(
      once((one: { kind: string; language: string }) => `${one.kind}.${one.language}`),
      "twice",
    ),
  accessibility: z
    .strictObject({
      phone: short,
      email: z.literal("").or(z.email().max(500)),
      address: short,
      preparedOn: z.iso.date().nullable(),
      assessedOn: z.iso.date().nullable(),
      assessedBy: z.enum(["self", "others"]).nullable(),
      enforcement: short,
      // Files of before there were any have none.
      plainLanguagePage: webPage.optional(),
      signLanguagePage: webPage.optional(),
    })
    .nullable(),
  alarmContact: z
    .strictObject({
      mail: z.literal("").or(z.email().max(500)),
      /** Its address may hold a secret. */
      webhook: z.enum(["needed", "none"]),
    })
    .nullable(),
  payment: z
    .strictObject({
      services: z.array(serviceIdSchema).max(5000),
      /** What the accounts want with each position, by service and key. */
      booking: bookingSchema.optional(),
      secret: z.literal("needed"),
    })
    .nullable(),
  destinations: z
    .array(destinationSchema)
    .max(1000)
    .refine(
      once((one: z.infer<typeof destinationSchema>) => one.slot),
      "twice",
    )
    .refine(
      once((one: z.infer<typeof destinationSchema>) => `${one.adapter} ${one.name}`),
      "twice",
    ),
  ...townSections,
});
export type Setup = z.infer<typeof setupSchema>;
export type OfferingEntry = Setup["offerings"][number];
export type DestinationSlot = Setup["destinations"][number];

/** Bytes of the largest file that is read. */
export const largestSetup = 20_000_000;

export type ReadSetup =
  | { readonly ok: true; readonly setup: Setup }
  /** Where it is wrong, as a path, and how; at most 50. */
  | { readonly ok: false; readonly problems: readonly SetupProblem[] };
export interface SetupProblem {
  readonly path: string;
  /** `formula`, `key` for a member that there is not, or what the schema says, in English. */
  readonly detail: string;
}

/** Reads a file: completely, or not at all. */
export function readSetup(text: string): ReadSetup {
  const wrong = (path: string, detail: string): ReadSetup => ({
    ok: false,
    problems: [{ path, detail }],
  });
  if (text.length > largestSetup) return wrong("", "tooLarge");
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return wrong("", "notJson");
  }
  const read = setupSchema.safeParse(json);
  if (read.success) return { ok: true, setup: read.data };
  const problems = read.error.issues.flatMap((issue): SetupProblem[] => {
    const path = issue.path.map(String).join("/");
    if (issue.code === "invalid_key") return [{ path, detail: "key" }];
    if (issue.code !== "unrecognized_keys") return [{ path, detail: issue.message }];
    return issue.keys.map((key) => ({
      path: path === "" ? key : `${path}/${key}`,
      detail: "key",
    }));
  });
  return { ok: false, problems: problems.slice(0, 50) };
}

/** The JSON Schema (2020-12) in docs/formats. */
export function setupJsonSchema(): object {
  const title = "Einmal: everything that a municipality has set up, version 1";
  const id = "municipality-setup.v1.schema.json";
  return { $id: id, title, ...z.toJSONSchema(setupSchema, { io: "input", reused: "ref" }) };
}
