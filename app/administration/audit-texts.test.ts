import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import en from "../../locales/en/people.json" with { type: "json" };
import de from "../../locales/de/people.json" with { type: "json" };

const root = path.join(import.meta.dirname, "../..");
const dotted = /"([a-z][A-Za-z]*\.[a-z][A-Za-z]*)"/g;

/** Sources of the product, without tests and pages, which write nothing. */
function sources(): string[] {
  return ["app", "bin", "db"].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => path.join(entry.parentPath, entry.name))
      .filter((file) => !/app\/routes\/|\.test\.tsx?$|\/fixtures\//.test(file)),
  );
}

/** Whether a file writes to the log, by itself or by what does so for revisions and pick-ups. */
const writesAudit = (source: string): boolean =>
  /\b(?:insertAuditEntry|auditMove|auditConfirmation|editPickup)\b/.test(source);

/**
 * Names of actions in the source: what stands behind `action:` or `action =` anywhere, and in files that write to the log
 * themselves every name of that form that is not a permission's, or an event's in the other log.
 */
function actionsIn(source: string): string[] {
  const named = [...source.matchAll(/\baction(?::|\s*=)\s*((?:[^;,{}]|\n)*)/g)].flatMap(
    ([, text = ""]) => [...text.matchAll(dotted)],
  );
  const bare = source
    .replace(/\b(?:can|municipalitiesFor|ownMunicipalities|findPlace)\([^)]*\)/g, "")
    .replace(/\blog\.(?:info|warn|error)\([^)]*\)/g, "")
    .replace(/\bcode: "[^"]*"/g, "")
    // Permissions that are passed on.
    .replace(/"overlay\.(?:read|edit|release)"/g, "");
  const written = writesAudit(source) ? [...bare.matchAll(dotted)] : [];
  const names = [...named, ...written].map(([, name = ""]) => name);
  return names.filter((name) => !permissions.has(name));
}

/** Actions that are put together: their first part, and what may stand behind it. Another one in the source fails below. */
const composed = {
  overlay: ["proposed", "published", "dropped"],
  listing: ["added", "changed", "removed"],
  proposal: ["accepted", "declined"],
  confirmation: ["confirmed", "declined", "withdrawn"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

const texts = sources().map((file) => readFileSync(file, "utf8"));
const permissions = new Set(
  [...readFileSync(path.join(root, "app/identity/permissions.ts"), "utf8").matchAll(dotted)].map(
    ([, name = ""]) => name,
  ),
);
const found = new Set([
  ...texts.flatMap(actionsIn),
  ...Object.entries(composed).flatMap(([first, rest]) => rest.map((part) => `${first}.${part}`)),
]);

test("names that are put together are known", () => {
  const parts = texts
    .filter(writesAudit)
    .flatMap((text) => [
      ...text.matchAll(/(?:action(?::|\s*=)|audit\([^`]*?)\s*`([a-z][A-Za-z]*)\.\$\{/g),
    ])
    .map(([, first = ""]) => first);
  expect([...new Set(parts)].sort()).toEqual(Object.keys(composed).sort());
});

test("the search finds what is known to be there, written in each of the ways", () => {
  expect([...found]).toEqual(
    expect.arrayContaining([
      "offering.turnedOff",
      "offering.disabled",
      "submission.filed",
      "submission.downloaded",
      "pickup.keysMade",
      "role.given",
      "host.confirmed",
    ]),
  );
  expect(found.size).toBeGreaterThan(35);
});

test.each(Object.entries({ de, en }))(
  "every action in the log has a sentence in %s",
  (_, texts) => {
    const sentences = texts.sentences as Readonly<Record<string, Readonly<Record<string, string>>>>;
    const missing = [...found].filter((name) => {
      const [group = "", verb = ""] = name.split(".");
      const text = sentences[group]?.[verb] ?? sentences[group]?.[`${verb}_other`];
      return text?.includes("{{who}}") !== true;
    });
    expect(missing).toEqual([]);
  },
);
