import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import * as z from "zod";

const exampleSchema = z.strictObject({
  name: z.string(),
  language: z.string(),
  today: z.iso.date(),
  steps: z.array(
    z.strictObject({
      page: z.string(),
      input: z.record(z.string(), z.union([z.string(), z.array(z.string())])).default({}),
      files: z
        .record(z.string(), z.array(z.strictObject({ name: z.string(), mediaType: z.string() })))
        .default({}),
      intent: z.string().default("next"),
      errors: z
        .array(
          z.strictObject({ name: z.string(), code: z.string(), params: z.unknown().optional() }),
        )
        .optional(),
    }),
  ),
  data: z.record(z.string(), z.unknown()),
  pages: z.array(z.string()),
  /** What it costs in the end. */
  cents: z.int().optional(),
});

/** One way through a service: what is typed on which page, and what comes out. See README.md. */
export type JourneyExample = z.infer<typeof exampleSchema>;
export type ExampleStep = JourneyExample["steps"][number];

const folder = import.meta.dirname;

/** Ids of the bundled services. */
export const bundledServices: readonly string[] = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** The worked examples of a bundled service; none where it has no `journeys.json`. */
export function readJourneyExamples(service: string): readonly JourneyExample[] {
  const file = path.join(folder, service, "journeys.json");
  return existsSync(file)
    ? z.array(exampleSchema).parse(JSON.parse(readFileSync(file, "utf8")))
    : [];
}
