import type {
  FimField,
  FimGroup,
  FimIdentification,
  FimPosition,
  FimRelease,
  FimRule,
  FimSchema,
} from "./model.ts";
import { withoutUndefined } from "./without-undefined.ts";

/** Where a schema of 2.0 says nothing of its document profile, FIM puts this placeholder. */
const unknownProfile = "D99000000001";
const statusListVersion = "2020-03-19";

/**
 * Lifts a schema of XDatenfelder 2.0 to 3.0.0, as FIM does it: ids get three zeros, versions a third part, every
 * element the time of the message as that of its last change. What 3.0.0 has no place for (output label of a
 * schema, scripts that do nothing, ids of lists, groups with nothing in them) is left behind.
 */
export function upcastSchema(schema: FimSchema): FimSchema {
  const { asWritten: _notes, outputLabel: _label, ...kept } = schema;
  const { asWritten: _header, ...message } = schema.message;
  const changedAt = message.createdAt ?? "1970-01-01T00:00:00Z";
  return {
    ...kept,
    ...liftIdentification(schema),
    standard: "xdatenfelder_3.0.0",
    message: { ...message, id: message.id ?? liftId(schema.id), createdAt: changedAt },
    release: liftRelease(schema.release, changedAt),
    documentProfile: schema.documentProfile ?? { id: unknownProfile },
    rules: schema.rules.map((rule) => liftRule(rule, changedAt)),
    positions: liftPositions(schema.positions, changedAt),
  };
}

/** `F05001047` becomes `F05000001047`; ids of another kind keep their end. */
export function liftId(id: string): string {
  return id.replace(/^([A-Z]\d\d)(?=\d{6}$|-)/, "$1000");
}

function liftIdentification({ id, version }: FimIdentification): FimIdentification {
  return withoutUndefined({ id: liftId(id), version: version && `${version}.0` });
}

function liftRelease(release: FimRelease, changedAt: string): FimRelease {
  // Active and never released is what tools export while somebody works on it.
  const released = release.setOn === undefined ? "2" : "6";
  const status = { aktiv: released, inVorbereitung: "2", inaktiv: "7" }[release.status ?? ""];
  return { ...release, status: status ?? "2", statusListVersion, changedAt };
}

function liftPositions(positions: readonly FimPosition[], changedAt: string): FimPosition[] {
  return positions.flatMap(({ asWritten: _notes, element, ...kept }) => {
    const lifted = liftElement(element, changedAt);
    const isHollow = lifted.type === "group" && lifted.positions.length === 0;
    return isHollow ? [] : { ...kept, element: lifted };
  });
}

function liftElement(element: FimField | FimGroup, changedAt: string): FimField | FimGroup {
  const { asWritten: _notes, ...kept } = element;
  const shared = {
    ...liftIdentification(element),
    release: liftRelease(element.release, changedAt),
    rules: element.rules.map((rule) => liftRule(rule, changedAt)),
  };
  if (kept.type === "field") return liftField({ ...kept, ...shared });
  return { ...kept, ...shared, positions: liftPositions(kept.positions, changedAt) };
}

function liftField({ codeList, ...field }: FimField): FimField {
  const { id: _id, ...list } = codeList ?? {};
  return { ...field, prefill: "keine", ...(codeList && { codeList: list }) };
}

function liftRule(rule: FimRule, changedAt: string): FimRule {
  const { asWritten: _notes, label: _label, outputLabel: _output, release, script, ...kept } = rule;
  return withoutUndefined({
    ...kept,
    ...liftIdentification(rule),
    sentence: rule.sentence?.replace(/\b[DFGS]\d{8}\b/g, liftId),
    author: release?.setBy,
    changedAt,
    kind: "K",
    script: script !== undefined && doesNothing(script) ? undefined : script,
  });
}

/** The stub that editors put there. */
function doesNothing(script: string): boolean {
  return /^function \w+\s*\(\)\s*\{\s*\}$/.test(script.trim());
}
