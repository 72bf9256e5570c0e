import * as z from "zod";
import { bySchema } from "./by-schema.ts";
import { fault, fine, nothing, type FieldKindRules } from "./field-kind.ts";

const checkFiles = bySchema(
  z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      size: z.int().min(1, { error: "file.empty" }),
      mediaType: z.string(),
      sha256: z.string(),
      pages: z.int().optional(),
      advice: z.array(z.strictObject({ code: z.string(), date: z.string().optional() })).optional(),
    }),
  ),
);

/** Files travel beside the form values: they are stored as they arrive, one by one. */
export const file: FieldKindRules<"file"> = {
  parts: [""],
  read: () => nothing,
  check: () => checkFiles,
  write: () => ({}),
  format: (files) => files.map(({ name }) => name).join(", "),
};

export const staticText: FieldKindRules<"staticText"> = {
  parts: [],
  read: () => nothing,
  check: () => () => fault("pattern"),
  write: () => ({}),
  format: () => "",
};

/** The value is the definition's own content, never what a browser sends. */
const ownContent = {
  parts: [],
  read: () => nothing,
  check: () => () => fine,
  write: () => ({}),
  format: (value: string) => value,
} as const;

export const hidden: FieldKindRules<"hidden"> = ownContent;
export const locked: FieldKindRules<"locked"> = ownContent;
