import type { Sql } from "#db/connect.ts";
import { findStatement, saveStatement } from "#db/queries/accessibility.ts";
import { findAlarmContact, saveAlarmContact } from "#db/queries/alarms.ts";
import { listMailTexts, saveMailText } from "#db/queries/mails.ts";
import { findPaymentSettings, savePaymentSettings } from "#db/queries/payment-settings.ts";
import { isSame } from "../domain/versions/change.ts";
import { checkMailText } from "../notification/fill-text.ts";
import type { Target } from "./import-settings.server.ts";
import type { SetupLine } from "./report.ts";
import type { Setup } from "./setup-format.v1.ts";

/** What goes for all services of a municipality: texts of mails, statement, contact, payment. */
export async function importContacts(
  sql: Sql,
  target: Target,
  setup: Setup,
): Promise<readonly SetupLine[]> {
  return [
    ...(await importMailTexts(sql, target, setup.mailTexts)),
    ...(await importStatement(sql, target, setup.accessibility)),
    ...(await importContact(sql, target, setup.alarmContact)),
    ...(await importPayment(sql, target, setup.payment)),
  ];
}

async function importMailTexts(
  sql: Sql,
  { ars, at, actor }: Target,
  texts: Setup["mailTexts"],
): Promise<SetupLine[]> {
  const there = await listMailTexts(sql, ars);
  const lines: SetupLine[] = [];
  for (const text of texts) {
    const { kind, language, subject, body } = text;
    const about = { part: "mailText", subject: `${kind}.${language}` } as const;
    const [problem] = checkMailText(kind, { subject, body });
    const old = there.find((one) => one.kind === kind && one.language === language);
    if (problem) {
      const detail = `${problem.field}: ${"name" in problem ? `{{${problem.name}}}` : problem.code}`;
      lines.push({ ...about, level: "error", code: "textWrong", detail });
    } else if (old?.subject === subject && old.body.replace(/\r\n?/g, "\n") === body)
      lines.push({ ...about, level: "same", code: "same" });
    else {
      await saveMailText(sql, { ars, ...text, updatedAt: at, updatedBy: actor });
      lines.push({ ...about, level: "change", code: "taken" });
    }
  }
  return lines;
}

async function importStatement(
  sql: Sql,
  { ars, at, actor }: Target,
  statement: Setup["accessibility"],
): Promise<SetupLine[]> {
  if (!statement) return [];
  const about = { part: "accessibility", subject: "" } as const;
  const old = await findStatement(sql, ars);
  const { ars: _, updatedAt: __, updatedBy: ___, ...facts } = old ?? {};
  // A file of before there were any keeps them.
  const pages = {
    plainLanguagePage: statement.plainLanguagePage ?? old?.plainLanguagePage ?? "",
    signLanguagePage: statement.signLanguagePage ?? old?.signLanguagePage ?? "",
  };
  const wanted = { ...statement, ...pages };
  if (isSame(facts, wanted)) return [{ ...about, level: "same", code: "same" }];
  await saveStatement(sql, { ars, ...wanted, updatedAt: at, updatedBy: actor });
  return [{ ...about, level: "change", code: "taken" }];
}

async function importContact(
  sql: Sql,
  { ars, at }: Target,
  contact: Setup["alarmContact"],
): Promise<SetupLine[]> {
  if (!contact) return [];
  const about = { part: "alarmContact", subject: "" } as const;
  const old = await findAlarmContact(sql, ars);
  const webhook = old?.webhook ?? null;
  const isOpen = contact.webhook === "needed" && webhook === null;
  const lines: SetupLine[] = isOpen ? [{ ...about, level: "fill", code: "webhookNeeded" }] : [];
  if ((old?.mail ?? "") === contact.mail)
    return [...lines, { ...about, level: "same", code: "same" }];
  await saveAlarmContact(sql, { ars, mail: contact.mail || null, webhook, updatedAt: at });
  return [...lines, { ...about, level: "change", code: "taken" }];
}

/** Which services are paid for can be taken over; where and as whom has to be entered first. */
async function importPayment(
  sql: Sql,
  { ars, at }: Target,
  payment: Setup["payment"],
): Promise<SetupLine[]> {
  if (!payment) return [];
  const subject = payment.services.join(", ");
  const about = { part: "payment", subject } as const;
  const old = await findPaymentSettings(sql, ars);
  if (!old) return [{ ...about, level: "fill", code: "paymentNeeded" }];
  // A file of before there was any keeps it.
  const booking = payment.booking ?? old.booking;
  if (isSame(old.services.toSorted(), payment.services.toSorted()) && isSame(old.booking, booking))
    return [{ ...about, level: "same", code: "same" }];
  const { options, secrets } = old;
  const services = [...payment.services];
  await savePaymentSettings(sql, { ars, options, secrets, services, booking, updatedAt: at });
  return [{ ...about, level: "change", code: "paymentServices" }];
}
