import * as z from "zod";
import { isListedId } from "../domain/listed-service.ts";
import { accentContrast, neededContrast } from "../domain/look/colour.ts";
import { longestText, mostFooterLinks } from "../domain/look/look.ts";
import { emailOrNone, once, short, written } from "./setup-texts.ts";

const https = z.url({ protocol: /^https$/ });
const base64 = (bytes: number) =>
  z
    .string()
    .max(Math.ceil(bytes / 3) * 4)
    .regex(/^[A-Za-z0-9+/]*={0,2}$/);
const leikaKey = z.string().regex(/^99\d{12}$/);

/** How it shows itself. */
const lookSchema = z.strictObject({
  displayName: short.max(longestText.displayName).nullable(),
  accent: z
    .string()
    .regex(/^#[0-9a-f]{6}$/)
    .refine((colour) => accentContrast(colour) >= neededContrast, "contrast")
    .nullable(),
  links: z
    .array(
      z.strictObject({
        label: short.min(1).max(longestText.label),
        href: https.max(longestText.href),
      }),
    )
    .max(mostFooterLinks),
  /** Its imprint. */
  publisher: written.max(longestText.publisher).nullable(),
  /** Asked for where it is imported; counts once the operator there confirms it. */
  host: z.string().max(253).nullable(),
  /** WebP, in the two sizes that pages show. */
  arms: z
    .strictObject({
      alt: short.min(1).max(longestText.alt),
      small: base64(200_000),
      large: base64(400_000),
    })
    .nullable(),
});

/** How the town hall is reached. */
const authoritySchema = z.strictObject({
  name: short.max(150),
  address: short.max(300),
  phone: short.max(60),
  email: emailOrNone,
  url: z.literal("").or(z.url({ protocol: /^https?$/ }).max(300)),
  hours: short,
});

/** Who is responsible for data protection: authorities and offices. */
const privacySchema = z.strictObject({
  controller: short,
  address: short,
  email: emailOrNone,
  phone: short,
  officer: short,
  officerEmail: emailOrNone,
  authority: short,
});

/** What it describes although one cannot apply for it online. */
const listingSchema = z.strictObject({
  id: z.string().max(100).refine(isListedId, "id"),
  leikaKey: leikaKey.nullable(),
  name: short.min(1).max(150),
  summary: short.min(1),
  description: z
    .string()
    .max(8000)
    .refine((text) => written.safeParse(text.slice(0, 100)).success, "formula"),
  fee: short.max(300),
  contact: written.min(1).max(1000),
  formUrl: z.literal("").or(z.url({ protocol: /^https?$/ }).max(500)),
  /** The paper form, a PDF; `content` null: it was too large for the file. */
  form: z
    .strictObject({ name: short.min(1), content: base64(10 * 1024 * 1024).nullable() })
    .nullable(),
});
export type ListingEntry = z.infer<typeof listingSchema>;

/** That another authority is responsible in its area. */
const ruleSchema = z.strictObject({
  leika: z.string().regex(/^99\d{0,12}$/),
  responsible: z.string().regex(/^\d{12}$/),
  name: short.max(200),
  url: z.literal("").or(z.url({ protocol: /^https?$/ }).max(500)),
});

/** Picking up from a destination of its own: never its keys, nor what belongs to one environment of the delivery service. */
const pickupSchema = z.strictObject({
  name: short.min(1),
  options: z.record(z.string().max(60), short),
  /** Where and as whom has to be entered anew, and keys are made anew. */
  secret: z.literal("needed"),
});

/** Parts that a file may have or not: those of before have none of them. */
export const townSections = {
  look: lookSchema.optional(),
  authority: authoritySchema.optional(),
  privacy: privacySchema.optional(),
  listings: z
    .array(listingSchema)
    .max(2000)
    .refine(
      once((one: ListingEntry) => one.id),
      "twice",
    )
    .optional(),
  responsibility: z
    .array(ruleSchema)
    .max(10_000)
    .refine(
      once((one: z.infer<typeof ruleSchema>) => one.leika),
      "twice",
    )
    .optional(),
  pickups: z
    .array(pickupSchema)
    .max(1000)
    .refine(
      once((one: z.infer<typeof pickupSchema>) => one.name),
      "twice",
    )
    .optional(),
};
export type TownSections = z.infer<z.ZodObject<typeof townSections>>;
