import * as z from "zod";
import { found, line, nothing, unreadable, type FieldKindRules } from "./field-kind.ts";

export const yesNo: FieldKindRules<"yesNo"> = {
  parts: [""],
  read: (parts) => {
    switch (line(parts)) {
      case "":
        return nothing;
      case "true":
        return found(true);
      case "false":
        return found(false);
      default:
        return unreadable("choice.unknown");
    }
  },
  schema: () => z.boolean({ error: "choice.unknown" }),
  write: (value) => ({ "": String(value) }),
  format: (value, _field, { words }) => (value ? words.yes : words.no),
};

export const choice: FieldKindRules<"choice"> = {
  parts: [""],
  read: (parts) => {
    const code = line(parts);
    return code === "" ? nothing : found(code);
  },
  schema: () => z.string(),
  check: (value, { options }, { hasCode }) =>
    hasCode(options.list, value) === false ? unreadable("choice.unknown") : undefined,
  write: (value) => ({ "": value }),
  format: (value, { options }, { labelOf }) => labelOf(options.list, value),
};

export const multipleChoice: FieldKindRules<"multipleChoice"> = {
  parts: [""],
  read: (parts) => {
    const codes = [...new Set(parts("").filter((code) => code !== ""))];
    return codes.length === 0 ? nothing : found(codes);
  },
  schema: () => z.array(z.string()),
  check: (value, { options }, { hasCode }) =>
    value.some((code) => hasCode(options.list, code) === false)
      ? unreadable("choice.unknown")
      : undefined,
  write: (value) => ({ "": value }),
  format: (value, { options }, { labelOf }) =>
    value.map((code) => labelOf(options.list, code)).join(", "),
};

export const declaration: FieldKindRules<"declaration"> = {
  parts: [""],
  read: (parts) => {
    const typed = line(parts);
    return typed === "true" || typed === "on" ? found(true) : nothing;
  },
  schema: () => z.literal(true, { error: "declaration.required" }),
  write: () => ({ "": "true" }),
  format: (_value, _field, { words }) => words.declared,
};
