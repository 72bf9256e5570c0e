import { readdirSync } from "node:fs";
import path from "node:path";
import type { JourneyExample } from "#db/seed/services/journey-examples.ts";
import { currentExamples } from "../e2e/fixtures/current-examples.ts";
import type { Client } from "./client.ts";

type Step = JourneyExample["steps"][number];
export interface WorkedExample {
  readonly service: string;
  readonly steps: readonly Step[];
}

const services = path.resolve(import.meta.dirname, "../db/seed/services");

/** The worked examples of the bundled services that need neither files nor further items nor mistakes, as of today. */
export function plainExamples(): readonly WorkedExample[] {
  return readdirSync(services, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: service }) =>
      currentExamples(service).map(({ steps }) => ({ service, steps })),
    )
    .filter(({ steps }) =>
      steps.every(
        ({ files, errors = [], intent }) =>
          Object.keys(files).length === 0 && errors.length === 0 && intent === "next",
      ),
    );
}

/** What a browser without scripts sends for a step. */
export function formOf({ input }: Pick<Step, "input">): string {
  const form = new URLSearchParams({ intent: "next" });
  for (const [name, value] of Object.entries(input)) {
    form.append("_shown", name);
    for (const one of [value].flat()) form.append(name, one);
  }
  return form.toString();
}

/** One citizen's cookies. */
export function createJar() {
  const cookies = new Map<string, string>();
  return {
    keep: (headers: readonly string[]) => {
      for (const header of headers) {
        const [pair = ""] = header.split(";", 1);
        const [name = "", value = ""] = pair.split("=", 2);
        if (value === "") cookies.delete(name);
        else cookies.set(name, value);
      }
    },
    header: () => [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
  };
}

/**
 * A citizen applies from the service's page to the receipt, every page opened and posted as a browser without scripts
 * does. Returns the number of requests. Throws where the portal answers anything unexpected.
 */
export async function apply(client: Client, { service, steps }: WorkedExample): Promise<number> {
  const jar = createJar();
  let requests = 0;
  const open = async (address: string) => {
    requests += 1;
    const answer = await client.request("GET", address, { cookie: jar.header() });
    jar.keep(answer.cookies);
    expectStatus(answer.status, 200, `GET ${address}`);
    return answer;
  };
  const post = async (address: string, form: string): Promise<string> => {
    requests += 1;
    const answer = await client.request("POST", address, { cookie: jar.header(), form });
    jar.keep(answer.cookies);
    expectStatus(answer.status, 303, `POST ${address}`);
    return answer.location ?? "";
  };
  const base = `/musterstadt/${service}`;
  await open(base);
  let address = `${base}/${steps[0]?.page ?? ""}`;
  for (const step of steps) {
    await open(address);
    address = await post(address, formOf(step));
  }
  if (address !== `${base}/pruefen`) throw new Error(`${service}: led to ${address}`);
  await open(address);
  const receipt = await post(address, "intent=file");
  const { body } = await open(receipt);
  if (!body.includes(receipt.split("/").at(-1) ?? "?")) throw new Error("no receipt");
  return requests;
}

function expectStatus(status: number, expected: number, what: string): void {
  if (status !== expected) throw new Error(`${what} was answered ${status}, not ${expected}`);
}
