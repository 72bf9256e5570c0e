import type { Doer } from "#app/administration/doers.server.ts";
import type { AuditLine, AuditWay } from "#app/administration/load-audit-log.server.ts";
import type { Language, StaffLanguage } from "#app/i18n/languages.ts";
import { formatShortDateTime } from "#app/i18n/format.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";

/** Puts an entry of the log into a sentence, e.g. "Erika Mustermann hat „Hundesteuer anmelden“ eingeschaltet". */
export function auditSentences(language: Language): (line: AuditLine) => string {
  const t = serverI18n(language).getFixedT(language, [
    "people",
    "casework",
    "mail",
    "forwarding",
    "window",
  ]);
  const word = (value: unknown, prefix: string) =>
    typeof value === "string" ? t(`${prefix}.${value}`, { defaultValue: value }) : "";
  const wayWords = (ways: readonly AuditWay[] | undefined): string => {
    if (!ways) return t("things.unknown");
    if (ways.length === 0) return t("things.inbox");
    const called = ({ name, role }: AuditWay) =>
      `${name ?? t("things.destination")} (${word(role, "forwarding:role")})`;
    return ways.map(called).join(", ");
  };
  return ({ action, who, service, destination, person, ways, subject, details }) => {
    const rolesText = details["roles"] ?? details["role"];
    const roles = typeof rolesText === "string" ? rolesText.split(" ") : [];
    const [mail = ""] = subject.split(".");
    const { count, host, pickup, address } = details;
    const values = {
      ...(typeof count === "number" && { count }),
      who: nameOf(who, language),
      service: service ?? (isService(action) ? subject : t("things.service")),
      destination: destination ?? t("things.destination"),
      pickup: typeof pickup === "string" ? pickup : t("things.pickup"),
      person: person ?? t("things.person"),
      roles: roles.map((role) => word(role, "roles")).join(", "),
      address: typeof address === "string" ? address : "",
      host: typeof host === "string" ? host : "",
      mail: word(mail, "mail:edit.kind"),
      changed: changedIn(action, details["changed"], word) || "–",
      from: word(details["from"], "casework:status"),
      to: word(details["to"], "casework:status"),
      before: wayWords(ways?.before),
      after: wayWords(ways?.after),
    };
    const plain = { interpolation: { escapeValue: false } };
    const { kind } = details;
    const matter =
      typeof kind === "string" ? t(`things.matters.${kind}`, { ...values, ...plain }) : "";
    const unknown = t("unknownAction", { who: values.who, action });
    // React escapes what is drawn, and a table of values needs no escaping.
    return t(`sentences.${action}`, {
      ...values,
      matter,
      defaultValue: unknown,
      ...plain,
    });
  };
}

/** An entry as the page shows it. */
export function wordEntry(line: AuditLine, language: StaffLanguage) {
  const { id, at, kind } = line;
  const time = formatShortDateTime(at, language);
  return { id, time, kind, text: auditSentences(language)(line) };
}

/** Names of settings of a destination, or of when and how a service is offered, in words. */
function changedIn(
  action: string,
  changed: unknown,
  word: (value: unknown, prefix: string) => string,
): string {
  const names = typeof changed === "string" ? changed.split(" ").filter(Boolean) : [];
  const prefixOf = (name: string): string => {
    if (action === "offering.windowChanged") return "window:field";
    return ["name", "lanes", "active"].includes(name)
      ? "forwarding:destination"
      : "forwarding:option";
  };
  return names.map((name) => word(name, prefixOf(name))).join(", ");
}

/** A service that has gone still has its id, which people can read. */
function isService(action: string): boolean {
  return /^(offering|service|overlay|workpiece|rollout|confirmation)\./.test(action);
}

/** Who did something, in words. */
export function nameOf(who: Doer, language: Language): string {
  if (who.kind === "person") return who.name;
  return serverI18n(language).getFixedT(language, "people")(`doers.${who.kind}`);
}
