import type { CodeList } from "../service.ts";

/** Codes of a list that another one does not have, in their order. */
export function codesBeyond(list: CodeList, other: CodeList): readonly string[] {
  const known = new Set(other.options.map(({ code }) => code));
  return list.options.map(({ code }) => code).filter((code) => !known.has(code));
}
