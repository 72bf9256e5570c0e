import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Client } from "./client.ts";
import { createJar } from "./journeys.ts";
import { manyFields } from "./many-fields.ts";
import { measure, quantile, type Measurement } from "./measure.ts";
import type { ServerProcess } from "./server-process.ts";

const count = 500;
const citizens = 16;

/** What citizens see, and the time within the server, which does not know of the way there and back. */
export interface LargeForm extends Measurement {
  readonly serverP95: number;
}

/** POST of a page of a form of 500 questions, all of them answered, by 16 citizens. */
export async function measureLargeForm(
  client: Client,
  server: ServerProcess,
  dataDir: string,
  seconds: number,
): Promise<LargeForm> {
  const { service, values } = manyFields(count);
  offer(service, dataDir);
  const base = `/musterstadt/${service.id}`;
  const forms = service.pages.map((page) => {
    const names = page.kind === "questions" ? page.nodes : [];
    const form = new URLSearchParams({ intent: "next" });
    for (const name of names) {
      form.append("_shown", name);
      const value = values[name];
      const [year = "", month = "", day = ""] = String(value).split("-");
      if (day === "") form.append(name, String(value));
      else
        for (const [part, text] of Object.entries({ year, month, day }))
          form.append(`${name}/${part}`, text);
    }
    return { address: `${base}/${page.id}`, form: form.toString() };
  });
  const jars = Array.from({ length: citizens }, createJar);
  const post = async (
    jar: ReturnType<typeof createJar>,
    { address, form }: (typeof forms)[number],
  ) => {
    const answer = await client.request("POST", address, { form, cookie: jar.header() });
    if (answer.status !== 303) throw new Error(`POST ${address} was answered ${answer.status}`);
    jar.keep(answer.cookies);
  };
  await Promise.all(
    jars.map(async (jar) => {
      for (const page of forms) await post(jar, page);
    }),
  );
  const turns = jars.map(() => 0);
  await server.durations();
  const seen = await measure(seconds, citizens, async (worker) => {
    const jar = jars[worker];
    const turn = (turns[worker] = (turns[worker] ?? 0) + 1);
    const page = forms[turn % forms.length];
    if (jar && page) await post(jar, page);
  });
  return { ...seen, serverP95: quantile(await server.durations(), 0.95) };
}

/** Imports a service beside the running portal, and lets the demo town offer it. */
function offer(service: ReturnType<typeof manyFields>["service"], dataDir: string): void {
  const folder = path.join(dataDir, "many-fields");
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "definition.json"), JSON.stringify(service));
  const commands = [
    ["service", "import", folder],
    [
      "offering",
      "enable",
      "--service",
      service.id,
      "--municipality",
      "musterstadt",
      "--not-ready-too",
    ],
  ];
  for (const command of commands) {
    const program = path.resolve(import.meta.dirname, "../bin/einmal.ts");
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...command], {
      encoding: "utf8",
      env: { ...process.env, NODE_ENV: "production", DATA_DIR: dataDir },
    });
    if (status !== 0) throw new Error(`${command.join(" ")} failed:\n${stdout}${stderr}`);
  }
}
