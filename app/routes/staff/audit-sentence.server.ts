import type { AuditLine, Doer } from "#app/administration/load-audit-log.server.ts";
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
  return ({ action, who, service, destination, person, subject, details }) => {
    const rolesText = details["roles"] ?? details["role"];
    const roles = typeof rolesText === "string" ? rolesText.split(" ") : [];
    const [mail = ""] = subject.split(".");
    const { count, host, pickup } = details;
    const values = {
      ...(typeof count === "number" && { count }),
      who: nameOf(who, language),
      service: service ?? (isService(action) ? subject : t("things.service")),
      destination: destination ?? t("things.destination"),
      pickup: typeof pickup === "string" ? pickup : t("things.pickup"),
      person: person ?? t("things.person"),
      roles: roles.map((role) => word(role, "roles")).join(", "),
      host: typeof host === "string" ? host : "",
      mail: word(mail, "mail:edit.kind"),
      changed: changedIn(action, details["changed"], word) || "–",
      from: word(details["from"], "casework:status"),
      to: word(details["to"], "casework:status"),
    };
    const unknown = t("unknownAction", { who: values.who, action });
    // React escapes what is drawn, and a table of values needs no escaping.
    return t(`sentences.${action}`, {
      ...values,
      defaultValue: unknown,
      interpolation: { escapeValue: false },
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
  return /^(offering|service|overlay|workpiece|rollout)\./.test(action);
}

/** Who did something, in words. */
export function nameOf(who: Doer, language: Language): string {
  if (who.kind === "person") return who.name;
  return serverI18n(language).getFixedT(language, "people")(`doers.${who.kind}`);
}
