import type { Change } from "#app/domain/versions/change.ts";
import { diffServices } from "#app/operations/diff-services.server.ts";
import { listOption, refused, type Command } from "./command.ts";

export const serviceDiffCommand: Command = {
  name: "service diff",
  synopsis: "<older> <newer>",
  summary: "Tells what a new version of a service changes, and whom that touches",
  details: [
    "<older>, <newer>       a schema, the folder of a service package, or <id>@<version> of the catalogue",
    "--codelists <path>     a genericode file, or a folder of them; may be repeated",
  ],
  options: { codelists: { type: "string", multiple: true } },
  arguments: { min: 2, max: 2 },
  run: async ({ arguments: [from = "", to = ""], values, open }) => {
    const outcome = await diffServices([from, to], listOption(values, "codelists"), open);
    if (!outcome.ok) return refused(outcome.problems);
    const { before, after, diff, touched } = outcome;
    const versions = [before, after].map(({ id, version }) => ({ id, version }));
    return {
      ok: true,
      json: { before: versions[0], after: versions[1], ...diff, touched: touched ?? null },
      text: [
        `${before.id} ${before.version} → ${after.id} ${after.version}: ${String(diff.changes.length)} changes`,
        ...diff.changes.map(describe),
        "",
        diff.breaksDrafts
          ? "Drafts: what does not fit any more has to be answered anew."
          : "Drafts: fit as they are.",
        diff.breaksReceivers
          ? "Receivers: the data has another form; agree on it before the change."
          : "Receivers: the data keeps its form.",
        ...(touched
          ? [
              `Touched: ${String(touched.offerings)} municipalities offer it, ${String(touched.drafts)} drafts are open.`,
            ]
          : []),
      ].join("\n"),
    };
  },
};

function describe({ kind, path, label, before, after, touches }: Change): string {
  const mark = touches.length === 0 ? " " : "!";
  const values = [before, after].map((value) => (value === undefined ? "–" : shortened(value)));
  const whom = touches.length === 0 ? "" : `  [${touches.join(", ")}]`;
  return `${mark} ${kind.padEnd(9)} ${path === "" ? "(service)" : path}  ${shortened(label)}: ${values.join(" → ")}${whom}`;
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
