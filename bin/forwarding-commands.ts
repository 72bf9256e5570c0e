import { buffer } from "node:stream/consumers";
import { forwardingStatuses, isDeadLetter, type ForwardingStatus } from "#app/domain/forwarding.ts";
import {
  checkForwardings,
  listForwardings,
  retryForwardings,
} from "#app/operations/forwardings.server.ts";
import { readBounce } from "#app/operations/read-bounce.server.ts";
import {
  hasFlag,
  limitOption,
  noMunicipality,
  table,
  textOption,
  UsageError,
  type Command,
  type OptionValues,
} from "./command.ts";

const municipalityHelp = "--municipality <key>  its ARS, AGS or address; all where absent";
const dead = forwardingStatuses.filter(isDeadLetter);

function statusesIn(values: OptionValues): readonly ForwardingStatus[] {
  const asked = textOption(values, "status");
  if (asked === undefined) return forwardingStatuses;
  if (asked === "dead") return dead;
  const status = forwardingStatuses.find((one) => one === asked);
  if (!status) throw new UsageError(`--status is one of ${forwardingStatuses.join(", ")}, dead`);
  return [status];
}

const list: Command = {
  name: "forwarding list",
  synopsis: "",
  summary: "Lists deliveries to back-office systems, newest first, without any content",
  details: [
    municipalityHelp,
    `--status <status>     ${forwardingStatuses.join(", ")}, or dead (rejected, abandoned, or sent and never confirmed)`,
    "--limit <number>      50 where absent",
  ],
  options: {
    municipality: { type: "string" },
    status: { type: "string" },
    limit: { type: "string" },
  },
  arguments: { min: 0, max: 0 },
  run: async ({ values, portal }) => {
    const municipality = textOption(values, "municipality");
    const query = {
      municipality,
      statuses: statusesIn(values),
      withUnconfirmed: textOption(values, "status") === "dead",
      limit: limitOption(values),
    };
    const rows = await listForwardings(await portal(), query);
    if (!rows) return noMunicipality(municipality);
    const forwardings = rows.map(({ submissionId: _id, ...row }) => row);
    return {
      ok: true,
      json: { forwardings },
      text:
        rows.length === 0
          ? "There are none."
          : table(
              ["id", "application", "destination", "status", "attempts", "last", "reason"],
              rows.map((row) => [
                row.id,
                row.reference ?? row.kind,
                row.destination ?? row.adapter,
                row.status,
                String(row.attempts),
                row.updatedAt.toISOString().slice(0, 16),
                row.lastError ?? "",
              ]),
            ),
    };
  },
};

const retry: Command = {
  name: "forwarding retry",
  synopsis: "<id> …",
  summary: "Tries deliveries anew that were rejected, given up, or wait",
  details: [
    "--dead                all that were rejected or given up",
    "--sent                also what was sent and never confirmed: it may arrive twice; name each",
    municipalityHelp,
  ],
  options: {
    dead: { type: "boolean" },
    sent: { type: "boolean" },
    municipality: { type: "string" },
  },
  arguments: { min: 0, max: 1000 },
  run: async ({ values, arguments: named, portal }) => {
    const wantsDead = hasFlag(values, "dead");
    if (wantsDead && hasFlag(values, "sent"))
      throw new UsageError("--sent goes with named deliveries only");
    if (named.length === 0 && !wantsDead) throw new UsageError("<id> or --dead is missing");
    const opened = await portal();
    const municipality = textOption(values, "municipality");
    const rows = wantsDead
      ? await listForwardings(opened, { municipality, statuses: dead, limit: 10_000 })
      : [];
    if (!rows) return noMunicipality(municipality);
    const ids = [...named, ...rows.map(({ id }) => id)];
    const count = await retryForwardings(opened, ids, hasFlag(values, "sent"));
    const text = `${String(count)} of ${String(ids.length)} are tried again.`;
    return { ok: count > 0 || ids.length === 0, json: { retried: count, asked: ids.length }, text };
  },
};

const check: Command = {
  name: "forwarding check",
  synopsis: "",
  summary: "Tries every destination in use without a submission",
  details: [municipalityHelp, "Ends with 1 if one of them is not well."],
  options: { municipality: { type: "string" } },
  arguments: { min: 0, max: 0 },
  run: async ({ values, portal }) => {
    const municipality = textOption(values, "municipality");
    const checked = await checkForwardings(await portal(), municipality);
    if (!checked) return noMunicipality(municipality);
    const lines = checked.flatMap(({ name, adapter, ars, results }) => [
      `${name} (${adapter}, ${ars})`,
      ...results.map(
        ({ what, ok, detail, until }) =>
          `  ${ok ? "ok    " : "FAILED"}  ${what}: ${detail}${until ? `, until ${until.toISOString().slice(0, 10)}` : ""}`,
      ),
    ]);
    return {
      ok: checked.every(({ results }) => results.every(({ ok }) => ok)),
      json: { destinations: checked },
      text: checked.length === 0 ? "There is no destination." : lines.join("\n"),
    };
  },
};

const bounce: Command = {
  name: "forwarding bounce",
  synopsis: "< mail",
  summary:
    "Reads a delivery report (RFC 3464) from standard input: what came back counts as rejected",
  details: ["For the mailbox of MAIL_FROM, e.g. as a pipe in the mail server's aliases."],
  options: {},
  arguments: { min: 0, max: 0 },
  run: async ({ input, portal }) => {
    const raw = await buffer(input);
    const outcome = await readBounce(await portal(), raw);
    return { ok: true, json: { ...outcome }, text: outcome.kind };
  },
};

export const forwardingCommands: readonly Command[] = [list, retry, check, bounce];
