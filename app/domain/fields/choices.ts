import {
  fault,
  fine,
  found,
  line,
  nothing,
  unreadable,
  type FieldKindRules,
} from "./field-kind.ts";

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
  check: () => (value) => (typeof value === "boolean" ? fine : fault("choice.unknown")),
  write: (value) => ({ "": String(value) }),
  format: (value, _field, { words }) => (value ? words.yes : words.no),
};

export const choice: FieldKindRules<"choice"> = {
  parts: [""],
  read: (parts) => {
    const code = line(parts);
    return code === "" ? nothing : found(code);
  },
  check:
    ({ list }) =>
    (value, { hasCode }) =>
      typeof value === "string" && hasCode(list, value) !== false ? fine : fault("choice.unknown"),
  write: (value) => ({ "": value }),
  format: (value, { options }, { labelOf }) => labelOf(options.list, value),
};

export const multipleChoice: FieldKindRules<"multipleChoice"> = {
  parts: [""],
  read: (parts) => {
    const codes = [...new Set(parts("").filter((code) => code !== ""))];
    return codes.length === 0 ? nothing : found(codes);
  },
  check:
    ({ list }) =>
    (value, { hasCode }) =>
      Array.isArray(value) &&
      value.every((code) => typeof code === "string" && hasCode(list, code) !== false)
        ? fine
        : fault("choice.unknown"),
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
  check: () => (value) => (value === true ? fine : fault("declaration.required")),
  write: () => ({ "": "true" }),
  format: (_value, _field, { words }) => words.declared,
};
