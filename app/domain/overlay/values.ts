import * as z from "zod";
import { assuranceLevels } from "../assurance.ts";
import { feeEntrySchema, type FeeEntry } from "../fees/fee.ts";
import { plainLanguageSchema, signLanguageSchema } from "../other-forms.ts";
import { contactSchema, processingSchema } from "../service-description.ts";
import type { ServiceDefinition } from "../service.ts";
import { languageSchema, textSchema } from "../text-schema.ts";
import { isOmitted } from "./is-omitted.ts";
import { nodeAt } from "./node-at.ts";
import { extraQuestionSchema } from "./extra-question.ts";
import type { AboutPart, Place } from "./place.ts";

/** What the service says at a place: undefined where there is no such place, null where it says nothing. */
export function valueAt(service: ServiceDefinition, place: Place): unknown {
  switch (place.kind) {
    case "about":
      return aboutOf(service, place.part) ?? null;
    case "fee": {
      const table = service.fees?.table ?? {};
      return Object.hasOwn(table, place.entry) ? table[place.entry]?.default : undefined;
    }
    case "node": {
      const node = nodeAt(service.nodes, place.path);
      if (!node) return undefined;
      if (place.part === "omitted") return isOmitted(node);
      if (place.part === "required") return node.type === "field" ? node.required : undefined;
      return node[place.part] ?? null;
    }
    case "page":
      return pageOf(service, place.id) && (pageOf(service, place.id)?.[place.part] ?? null);
    case "list":
      return Object.hasOwn(service.codeLists, place.key) ? [] : undefined;
    case "extra":
      return null;
  }
}

function aboutOf(
  { description, languages, assurance }: ServiceDefinition,
  part: AboutPart,
): unknown {
  switch (part) {
    case "languages":
      return languages;
    case "assurance":
      return assurance ?? "none";
    case "retentionDays":
      return description.privacy?.retentionDays;
    default:
      return description[part];
  }
}

function pageOf({ pages }: ServiceDefinition, id: string) {
  return pages.find((page) => page.id === id);
}

/** A text as people type it: not empty, and not a book. */
const longest = 5000;
const typedText = textSchema.refine(
  (text) => text.de.trim() !== "" && Object.values(text).every((line) => line.length <= longest),
  "text",
);
const about: Readonly<Record<AboutPart, z.ZodType>> = {
  summary: typedText,
  needs: z.array(typedText).max(50),
  fee: typedText.nullable(),
  duration: typedText.nullable(),
  afterwards: typedText.nullable(),
  legalBasis: z.array(typedText).max(50),
  processing: processingSchema.nullable(),
  retentionDays: z.int().min(1).max(36_500),
  contact: contactSchema.nullable(),
  plainLanguage: plainLanguageSchema.nullable(),
  signLanguage: signLanguageSchema.nullable(),
  languages: z
    .array(languageSchema)
    .min(1)
    .refine((all) => all.includes("de"), "german"),
  assurance: z.enum(assuranceLevels),
};

/** What a value at a place must be like. */
export function valueSchemaOf(service: ServiceDefinition, place: Place): z.ZodType {
  switch (place.kind) {
    case "about": {
      if (place.part !== "languages") return about[place.part];
      const own = service.languages;
      return about.languages.refine(
        (all) => (all as string[]).every((language) => own.includes(language)),
        "language",
      );
    }
    case "fee": {
      const kind = service.fees?.table[place.entry]?.default.kind;
      return feeEntrySchema.refine((entry: FeeEntry) => entry.kind === kind, "feeKind");
    }
    case "node":
      switch (place.part) {
        case "required":
          return z.boolean();
        case "omitted":
          return z.boolean();
        case "label":
          return typedText;
        default:
          return typedText.nullable();
      }
    case "page":
      return place.part === "title" ? typedText : typedText.nullable();
    case "list": {
      const codes = new Set(service.codeLists[place.key]?.options.map(({ code }) => code));
      return z
        .array(z.string())
        .refine((omitted) => omitted.every((code) => codes.has(code)), "unknownCode")
        .refine((omitted) => new Set(omitted).size < codes.size, "noneLeft");
    }
    case "extra":
      return extraQuestionSchema;
  }
}
