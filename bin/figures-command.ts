import type { Shown } from "#app/domain/figures/suppress.ts";
import { readFigures } from "#app/operations/read-figures.server.ts";
import {
  failed,
  neededOption,
  noMunicipality,
  table,
  textOption,
  type Command,
} from "./command.ts";

/** `figures`: what was counted in a municipality, as a table or, in full, as JSON. */
export const figuresCommand: Command = {
  name: "figures",
  synopsis: "--municipality <key>",
  summary: "Tells how the services of a municipality are used, without anything about a person",
  details: [
    "--municipality <key>  its ARS (12 digits), AGS (8 digits) or address, e.g. musterstadt",
    "--month <YYYY-MM>     one of the last 24 months; the last twelve where it is left out",
    "",
    'With --json: pages, errors per field and ratings, too. Numbers from 1 to 4 are "few".',
  ],
  options: { municipality: { type: "string" }, month: { type: "string" } },
  arguments: { min: 0, max: 0 },
  run: async ({ values, open }) => {
    const key = neededOption(values, "municipality");
    const month = textOption(values, "month");
    const found = await readFigures(await open(), { key, month });
    if (found.outcome === "unknownMunicipality") return noMunicipality(key);
    if (found.outcome === "unknownMonth")
      return failed(
        "unknownMonth",
        `"${month ?? ""}" is none of the last 24 months`,
        "write the month as 2026-03, or leave --month out.",
      );
    const { municipality, span, reports } = found;
    const { ars, name } = municipality;
    const rows = reports.map((report) => [
      report.serviceId,
      shown(report.visits),
      shown(report.starts),
      shown(report.filed),
      percent(report.conversion),
      report.satisfaction?.toFixed(1) ?? "-",
    ]);
    return {
      ok: true,
      json: { ars, from: span.from, to: span.to, services: reports },
      text: [
        `${name} (${ars}), ${span.from} to ${span.to}`,
        table(["SERVICE", "VISITS", "BEGUN", "FILED", "CONVERSION", "SATISFACTION"], rows),
      ].join("\n"),
    };
  },
};

function shown(count: Shown): string {
  return count === "few" ? "under 5" : String(count);
}

function percent(share: number | undefined): string {
  return share === undefined ? "-" : `${String(Math.round(share * 100))} %`;
}
