import { readFile } from "node:fs/promises";
import { fileProblem, type FileProblem } from "../catalogue/file-problem.ts";
import { judgePublishedRules, type JudgedRules } from "../fim/quality/judge-published-rules.ts";
import type { ReadService } from "./read-service-files.server.ts";

export type PublishedRules =
  Extract<JudgedRules, { ok: true }> | { readonly ok: false; readonly problem: FileProblem };

/**
 * Reads a file of published formal rules and lays those that are sound over a service, in place of the sentences that
 * they formalise. Bad input is an outcome, never thrown.
 */
export async function readPublishedRules(
  path: string,
  { source, service }: Extract<ReadService, { ok: true }>,
): Promise<PublishedRules> {
  const fail = (code: string, message: string): PublishedRules => ({
    ok: false,
    problem: fileProblem(path, code, message),
  });
  const json = await readFile(path, "utf8").catch(() => undefined);
  if (json === undefined) return fail("notFound", "there is no such file, or it cannot be read");
  if (!source) return fail("unsupported", "formal rules belong to a schema, not to a package");
  const judged = judgePublishedRules(json, source.schema, source.lists, service);
  return judged.ok ? judged : fail("invalidJson", judged.message);
}
