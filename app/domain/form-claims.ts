import { rulesOf } from "./fields/field-kinds.ts";
import type { FieldError, FormClaim, FormField, PageForm } from "./page-form.ts";
import { firstControl } from "./read-field.ts";
import type { Standing } from "./standing.ts";

/**
 * Errors for what must hold among the answers of a page, each at the first control that it is about. `files`: whether
 * files are counted.
 */
export function claimErrors(
  form: PageForm,
  standing: Standing,
  fields: readonly { readonly field: FormField }[],
  { errors, fresh }: { readonly errors: readonly FieldError[]; readonly fresh: readonly string[] },
  files: boolean,
): readonly FieldError[] {
  if (!form.claims) return [];
  const found: FieldError[] = [];
  for (const claim of form.claims) {
    if (!isBroken(claim, standing)) continue;
    // What is wrong or missing by itself is told first; with it mended the claim may hold.
    const spoilt = [...[...errors, ...found].map(({ name }) => name), ...fresh];
    if (spoilt.some((name) => isAbout(claim, name))) continue;
    // Files that were picked but not sent yet count for the server alone.
    if (!files && fields.some(({ field }) => field.kind === "file" && isAbout(claim, field.name)))
      continue;
    const first = fields.find(
      ({ field }) =>
        rulesOf(field.kind).parts.length > 0 &&
        isAbout(claim, field.name) &&
        standing.applies(field.name),
    );
    if (first) found.push({ name: firstControl(first.field), ...wordsOf(claim) });
  }
  return found;
}

/** As `isBroken` of a whole journey. */
function isBroken(
  { bearers, unless, concerned, condition }: FormClaim,
  standing: Standing,
): boolean {
  return (
    bearers.every(standing.isPresent) &&
    unless.every((one) => standing.holds(one)) &&
    concerned.some(standing.isAsked) &&
    !standing.holds(condition)
  );
}

/** Whether a question, or a control of it, belongs to what the claim is about. */
function isAbout({ concerned }: FormClaim, name: string): boolean {
  return concerned.some(
    (path) => name === path || name.startsWith(`${path}/`) || name.startsWith(`${path}#`),
  );
}

function wordsOf({ text, label, kind }: FormClaim): Pick<FieldError, "code" | "params"> {
  if (text) return { code: "rule", params: { text } };
  return kind === "presence" && label
    ? { code: "groupRequired", params: { group: label } }
    : { code: "ruleUnknown" };
}
